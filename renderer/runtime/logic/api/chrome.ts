/** What the phone's chrome does for the app: toasts, bars, sheets, scrolling, fonts. */
import type { JsonObject } from '../../shared/chunk'
import type { PageId } from '../../shared/messages'
import { jsonSafe } from '../json'
import { program } from '../program'
import { ask, command } from '../shell'
import type { Page } from '../page'
import { addPerformers, type Performer } from './carry_out'
import { ApiFailure, type Result } from './outcome'
import { alertBeforeLeaving } from '../leave'
import { findNode } from '../selectors'
import { showShares } from '../share_menu'

/** Commands the shell carries out without an answer. */
const COMMANDS = [
  'showToast', 'hideToast', 'showLoading', 'hideLoading', 'setNavigationBarTitle', 'setNavigationBarColor',
  'showNavigationBarLoading', 'hideNavigationBarLoading', 'hideHomeButton', 'setBackgroundColor', 'setBackgroundTextStyle',
  'startPullDownRefresh', 'stopPullDownRefresh', 'hideKeyboard',
]
/** Commands that need a tab bar. */
const TAB_BAR = [
  'setTabBarItem', 'setTabBarStyle', 'showTabBar', 'hideTabBar', 'setTabBarBadge', 'removeTabBarBadge', 'showTabBarRedDot',
  'hideTabBarRedDot',
]
/** Things on top of the page that a person has to answer or close. */
const SHEETS = ['showModal', 'showActionSheet', 'previewImage', 'previewMedia', 'showShareImageMenu']
/** Nothing to show here; the gates and the call log are what matters. */
const NOTED = [
  'setTopBarText', 'updateShareMenu', 'setWindowSize', 'loadBuiltInFontFace',
]

async function topPage(): Promise<Page> {
  const page = await program().router.shown()
  if (!page) throw new ApiFailure('page is not ready')
  return page
}

/** The page a command is for; toasts and sheets also come before there is one. */
function topId(): PageId {
  return program().router.top?.id ?? 0
}

function send(name: string, params: Result): void {
  command(topId(), name, jsonSafe(params) as JsonObject)
}

function tabCommand(name: string): Performer {
  return async (params) => {
    const bar = program().bundle.manifest.app['tabBar'] as { list?: unknown[] } | undefined
    if (!(await topPage()).tab) throw new ApiFailure('not TabBar page')
    const index = params['index']
    if (typeof index === 'number' && !bar?.list?.[index]) throw new ApiFailure('invalid index')
    send(name, params)
  }
}

/** The opener of a sheet waits for the person; an `error` of the answer is how the person got out of it. */
function sheet(name: string): Performer {
  return async (params) => {
    if (name === 'showActionSheet') checkItems(params)
    const { answer } = ask(topId(), { kind: 'sheet', name, params: jsonSafe(params) as JsonObject })
    const { result, error } = await answer
    if (error) throw new ApiFailure(error)
    return (result ?? {}) as Result
  }
}

function checkItems(params: Result): void {
  const items = params['itemList']
  if (!Array.isArray(items) || items.length === 0) throw new ApiFailure('parameter error: itemList should have at least 1 item')
  if (items.length > 6) throw new ApiFailure('parameter error: itemList should not be larger than 6')
}

async function loadFontFace(params: Result): Promise<Result> {
  const question = { kind: 'load-font' as const, family: String(params['family'] ?? ''), source: String(params['source'] ?? ''), desc: (jsonSafe(params['desc'] ?? {}) ?? {}) as JsonObject }
  const { error } = await ask((await topPage()).id, question).answer
  if (error) throw new ApiFailure(error, { status: 'error' })
  return { status: 'loaded' }
}

async function pageScrollTo(params: Result): Promise<void> {
  const page = await topPage()
  const selector = params['selector']
  const node = typeof selector === 'string' && selector ? findNode(page, selector) : null
  if (typeof selector === 'string' && selector && node === null) throw new ApiFailure('selector not found')
  send('pageScrollTo', node === null ? params : { ...params, node })
}

/** Register everything of the chrome. */
export function addChrome(): void {
  addPerformers(Object.fromEntries(COMMANDS.map((name) => [name, (params: Result) => send(name, params)])))
  addPerformers(Object.fromEntries(TAB_BAR.map((name) => [name, tabCommand(name)])))
  addPerformers(Object.fromEntries(SHEETS.map((name) => [name, sheet(name)])), { patient: true })
  addPerformers(Object.fromEntries(NOTED.map((name) => [name, () => undefined])))
  addPerformers({
    loadFontFace,
    pageScrollTo,
    showShareMenu: async (params) => showShares(await topPage(), true, params['menus']),
    hideShareMenu: async (params) => showShares(await topPage(), false, params['menus']),
    enableAlertBeforeUnload: async (params) => alertBeforeLeaving(await topPage(), String(params['message'] ?? '')),
    disableAlertBeforeUnload: async () => alertBeforeLeaving(await topPage(), null),
  })
}
