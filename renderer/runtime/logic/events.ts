/** Events of the page on their way into the component tree. */
import type { Json, JsonObject } from '../shared/chunk'
import type { ToLogic } from '../shared/messages'
import { ge, type EngineElement } from './engine'
import { withOwnFields } from './form_fields'
import { withGesture } from './gesture'
import { replaceInput, resultOf } from './handler_result'
import type { Page } from './page'
import { emit } from './listeners'
import { leave } from './leave'
import { program } from './program'
import { share, SHARES } from './share'

type ShellEvent = Extract<ToLogic, { type: 'event' }>
type PageEvent = Extract<ToLogic, { type: 'page-event' }>

/** Dispatch what happened at a node to the listeners of the tree. */
export function dispatch(page: Page, event: ShellEvent): void {
  const target = page.backend.nodes.get(event.node)?.__wxElement
  if (!target) return
  const { name, bubbles, composed, capture } = event
  const detail = name === 'submit' ? withOwnFields(target as EngineElement, event.detail) : event.detail
  const answer = resultOf(() => withGesture(event.gesture, () => {
    const engineEvent = new ge.Event(name, detail, { bubbles, composed, capturePhase: capture, originalEvent: event })
    ge.Event.dispatchEvent(target, engineEvent)
  }))
  if (name === 'input' && answer !== undefined) replaceInput(page.id, event.node, answer)
}

/** Two-way binding: the person changed a bound value. */
export function changeModel(page: Page, node: number, name: string, value: Json): void {
  page.backend.nodes.get(node)?.models.get(name)?.(value)
}

const KEYS: Readonly<Record<string, string>> = { 'key-down': 'onKeyDown', 'key-up': 'onKeyUp' }
const HANDLERS: Readonly<Record<string, string>> = {
  scroll: 'onPageScroll', 'reach-bottom': 'onReachBottom', 'pull-down': 'onPullDownRefresh', 'title-tap': 'onTitleTap',
}

/** Something happened to the page as a whole. */
export function pageEvent(page: Page, event: PageEvent): void {
  const { name, detail } = event
  const handler = HANDLERS[name]
  if (handler) page.call(handler, ...(name === 'scroll' ? [detail] : []))
  else if (KEYS[name]) emit(KEYS[name], detail)
  else if (name === 'resize') resize(page, detail)
  else if (name === 'tab-tap') tapTab(page, detail)
  else if (name === 'back') void leave()
  else if (name in SHARES) void share(page, name, detail)
}

function resize(page: Page, detail: JsonObject): void {
  page.component?.triggerPageLifetime('resize', [detail])
  page.call('onResize', detail)
  emit('onWindowResize', detail)
}

/** A tap on a tab shows its page; the shown page hears of a tap on its own tab as well. */
function tapTab(page: Page, detail: JsonObject): void {
  const { router } = program()
  const item = { index: detail['index'] ?? 0, pagePath: detail['pagePath'] ?? '', text: detail['text'] ?? '' }
  const tell = (): unknown => router.top?.call('onTabItemTap', item)
  if (item.pagePath === page.route) tell()
  else router.switchTab(`/${String(item.pagePath)}`).then(tell, () => undefined)
}
