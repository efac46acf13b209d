/** What the automation protocol asks of the view, once it shows all that the app has said. */
import type { Json, JsonObject } from '../../shared/chunk'
import type { AutomationWhat, NodeId } from '../../shared/messages'
import type { Page } from '../page'
import { nodeId } from '../selectors'
import { ask } from '../shell'
import { tagOf, type Node } from './nodes'
import { Refusal } from './refusal'

/** Ask about a page as a whole. */
export const askPage = (page: Page, what: AutomationWhat, args: JsonObject = {}): Promise<Json> => put(page, 0, what, args)

/** Ask about an element, or do something to it. */
export function askElement({ page, node }: { page: Page; node: Node }, what: AutomationWhat, args: JsonObject = {}): Promise<Json> {
  const shown = nodeId(node)
  if (shown === null) throw new Refusal(`<${tagOf(node)}> has nothing on the page: it is a virtual host without content`)
  return put(page, shown, what, args)
}

async function put(page: Page, node: NodeId, what: AutomationWhat, args: JsonObject): Promise<Json> {
  page.backend.flush()
  const { result, error } = await ask(page.id, { kind: 'automation', node, what, args }).answer
  if (error) throw new Refusal(error)
  return result
}

/** Wait until the view shows what was set, or the page is closed. */
export function applied(page: Page): Promise<void> {
  return page.backend.shown()
}
