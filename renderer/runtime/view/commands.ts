/** One-way commands of the logic and of components: a table from name to what the phone does. */
import type { Json, JsonObject } from '../shared/chunk'
import type { Page } from './page'
import { showLens } from './components/camera'
import { clearAnimation } from './queries'
import type { Shell } from './shell'

type Handler = (shell: Shell, page: Page | null, args: JsonObject) => void
/** A handler that does nothing without a page. */
const onPage = (handler: (shell: Shell, page: Page, args: JsonObject) => void): Handler => (shell, page, args) => {
  if (page) handler(shell, page, args)
}

const toNumber = (value: Json | undefined, fallback: number): number => {
  const number = Number(value ?? fallback)
  return Number.isFinite(number) ? number : fallback
}

/** Change window settings of a page from arguments of the same or other names. */
const settings = (names: { readonly [argument: string]: string }): Handler =>
  onPage((shell, page, args) => {
    const changed = { ...page.settings }
    for (const [argument, setting] of Object.entries(names)) {
      const value = args[argument]
      if (value !== undefined && value !== null && value !== '') changed[setting] = value
    }
    shell.applySettings(page, shell.themed(changed))
  })

const HANDLERS: { readonly [name: string]: Handler } = {
  showToast: (shell, _, args) => shell.chrome.toast.show(args),
  hideToast: (shell, _, args) => shell.chrome.toast.hide('toast', args),
  showLoading: (shell, _, args) => shell.chrome.toast.show({ ...args, icon: 'loading', duration: 0 }, 'loading'),
  hideLoading: (shell, _, args) => shell.chrome.toast.hide('loading', args),
  setNavigationBarTitle: onPage((shell, page, args) => {
    shell.applySettings(page, { ...page.settings, navigationBarTitleText: String(args['title'] ?? '') })
  }),
  setNavigationBarColor: onPage((shell, page, args) => shell.stack.bar(page)?.setColor(args)),
  showNavigationBarLoading: onPage((shell, page) => shell.stack.bar(page)?.setLoading(true)),
  hideNavigationBarLoading: onPage((shell, page) => shell.stack.bar(page)?.setLoading(false)),
  hideHomeButton: onPage((shell, page) => shell.stack.bar(page)?.hideHome()),
  setBackgroundColor: settings({ backgroundColor: 'backgroundColor', backgroundColorTop: 'backgroundColorTop', backgroundColorBottom: 'backgroundColorBottom' }),
  setBackgroundTextStyle: settings({ textStyle: 'backgroundTextStyle' }),
  setPageSettings: onPage((shell, page, args) => shell.applySettings(page, shell.themed({ ...page.settings, ...args }))),
  setTabBarItem: (shell, _, args) => shell.chrome.tabBar.setItem(args),
  setTabBarStyle: (shell, _, args) => shell.chrome.tabBar.setStyle(args),
  showTabBar: (shell, _, args) => shell.chrome.tabBar.setShown(true, args['animation'] === true),
  hideTabBar: (shell, _, args) => shell.chrome.tabBar.setShown(false, args['animation'] === true),
  setTabBarBadge: (shell, _, args) => shell.chrome.tabBar.setMark(toNumber(args['index'], -1), { badge: String(args['text'] ?? '') }),
  removeTabBarBadge: (shell, _, args) => shell.chrome.tabBar.setMark(toNumber(args['index'], -1), { badge: '' }),
  showTabBarRedDot: (shell, _, args) => shell.chrome.tabBar.setMark(toNumber(args['index'], -1), { dot: true }),
  hideTabBarRedDot: (shell, _, args) => shell.chrome.tabBar.setMark(toNumber(args['index'], -1), { dot: false }),
  startPullDownRefresh: onPage((_, page) => page.scroll.startRefresh()),
  stopPullDownRefresh: onPage((_, page) => page.scroll.stopRefresh()),
  pageScrollTo: onPage((_, page, args) => {
    const duration = toNumber(args['duration'], 300)
    const offset = toNumber(args['offsetTop'], 0)
    const { node, selector } = args
    if (typeof node === 'number') {
      const box = page.tree.element(node)?.element.getBoundingClientRect()
      if (box) page.scroll.scrollTo(page.scroll.top + box.top + offset, duration)
    } else if (typeof selector === 'string' && selector) {
      page.scroll.scrollToSelector(selector, offset, duration)
    } else {
      page.scroll.scrollTo(toNumber(args['scrollTop'], 0), duration)
    }
  }),
  hideKeyboard: (shell, page) => {
    ;(page?.document.activeElement as HTMLElement | null)?.blur()
    shell.chrome.keyboard.show(false)
  },
  'disconnect-observer': (shell, page, args) => {
    const pages = page ? [page] : shell.stack.all
    for (const known of pages) known.observers.disconnect(toNumber(args['id'], -1))
  },
  'cancel-observer': (shell, page, args) => command(shell, page, 'disconnect-observer', args),
  'clear-animation': onPage((_, page, args) => {
    clearAnimation(page, (Array.isArray(args['nodes']) ? args['nodes'] : []).map(Number))
  }),
  shareMenu: onPage((_, page, args) => {
    page.offers = args
  }),
  share: onPage((_, page, args) => page.sendPageEvent('share', args)),
  exit: (shell) => shell.chrome.home.leave(),
  lens: (_, __, args) => showLens(args),
}

/** Carry a command out; with `args.node` it goes to that component, an unknown one is reported as ours. */
export function command(shell: Shell, page: Page | null, name: string, args: JsonObject): void {
  const handler = HANDLERS[name]
  if (handler) {
    handler(shell, page, args)
    return
  }
  const owner = page && typeof args['node'] === 'number' ? page.tree.element(args['node']) : null
  const component = owner?.component
  if (owner && component?.command) page?.guard(owner, () => component.command?.(name, args))
  else if (owner && component?.method) page?.guard(owner, () => void component.method?.(name, args))
  else shell.internal(`no such command: ${name}`)
}
