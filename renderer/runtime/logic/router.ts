/** The page stack: all ways from one page to another, with WeChat's order of lifecycles. */
import type { PageEntry } from '../shared/chunk'
import type { Transition } from '../shared/messages'
import { measured } from './api/performance'
import { EventChannel } from './event_channel'
import { emit } from './listeners'
import { natives } from './natives'
import { Page } from './page'
import { program } from './program'
import { post } from './shell'
import { changed } from './state'
import { setTabBarPage } from './tab_bar'
import { parseUrl, type PageUrl } from './url'

const MAX_PAGES = 10

export type OpenType = 'appLaunch' | 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack'

/** A route that cannot be taken; the message is what WeChat says after `:fail `. */
export class RouteError extends Error {}

export class Router {
  readonly stack: Page[] = []
  /** Tab pages stay alive when another tab is shown. */
  private readonly tabs = new Map<string, Page>()
  private queue: Promise<unknown> = Promise.resolve()
  private routed = 0
  private pending = 0

  get top(): Page | undefined {
    return this.stack.at(-1)
  }

  get busy(): boolean {
    return this.pending > 0
  }

  /** Every living page, cached tabs included. */
  get living(): Page[] {
    return [...new Set([...this.stack, ...this.tabs.values()])]
  }

  /** The shown page; while the app starts, the first one once it is open. */
  async shown(): Promise<Page | undefined> {
    if (!this.top) await this.queue
    return this.top
  }

  page(id: number): Page | undefined {
    return this.living.find((page) => page.id === id)
  }

  launch(url: string): Promise<void> {
    return this.enqueue(async () => {
      const target = parseUrl(url.startsWith('/') ? url : `/${url}`, '')
      await this.enter('appLaunch', target, 'none')
    })
  }

  navigateTo(url: string, from = this.base, channel?: EventChannel): Promise<void> {
    return this.enqueue(async () => {
      const target = await this.find(url, from, 'navigateTo')
      if (this.isTab(target.route)) throw new RouteError('can not navigateTo a tabbar page')
      if (this.stack.length >= MAX_PAGES) throw new RouteError('webview count limit exceed')
      const page = await this.create(target)
      page.opener = channel ?? null
      this.top?.hide()
      this.push(page, 'push', 'navigateTo')
    })
  }

  redirectTo(url: string, from = this.base): Promise<void> {
    return this.enqueue(async () => {
      const target = await this.find(url, from, 'redirectTo')
      if (this.isTab(target.route)) throw new RouteError('can not redirectTo a tabbar page')
      const page = await this.create(target)
      this.unload(this.stack.pop(), 'none')
      this.push(page, 'replace', 'redirectTo')
    })
  }

  reLaunch(url: string, from = this.base): Promise<void> {
    return this.enqueue(async () => {
      const target = await this.find(url, from, 'reLaunch')
      const page = await this.create(target)
      this.unloadAll()
      this.push(page, 'replace', 'reLaunch')
    })
  }

  switchTab(url: string, from = this.base): Promise<void> {
    return this.enqueue(async () => {
      const target = await this.find(url.split('?')[0]!, from, 'switchTab')
      if (!this.isTab(target.route)) throw new RouteError('can not switch to no-tabBar page')
      const current = this.top
      if (current?.route === target.route && this.stack.length === 1) return
      const known = this.tabs.get(target.route)
      const page = known ?? (await this.create(target))
      if (current && this.stack.length === 1 && current.tab) current.hide()
      else for (const left of this.stack.splice(0).reverse()) if (!left.tab) this.unload(left, 'none')
      this.stack.length = 0
      if (known) this.reveal(known, 'none', 'switchTab')
      else this.push(page, 'none', 'switchTab')
    })
  }

  navigateBack(delta = 1): Promise<void> {
    return this.enqueue(async () => {
      if (this.stack.length <= 1) throw new RouteError('cannot navigate back at first page.')
      const count = Math.min(Math.max(Math.trunc(delta) || 1, 1), this.stack.length - 1)
      const left = this.stack.splice(this.stack.length - count)
      for (const page of left.reverse()) this.unload(page, 'pop')
      this.reveal(this.stack.pop()!, 'pop', 'navigateBack')
      return Promise.resolve()
    })
  }

  /** Open the given pages one after another, as they were before a restart. */
  restore(urls: readonly string[]): Promise<void> {
    return this.enqueue(async () => {
      for (const [index, url] of urls.entries()) {
        const page = await this.create(parseUrl(url, ''))
        this.top?.hide()
        this.push(page, 'none', index === 0 ? 'appLaunch' : 'navigateTo')
      }
    })
  }

