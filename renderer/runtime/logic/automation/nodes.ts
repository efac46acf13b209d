/** The nodes of a page as its author knows them: tags, attributes and children without what the engine puts between. */
import { jsonSafe } from '../json'
import { firstDataOf, ge, type EngineElement } from '../engine'
import { pageOf } from '../page'
import { tabBarRoot } from '../tab_bar'

export type Node = EngineElement

export const isText = (node: Node): boolean => !ge.Element.isElement(node)
export const isShadow = (node: Node): boolean => ge.ShadowRoot.isShadowRoot(node) as boolean
/** Whether the node stands for others (`wx:if`, `block`, a slot). */
const isVirtual = (node: Node): boolean => ge.VirtualNode.isVirtualNode(node) as boolean

/** Whether the node is the root of a page's tree; a custom tab bar is a tree of its own. */
export const isPage = (node: Node): boolean => ge.Component.isComponent(node) && !node.ownerShadowRoot && node.tagName !== 'custom-tab-bar'

/** The custom tab bar that lies over a page, if it has one. */
export function tabBarOver(node: Node): Node | null {
  const page = isPage(node) ? pageOf(node) : undefined
  return (page && tabBarRoot(page)) ?? null
}

/** Whether the node is a component of the author, the page left out. */
export const isCustom = (node: Node): boolean => ge.Component.isComponent(node) && !isPage(node)

/** Tag as written; `page` for a page itself. */
export function tagOf(node: Node): string {
  if (isPage(node)) return 'page'
  return String((ge.Component.isComponent(node) ? node.tagName : null) ?? node.is)
}

/** Elements and texts written inside a node, in the tree it belongs to; a component's own template is not inside it. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = []
  for (const child of (node.childNodes ?? []) as Node[]) {
    if (!isText(child) && isVirtual(child)) found.push(...childrenOf(child))
    else found.push(child)
  }
  return found
}

/** What the view shows inside a node: templates of components with what is in their slots, over a page its tab bar. */
export function composedChildrenOf(node: Node): Node[] {
  const found: Node[] = []
  node.forEachComposedChild?.((child: Node) => {
    if (!isText(child) && isVirtual(child)) found.push(...composedChildrenOf(child))
    else found.push(child)
  })
  const bar = tabBarOver(node)
  return bar ? [...found, bar] : found
}

/** The element around a node in its own tree; a page is around its top, a component around nothing. */
export function parentOf(node: Node): Node | null {
  let parent: Node | null = node.parentNode ?? null
  while (parent) {
    if (isShadow(parent)) {
      const host = parent.getHostNode() as Node
      return isPage(host) ? host : null
    }
    if (!isVirtual(parent)) return parent
    parent = parent.parentNode ?? null
  }
  return null
}

/** The element around a node as the view shows it, across the borders of components. */
export function composedParentOf(node: Node): Node | null {
  let parent: Node | null = node.getComposedParent?.() ?? null
  while (parent && (isShadow(parent) || isVirtual(parent))) parent = isShadow(parent) ? parent.getHostNode() : (parent.getComposedParent?.() ?? null)
  return parent
}

/** Elements among the children of what is around a node, itself included. */
export function siblingsOf(node: Node): Node[] {
  const above = parentOf(node)
  const shadow = node.ownerShadowRoot as Node | undefined
  const around = above && !isPage(above) ? childrenOf(above) : shadow ? childrenOf(shadow) : [node]
  return around.filter((one) => !isText(one))
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Attributes as written, with their values now; of a component its properties, with `given` only those that do not hold what they held at first. */
export function attributesOf(node: Node, given = false): Map<string, unknown> {
  const found = new Map<string, unknown>()
  if (node.id) found.set('id', node.id)
  if (node.class) found.set('class', node.class)
  if (node.style) found.set('style', node.style)
  if (node.slot) found.set('slot', node.slot)
  for (const [name, value] of Object.entries((node.dataset ?? {}) as object)) found.set(`data-${dashed(name)}`, value)
  if (ge.Component.isComponent(node)) {
    if (isPage(node)) return found
    const first = given ? firstDataOf(node) : {}
    for (const name of ge.Component.listProperties(node) as string[]) {
      const value: unknown = node.data[name]
      if (!given || !same(value, first[name])) found.set(dashed(name), value)
    }
    return found
  }
  for (const { name, value } of (node.attributes ?? []) as { name: string; value: unknown }[]) found.set(dashed(name), value)
  return found
}

const same = (value: unknown, first: unknown): boolean =>
  value === first || (typeof value === 'object' && typeof first === 'object' && attributeText(value) === attributeText(first))

/** A value as an attribute's text; null for what has none. */
export function attributeText(value: unknown): string | null {
  if (value === undefined || value === null || typeof value === 'function') return null
  return typeof value === 'object' ? JSON.stringify(jsonSafe(value)) : String(value)
}

/** Names of the events somebody listens to at an element. */
export function eventsOf(node: Node): string[] {
  const { listeners, captureListeners } = node._$eventTarget as { listeners: object; captureListeners: object | null }
  return [...new Set([...Object.keys(listeners), ...Object.keys(captureListeners ?? {})])]
}

/** All elements below a node that `inside` leads to, in document order. */
export function* descendants(node: Node, inside: (node: Node) => Node[]): Generator<Node> {
  for (const child of inside(node)) {
    if (isText(child)) continue
    yield child
    yield* descendants(child, inside)
  }
}
