/** The tree of a page as the Wxml panel shows it: only what is unfolded, and only rows that changed. */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId } from '../shared/messages'
import { describeRow, placeOf, visibleChildren, type Row } from './inspect_rows'
import { ge, type EngineElement } from './engine'
import { natives } from './natives'
import type { Page } from './page'
import { spent } from './inspect_watch'

/** A row of the panel; the number stays as long as the node lives. */
type RowId = number

/** Unfolded without being asked: levels, and the most children an element may have for it. */
const OPEN_LEVELS = 5
const OPEN_CHILDREN = 30
const MOST_FOUND = 500

const numbers = new WeakMap<object, RowId>()
const nodes = new Map<RowId, EngineElement>()
let sent = new Map<RowId, string>()
let shownPage: Page | null = null
let last: RowId = 0

function number(node: EngineElement): RowId {
  let id = numbers.get(node)
  if (id === undefined) {
    last += 1
    id = last
    numbers.set(node, id)
  }
  nodes.set(id, node)
  return id
}

/** The node of a row; fails when it is gone. */
export function nodeOf(id: Json | undefined): EngineElement {
  const node = nodes.get(Number(id))
  if (!node) throw new Error('this node is gone')
  return node
}

/** Rows of `page` that are new or changed since the last answer, and the numbers of those that went. */
export function outline(page: Page, args: JsonObject): JsonObject {
  const begun = natives.performance.now()
  const fresh = args['fresh'] === true || page !== shownPage
  if (fresh) {
    sent = new Map()
    nodes.clear()
    shownPage = page
  }
  const open = new Set(Array.isArray(args['open']) ? args['open'].map(Number) : [])
  const now = new Map<RowId, string>()
  const rows: JsonObject[] = []
  const visit = (node: EngineElement, level: number): RowId => {
    const id = number(node)
    const row: Row = describeRow(node)
    const children = row.inline === undefined ? visibleChildren(node) : []
    const unfolded = children.length === 0 || open.has(id) || (fresh && level < OPEN_LEVELS && children.length <= OPEN_CHILDREN)
    const kept = unfolded ? children.map((child) => visit(child, level + 1)) : null
    const answer = { ...row, id, node: firstNode(node), size: children.length, children: kept } as unknown as JsonObject
    const text = JSON.stringify(answer)
    now.set(id, text)
    if (sent.get(id) !== text) rows.push(answer)
    return id
  }
  const root = page.component ? visit(page.component, 0) : 0
  const gone = [...sent.keys()].filter((id) => !now.has(id))
  sent = now
  for (const id of [...nodes.keys()]) if (!now.has(id)) nodes.delete(id)
  spent(natives.performance.now() - begun)
  return { page: page.id, route: page.route, fresh, root, rows, gone }
}

/** The rows from the page down to a node, for the panel to unfold; empty when it is not in the tree. */
function chainOf(page: Page, wanted: EngineElement): RowId[] {
  const chain: RowId[] = []
  for (let node: EngineElement | null = wanted; node; node = parentOf(page, node)) {
    chain.unshift(number(node))
    if (node === page.component) return chain
  }
  return []
}

/** The row around a node; what stands for several nodes (`wx:if`, `block`) has none. */
function parentOf(page: Page, node: EngineElement): EngineElement | null {
  let parent: EngineElement | null = node.getComposedParent?.() ?? node.parentNode ?? null
  while (parent && parent !== page.component && !isRow(page, parent)) parent = parent.getComposedParent?.() ?? null
  return parent
}

function isRow(page: Page, node: EngineElement): boolean {
  if (ge.ShadowRoot.isShadowRoot(node)) return node.getHostNode() !== page.component
  return !ge.VirtualNode.isVirtualNode(node) || node.is === 'slot'
}

/** The chain of the node that the view knows by `node`. */
export function chainOfNode(page: Page, node: NodeId): RowId[] {
  const element = page.backend.nodes.get(node)?.__wxElement as EngineElement | undefined
  return element ? chainOf(page, element) : []
}

/** Nodes of the view that were written at a place of a component's template; an item -1 stands for all of a list. */
export function nodesAt(page: Page, component: string, steps: readonly (readonly Json[])[]): NodeId[] {
  const found: NodeId[] = []
  const walk = (node: EngineElement, at: number): void => {
    const step = steps[at]
    if (!step) {
      const known = firstNode(node)
      if (known) found.push(known)
      return
    }
    const [index, , key] = step
    const children = node.childNodes as EngineElement[]
    const next = index === -1 ? children : children.slice(Number(index), Number(index) + 1)
    for (const child of next) if (key === undefined || child._$wxTmplArgs?.key === key) walk(child, at + 1)
  }
  const visit = (node: EngineElement): void => {
    if (found.length >= MOST_FOUND) return
    if (ge.Component.isComponent(node) && node.is === component) walk(node.getShadowRoot(), 0)
    for (const child of visibleChildren(node)) visit(child)
  }
  if (page.component) visit(page.component)
  return found
}

/** Paths of the components on a page, itself first. */
export function componentsOf(page: Page): string[] {
  const found = new Set<string>()
  const visit = (node: EngineElement): void => {
    if (ge.Component.isComponent(node)) found.add(String(node.is))
    for (const child of visibleChildren(node)) visit(child)
  }
  if (page.component) visit(page.component)
  return [...found]
}

/** Chains of all rows that hold `text`: in their tag, text or an attribute, or as `#id` or `.class`. */
export function find(page: Page, text: string): JsonObject {
  const wanted = text.trim().toLowerCase()
  const found: RowId[][] = []
  const visit = (node: EngineElement, above: RowId[]): void => {
    if (found.length >= MOST_FOUND) return
    const chain = [...above, number(node)]
    const row = describeRow(node)
    if (matches(row, wanted)) found.push(chain)
    if (row.inline === undefined) for (const child of visibleChildren(node)) visit(child, chain)
  }
  if (wanted && page.component) visit(page.component, [])
  return { page: page.id, text, found }
}

function matches(row: Row, wanted: string): boolean {
  const value = (name: string): string => row.attributes.find(([known]) => known === name)?.[1].toLowerCase() ?? ''
  if (wanted.startsWith('#') && wanted.length > 1) return value('id').includes(wanted.slice(1))
  if (wanted.startsWith('.') && wanted.length > 1) return value('class').split(/\s+/).some((name) => name.includes(wanted.slice(1)))
  if (`<${row.tag}`.includes(wanted) || (row.text ?? row.inline ?? '').toLowerCase().includes(wanted)) return true
  return row.attributes.some(([name, text]) => name.includes(wanted) || text.toLowerCase().includes(wanted))
}

/** What the panel's side shows of a node beside its styles. */
export function details(page: Page, id: Json | undefined): JsonObject {
  const node = nodeOf(id)
  const component = ge.Component.isComponent(node)
  const element = ge.Element.isElement(node) ? node : parentOf(page, node)
  return {
    id: Number(id),
    node: (element?.$$?.id as number | undefined) ?? firstNode(node),
    component: component ? String(node.is) : '',
    properties: component ? (ge.Component.listProperties(node) as string[]) : [],
    data: component ? node.getMethodCaller().data : null,
    dataset: ge.Element.isElement(node) ? (node.dataset as JsonObject) : {},
    place: placeOf(node),
    chain: chainOf(page, node),
  }
}

/** The node in the view that stands for a row: its own, or the first inside. */
export function firstNode(node: EngineElement): NodeId {
  const own = node.$$?.id as NodeId | undefined
  if (own !== undefined) return own
  for (const child of visibleChildren(node)) {
    const found = firstNode(child)
    if (found) return found
  }
  return 0
}
