/** Elements as text and as trees: WXML as its author writes it, templates of components and slots in their places. */
import type { Json, JsonObject } from '../../shared/chunk'
import { idOf } from './elements'
import { attributesOf, attributeText, composedChildrenOf, eventsOf, isCustom, isText, tagOf, type Node } from './nodes'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string, marks: RegExp): string => text.replace(marks, (mark) => ENTITIES[mark]!)

/** What is inside an element. */
export const innerWxml = (node: Node): string => composedChildrenOf(node).map(outerWxml).join('')

/** The element with what is inside. */
export function outerWxml(node: Node): string {
  if (isText(node)) return escaped(String(node.textContent), /[&<>]/g)
  const tag = tagOf(node)
  const written = texts(node).map(([name, value]) => ` ${name}="${escaped(value, /[&<>"]/g)}"`)
  return `<${tag}${written.join('')}>${innerWxml(node)}</${tag}>`
}

/** Attributes with their texts. */
function texts(node: Node): [string, string][] {
  const found: [string, string][] = []
  for (const [name, value] of attributesOf(node, true)) {
    const text = attributeText(value)
    if (text !== null) found.push([name, text])
  }
  return found
}

/** An element as `[tag, attributes, children]`, and the nodes of all of them in document order. */
export function described(node: Node): { tree: Json; nodes: Node[] } {
  const nodes: Node[] = []
  const visit = (one: Node): Json => {
    if (isText(one)) return String(one.textContent)
    nodes.push(one)
    return [tagOf(one), Object.fromEntries(texts(one)), composedChildrenOf(one).map(visit)]
  }
  return { tree: visit(node), nodes }
}

/**
 * An element and what is inside, down to `depth` levels: tag, attributes, events somebody listens to, children (texts
 * as they are); `more` counts the children of what is cut off. `told` hears of every element.
 */
export function treeOf(node: Node, depth: number, told: (node: Node, row: JsonObject) => void): JsonObject {
  const row: { [name: string]: Json } = { elementId: idOf(node), tag: tagOf(node) }
  const events = eventsOf(node)
  if (isCustom(node)) row['component'] = String(node.is)
  row['attributes'] = Object.fromEntries(texts(node))
  if (events.length) row['events'] = events
  told(node, row)
  const children = composedChildrenOf(node).filter((child) => !isText(child) || String(child.textContent).trim() !== '')
  if (depth <= 0 && children.some((child) => !isText(child))) row['more'] = children.length
  else row['children'] = children.map((child) => (isText(child) ? String(child.textContent).trim() : treeOf(child, depth - 1, told)))
  return row
}