  /** Create the page with the same route, query and place in the stack anew. */
  replace(page: Page): void {
    const next = new Page(page.entry, page.query, page.tab)
    next.opener = page.opener
    const shown = page.shown
    const index = this.stack.indexOf(page)
    if (this.tabs.get(page.route) === page) this.tabs.set(page.route, next)
    if (index >= 0) this.stack[index] = next
    // Built behind the old one, which stays until there is something to see.
    next.open('none', index + 1 || 1, { behind: true })
    setTabBarPage(next)
    next.backend.flush()
    if (shown) post({ type: 'page-show', page: next.id, transition: 'none', stackDepth: this.stack.length })
    page.close('none')
    if (shown) next.show()
    changed()
  }

  /** The app ends: all pages go, without a word to the view about transitions. */
  unloadAll(): void {
    for (const page of this.stack.splice(0).reverse()) this.unload(page, 'none')
    for (const page of [...this.tabs.values()]) this.unload(page, 'none')
    this.tabs.clear()
  }

  isTab(route: string): boolean {
    const tabBar = program().bundle.manifest.app['tabBar'] as { list?: { pagePath?: string }[] } | undefined
    return tabBar?.list?.some((item) => item.pagePath?.replace(/^\//, '').replace(/\.html$/, '') === route) ?? false
  }

  private get base(): string {
    return this.top?.route ?? ''
  }

  /** What all that one route brings about is known by. */
  private get event(): string {
    return `route-${this.routed}`
  }

  /** Routes run one after another, never inside each other. */
  private enqueue(action: () => Promise<void>): Promise<void> {
    this.pending += 1
    const result = this.queue.then(() => {
      this.routed += 1
      return action()
    })
    this.queue = result.catch(() => undefined).then(() => {
      this.pending -= 1
      changed()
    })
    return result
  }

  private async find(url: string, from: string, api: OpenType): Promise<PageUrl> {
    const target = parseUrl(String(url), from)
    if (this.entry(target.route)) return target
    // A handler of onPageNotFound may open another page instead; the call itself fails.
    if (api === 'reLaunch' && !this.top) program().app.call('onPageNotFound', { path: target.route, query: target.query, isEntryPage: false })
    throw new RouteError(`page "${target.route}" is not found`)
  }

  private entry(route: string): PageEntry | undefined {
    return program().bundle.manifest.pages.find((page) => page.route === route)
  }

  private async enter(openType: OpenType, target: PageUrl, transition: Transition): Promise<void> {
    if (!this.entry(target.route)) {
      const { app, bundle } = program()
      const waiting = this.pending
      const handled = app.call('onPageNotFound', { path: target.route, query: target.query, isEntryPage: true })
      // A redirect made inside the handler is queued behind this launch.
      if (handled && this.pending > waiting) return
      target = { route: bundle.manifest.entryPage, query: {} }
    }
    this.push(await this.create(target), transition, openType)
  }

  private async create(target: PageUrl): Promise<Page> {
    const entry = this.entry(target.route)
    if (!entry) throw new RouteError(`page "${target.route}" is not found`)
    await program().bundle.chunk(`page/${target.route}`)
    return new Page(entry, target.query, this.isTab(target.route))
  }

  private push(page: Page, transition: Transition, openType: OpenType): void {
    const began = natives.performance.now()
    this.stack.push(page)
    if (page.tab) this.tabs.set(page.route, page)
    emit('onBeforeAppRoute', this.info(page, openType))
    const load = { path: page.route, query: { ...page.query }, componentFramework: 'glass-easel', openType, routeEventId: this.event }
    emit('onBeforePageLoad', load)
    page.open(transition, this.stack.length)
    emit('onAfterPageLoad', { ...load, page: page.component && page.caller })
    setTabBarPage(page)
    emit('onAppRoute', this.info(page, openType))
    page.show()
    emit('onAppRouteDone', this.info(page, openType))
    measured('navigation', openType === 'appLaunch' ? 'appLaunch' : 'route', began, { path: page.route })
    page.backend.afterApply(() => measured('render', 'firstRender', began, { path: page.route }))
    changed()
  }

  private reveal(page: Page, transition: Transition, openType: OpenType): void {
    this.stack.push(page)
    post({ type: 'page-show', page: page.id, transition, stackDepth: this.stack.length })
    setTabBarPage(page)
    emit('onAppRoute', this.info(page, openType))
    page.show()
    emit('onAppRouteDone', this.info(page, openType))
    changed()
  }

  private unload(page: Page | undefined, transition: Transition): void {
    if (!page) return
    if (this.tabs.get(page.route) === page) this.tabs.delete(page.route)
    const path = page.route
    const routeEventId = this.event
    emit('onBeforePageUnload', { path, routeEventId, page: page.component && page.caller })
    page.close(transition)
    emit('onAfterPageUnload', { path, routeEventId })
  }

  private info(page: Page, openType: OpenType): Record<string, unknown> {
    return { path: page.route, query: { ...page.query }, openType, webviewId: page.id, notFound: false, routeEventId: this.event }
  }
}
