/** XPath over a tree that the logic describes: the engine's own evaluator does the work. */
import type { Json } from '../shared/chunk'

/** An element, or a text: `[tag, attributes, children]`. */
type Described = string | readonly [string, { readonly [name: string]: string }, readonly Described[]]

const FIRST = /^[\p{L}_]/u
const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u
const SNAPSHOT = 7

/** Places of the elements that an expression leads to, counted through the tree in document order; texts and attributes stand for their elements. */
export function found(document: Document, expression: string, tree: Json): number[] {
  const xml = document.implementation.createDocument(null, null)
  const numbers = new Map<Node, number>()
  const build = (parent: Node, described: Described): void => {
    if (typeof described === 'string') {
      parent.appendChild(xml.createTextNode(described))
      return
    }
    const [tag, attributes, children] = described
    const element = xml.createElement(nameOf(tag))
    numbers.set(element, numbers.size)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(nameOf(name), value)
    parent.appendChild(element)
    for (const child of children) build(element, child)
  }
  build(xml, tree as unknown as Described)
  const result = evaluate(xml, expression)
  const places = new Set<number>()
  for (let index = 0; index < result.snapshotLength; index++) {
    const node = result.snapshotItem(index) as Node
    const element = node.nodeType === 2 ? (node as Attr).ownerElement : node.nodeType === 1 ? node : node.parentNode
    const place = element ? numbers.get(element) : undefined
    if (place !== undefined) places.add(place)
  }
  return [...places]
}

function evaluate(xml: Document, expression: string): XPathResult {
  try {
    return xml.evaluate(expression, xml, null, SNAPSHOT, null)
  } catch (error) {
    // The engine names its own functions, not the mistake.
    const wrongKind = (error as DOMException).name === 'TypeError' || /type/i.test((error as Error).message)
    throw new Error(wrongKind ? `the XPath "${expression}" leads to no elements but to a value` : `"${expression}" is no XPath expression`)
  }
}

/** What WXML allows as a name and XML does not is spelled with underscores. */
function nameOf(name: string): string {
  if (NAME.test(name)) return name
  const spelled = name.replace(/[^\p{L}\p{N}_.-]/gu, '_')
  return FIRST.test(spelled) ? spelled : `_${spelled}`
}
