/** Pages and elements by the ids the automation protocol knows them by. */
import type { Json, JsonObject } from '../../shared/chunk'
import { device } from '../device'
import { ge } from '../engine'
import { pageOf, type Page } from '../page'
import { program } from '../program'
import { isCustom, tagOf, type Node } from './nodes'
import { Refusal } from './refusal'

const ids = new WeakMap<object, string>()
const nodes = new Map<string, WeakRef<object>>()
let last = 0

/** More pages than one run of the app opens: clients know pages by their number, also over restarts. */
const PAGES_A_RUN = 100_000
let sweepAt = 1000

/** The page that `pageId` names; every request about a page carries it. */
export function pageOfParams(params: JsonObject): Page {
  const page = program().router.page(Number(params['pageId']) - device.load * PAGES_A_RUN)
  if (!page) throw new Refusal(`page ${describeId(params['pageId'])} is not open: it was closed, or the app was started again`)
  if (!page.component) throw new Refusal(`page ${page.route} has no tree: its template or script failed`)
  return page
}

const describeId = (id: Json | undefined): string => (id === undefined ? '(no pageId was given)' : String(id))

/** What the protocol tells of a page. */
export const describePage = (page: Page): JsonObject => ({ pageId: device.load * PAGES_A_RUN + page.id, path: page.route, query: { ...page.query } })

/** Text an element is known by as long as it lives. */
export function idOf(node: Node): string {
  let id = ids.get(node)
  if (id === undefined) {
    last += 1
    id = `e${device.load}.${last}`
    ids.set(node, id)
    nodes.set(id, new WeakRef(node))
    if (nodes.size > sweepAt) sweep()
  }
  return id
}

function sweep(): void {
  for (const [id, node] of nodes) if (!node.deref()) nodes.delete(id)
  sweepAt = Math.max(1000, nodes.size * 2)
}

/** What the protocol tells of an element: `nodeId` makes it a component of the author, `videoId` a video. */
export function describeElement(node: Node): JsonObject {
  const elementId = idOf(node)
  const tagName = tagOf(node)
  return {
    elementId, tagName,
    ...(isCustom(node) && { nodeId: elementId }),
    ...(!ge.Component.isComponent(node) && tagName === 'video' && { videoId: String(node.id || elementId) }),
  }
}

/** The element that `elementId` names on a page; one that left the page is refused. */
export function elementOfParams(params: JsonObject): { page: Page; node: Node } {
  const page = pageOfParams(params)
  const id = params['elementId']
  if (typeof id !== 'string') throw new Refusal('elementId is missing: it is what getElement answers')
  const node = nodes.get(id)?.deref() as Node | undefined
  if (!node || !ge.Element.isAttached(node) || pageOf(node) !== page) {
    throw new Refusal(`element ${id} is not on page ${page.route} any more: look it up again`)
  }
  return { page, node }
}
