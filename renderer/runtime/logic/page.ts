/** One page: its component tree, its stream to the view and its lifecycle. */
import type { JsonObject, PageEntry } from '../shared/chunk'
import { pageLeft } from '../shared/leftovers'
import type { PageId, Transition } from '../shared/messages'
import { PageBackend } from './backend'
import { ge, type Caller, type EngineComponent, type EngineElement } from './engine'
import { reportError } from './errors'
import type { EventChannel } from './event_channel'
import { program } from './program'
import { entering } from './entered'
import { timed } from './measures'
import { offerShares } from './share_menu'
import { dropTabBar } from './tab_bar'
import { post } from './shell'
import { Op } from '../shared/messages'
import { formatQuery } from './url'

let lastPage: PageId = 0

export class Page {
  readonly id: PageId
  readonly backend: PageBackend
  /** The end of the event channel that leads to the page that opened this one. */
  opener: EventChannel | null = null
  component: EngineComponent = null
  /** Whether `onReady` ran. */
  ready = false
  shown = false
  closed = false
  private readonly waiting: EngineComponent[] = []

  constructor(
    readonly entry: PageEntry,
    readonly query: Readonly<Record<string, string>>,
    readonly tab: boolean,
  ) {
    lastPage += 1
    this.id = lastPage
    const { engine } = program()
    this.backend = new PageBackend(this.id, engine.scopes, (node) => engine.hostName(node))
  }

  get route(): string {
    return this.entry.route
  }

  get caller(): Caller {
    return this.component?.getMethodCaller()
  }

  get window(): JsonObject {
    return this.entry.window
  }

  /** Open the page in the view and build its tree; runs `onLoad`. `behind`: the view does not show it yet. */
  open(transition: Transition, stackDepth: number, { behind = false } = {}): void {
    const { components, bundle } = program()
    const renderer = bundle.components.get(this.route)?.renderer ?? 'webview'
    post({ type: 'page-open', page: this.id, route: this.route, window: this.window, transition, renderer, tab: this.tab, stackDepth, behind })
    components.define(this.route)
    this.sendStyles()
    try {
      this.build()
    } catch (error) {
      reportError('script', error, `${this.route}.wxml`, this.route)
    }
    this.call('onLoad', { ...this.query })
  }

  /** Make the tree and put it into the document. */
  build(): void {
    const { engine } = program()
    this.component = engine.createRoot('page', this.route, this.backend, formatQuery(this.query))
    this.adopt(this.component)
    engine.completePage(this.route, this.caller)
    Object.assign(this.caller, { route: this.route, __route__: this.route, options: { ...this.query } })
    this.backend.push([Op.Append, this.backend.root.id, this.component.getBackendElement().id])
    ge.Element.pretendAttached(this.component)
    offerShares(this)
  }

  /** A tree of this page: the page itself or its tab bar. */
  adopt(root: EngineComponent): void {
    pages.set(root, this)
  }

  sendStyles(): void {
    for (const sheet of program().components.sheets(this.route)) post({ type: 'style', page: this.id, ...sheet })
  }

  show(): void {
    if (this.shown || this.closed) return
    this.shown = true
    this.component?.triggerPageLifetime('show', [])
    this.call('onShow')
    if (!this.ready) this.backend.afterApply(() => this.becomeReady())
  }

  hide(): void {
    if (!this.shown || this.closed) return
    this.shown = false
    this.component?.triggerPageLifetime('hide', [])
    this.call('onHide')
  }

  /** Unload the page and take it out of the view. */
  close(transition: Transition): void {
    if (this.closed) return
    this.call('onUnload')
    dropTabBar(this)
    this.dismantle()
    this.closed = true
    this.backend.destroy()
    post({ type: 'page-close', page: this.id, transition })
    pageLeft()
  }

  /** Detach the tree, with the lifetimes of its components. */
  dismantle(): void {
    if (!this.component) return
    const element = this.component.getBackendElement()
    ge.Element.pretendDetached(this.component)
    if (element) this.backend.push([Op.Remove, this.backend.root.id, element.id])
    this.component.destroyBackendElement()
  }

  /** Call a method of the page if it has one; errors are reported. */
  call(name: string, ...args: unknown[]): unknown {
    const caller = this.caller
    const method: unknown = caller?.[name]
    if (typeof method !== 'function') return undefined
    const script = program().bundle.components.get(this.route)?.script ?? null
    entering(name, script)
    try {
      const result: unknown = timed(name, script ?? '', () => method.apply(caller, args) as unknown)
      return result
    } catch (error) {
      program().app.failed(error, this.route)
      return undefined
    }
  }

  has(name: string): boolean {
    return typeof this.caller?.[name] === 'function'
  }

  private becomeReady(): void {
    if (this.ready || this.closed) return
    this.ready = true
    this.fireReady()
    this.call('onReady')
    this.component?.triggerPageLifetime('routeDone', [])
    this.call('onRouteDone')
  }

  /** A component of this page was attached; its `ready` follows when the view shows it. */
  attached(component: EngineComponent): void {
    this.waiting.push(component)
    if (this.ready && this.waiting.length === 1) this.backend.afterApply(() => this.fireReady())
  }

  /** Fire `ready` of the components that wait for it, children before their parents. */
  private fireReady(): void {
    const above: { component: EngineComponent; depth: number }[] = []
    const leave = (depth: number): void => {
      while (above.length > 0 && above.at(-1)!.depth >= depth) above.pop()!.component.triggerLifetime('ready', [])
    }
    for (const component of this.waiting.splice(0)) {
      const depth = depthOf(component)
      leave(depth)
      above.push({ component, depth })
    }
    leave(0)
  }
}

function depthOf(component: EngineComponent): number {
  let depth = 0
  for (let node: EngineElement = component; node; node = node.parentNode ?? (ge.ShadowRoot.isShadowRoot(node) ? node.getHostNode() : null)) {
    depth += 1
  }
  return depth
}

const pages = new WeakMap<object, Page>()

/** The page a component lives in. */
export function pageOf(component: EngineComponent): Page | undefined {
  let node = component
  while (node?.ownerShadowRoot) node = node.ownerShadowRoot.getHostNode()
  return pages.get(node)
}
