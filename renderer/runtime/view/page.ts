/** One page of the phone: its section in the shell, its document and the tree the logic streams. */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId, Operation, PageId, Report, Screen, ToLogic, ToShell } from '../shared/messages'
import { resourceUrl } from '../shared/resource_url'
import { rpxToPx, rpxWidth } from '../shared/rpx'
import { AnimationAttribute } from './animation'
import type { CallReply, Component, EmitOptions, Host, NavigateAction, PageView, Sheet } from './component'
import { Input } from './events'
import { Frame } from './frame'
import { ownerOf, type ElementNode, type OwnedElement } from './node'
import { Observers } from './observers'
import { Tree } from './ops'
import { PageScroll } from './page_scroll'
import type { Pull } from './pulled_page'
import { length } from './lengths'
import { isDocumented } from './tags'

export type PageOpen = Extract<ToShell, { type: 'page-open' }>

/** What a page needs of the phone around it. */
export interface Phone {
  readonly base: string
  readonly screen: Screen
  readonly theme: 'light' | 'dark'
  readonly animate: boolean
  /** Whether the host keeps the app's time, so that nothing may go on by itself. */
  readonly timeKept: boolean
  readonly fontStyles: string
  /** `rendererOptions.skyline` of the app and of a page with these settings. */
  skylineOptions(settings: JsonObject): JsonObject
  post(message: ToLogic, transfer?: Transferable[]): void
  command(page: PageId, name: string, args: JsonObject): void
  sheet(page: PageId, name: string, params: JsonObject, changed?: (detail: JsonObject) => void): Sheet
  call(name: string, params: JsonObject, page: string, gesture: boolean): Promise<CallReply>
  report(report: Report): void
  keyboard(page: PageId, open: boolean, host: Host): number
  /** Begin to pull the page away with the finger; null where there is no such way back. */
  pull(page: PageId): Pull | null
}

/** Touch-like events travel through the capture phase too. */
const CAPTURED = /^(touch|tap$|longpress$|longtap$)/

export class Page implements PageView {
  readonly id: PageId
  readonly route: string
  readonly renderer: 'webview' | 'skyline'
  readonly tab: boolean
  readonly section: HTMLElement
  readonly frame: Frame
  readonly tree: Tree
  readonly scroll: PageScroll
  readonly input: Input
  readonly observers: Observers
  readonly portal: HTMLElement
  settings: JsonObject
  /** What the capsule's menu offers here, by entry; what is not named is offered. */
  offers: JsonObject = {}
  /** Components whose attributes or children changed in this batch. */
  readonly dirty = new Set<ElementNode>()
  /** New elements without a component, by their tags. */
  readonly plain = new Map<NodeId, string>()
  /** Components that wait to hear they are in the document. */
  fresh: ElementNode[] = []
  /** Whether nodes left the tree in this batch. */
  removals = false
  /** Events somebody on the page listens to. */
  readonly heard = new Set<string>()
  /** Whether a tap is being handed out: what components emit now counts as the person's gesture. */
  gesturing = false
  private readonly live = new Set<ElementNode>()
  private readonly noticed = new Set<string>()
  private readonly animations: AnimationAttribute
  private readonly openedAt = performance.now()
  private readonly resizeListeners = new Set<() => void>()

  constructor(
    open: PageOpen,
    settings: JsonObject,
    readonly phone: Phone,
    parent: HTMLElement,
  ) {
    this.id = open.page
    this.route = open.route
    this.renderer = open.renderer
    this.tab = open.tab
    this.settings = settings
    this.section = parent.ownerDocument.createElement('section')
    this.section.className = 'page'
    this.section.dataset['route'] = open.route
    parent.appendChild(this.section)
    const body = parent.ownerDocument.createElement('div')
    body.className = 'page-body'
    this.section.appendChild(body)
    this.frame = new Frame(body, phone.fontStyles)
    this.frame.setFontSize(phone.screen.fontSizeSetting)
    if (this.renderer === 'skyline') this.frame.useSkyline(phone.skylineOptions(settings))
    this.tree = new Tree(this)
    this.portal = this.document.createElement('div')
    this.portal.className = 'wx-portal'
    this.document.documentElement.appendChild(this.portal)
    this.scroll = new PageScroll(this, body)
    this.input = new Input(this)
    this.observers = new Observers(this)
    this.animations = new AnimationAttribute(this)
    this.window.addEventListener('resize', () => this.resized())
    for (const kind of ['keydown', 'keyup'] as const) this.window.addEventListener(kind, (event) => this.key(event))
  }

  /** A key of the computer's keyboard; what an input method makes of keys is no key. */
  private key(event: KeyboardEvent): void {
    if (event.isComposing) return
    const { key, code, altKey, shiftKey } = event
    this.sendPageEvent(event.type === 'keydown' ? 'key-down' : 'key-up', { key, code, altKey, shiftKey, timeStamp: this.now() })
  }

  get document(): Document {
    return this.frame.document
  }

  get window(): Window {
    return this.frame.window
  }

  get screen(): Screen {
    return this.phone.screen
  }

  get theme(): 'light' | 'dark' {
    return this.phone.theme
  }

  /** Milliseconds since the page was opened, as events carry them. */
  now(): number {
    return Math.round(performance.now() - this.openedAt)
  }

  /** Whether nothing of the app is to be seen yet. */
  get blank(): boolean {
    return !this.document.querySelector('wx-page > *')
  }

  /** Apply a batch of operations and let components settle; one bad operation does not lose the rest. */
  apply(ops: readonly Operation[]): void {
    this.removals = false
    this.tree.apply(ops)
    this.lifecycle()
    this.noticePlain()
    const dirty = [...this.dirty]
    this.dirty.clear()
    for (const owner of dirty) if (owner.element.isConnected) this.guard(owner, () => owner.component?.settled?.())
    this.scroll.contentChanged()
    this.observers.schedule()
  }

  private lifecycle(): void {
    if (this.removals) for (const owner of this.live) if (!owner.element.isConnected) this.gone(owner)
    if (!this.fresh.length) return
    const waiting: ElementNode[] = []
    for (const owner of this.fresh) {
      if (!owner.component) continue
      if (!owner.element.isConnected) {
        waiting.push(owner)
        continue
      }
      owner.alive = true
      this.live.add(owner)
      this.guard(owner, () => owner.component?.connected?.())
    }
    this.fresh = waiting
  }

  /** The node left the document (it may come back) or the tree. */
  gone(owner: ElementNode): void {
    this.live.delete(owner)
    this.dirty.delete(owner)
    if (!owner.alive) return
    owner.alive = false
    this.guard(owner, () => owner.component?.disconnected?.())
    this.fresh.push(owner)
  }

  /** An exception of a component is our own mistake: report it, keep the page. */
  guard(owner: ElementNode, action: () => void): void {
    try {
      action()
    } catch (error) {
      this.report('internal', `<${owner.tag}>: ${error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)}`)
    }
  }

  setAttribute(owner: ElementNode, name: string, value: Json): void {
    if (name === 'animation') this.animations.apply(owner, value)
    this.guard(owner, () => owner.setAttribute(name, value))
  }

  /** Tags without a component: their children are laid out, and the developer hears of each once. */
  private noticePlain(): void {
    for (const tag of this.plain.values()) {
      if (this.noticed.has(tag) || !isDocumented(tag)) continue
      this.noticed.add(tag)
      this.report('notice', `<${tag}> is not simulated: its children are shown, nothing else of it works`)
    }
    this.plain.clear()
  }

  sendEvent(node: NodeId, name: string, detail: Json, options: EmitOptions): void {
    this.phone.post({
      type: 'event', page: this.id, node, name, detail,
      bubbles: options.bubbles ?? false,
      composed: options.composed ?? options.bubbles ?? false,
      capture: CAPTURED.test(name),
      timeStamp: this.now(),
      ...(options.touches ? { touches: options.touches } : {}),
      ...(options.changedTouches ? { changedTouches: options.changedTouches } : {}),
      gesture: options.gesture ?? this.gesturing,
      offsets: this.offsets(node, name, options.bubbles ?? false),
    })
  }

  /** offsetLeft and offsetTop of the target and of the listening nodes above it. */
  private offsets(node: NodeId, name: string, bubbles: boolean): { [node: NodeId]: [number, number] } {
    const found: { [node: NodeId]: [number, number] } = {}
    let owner = this.tree.element(node)
    for (let first = true; owner; owner = bubbles ? ownerOf(owner.element.parentNode) : null, first = false) {
      if (first || owner.listens(name)) found[owner.node] = [owner.element.offsetLeft, owner.element.offsetTop]
    }
    return found
  }

  sendModel(node: NodeId, name: string, value: Json): void {
    this.phone.post({ type: 'model', page: this.id, node, name, value })
  }

  sendPageEvent(name: Extract<ToLogic, { type: 'page-event' }>['name'], detail: JsonObject): void {
    this.phone.post({ type: 'page-event', page: this.id, name, detail })
  }

  rpx(n: number): number {
    return rpxToPx(n, rpxWidth(this.screen))
  }

  length(value: unknown): number {
    return length(value, this.screen)
  }

  resourceUrl(source: string): string {
    return resourceUrl(source, this.phone.base, this.route)
  }

  onScroll(listener: (scrollTop: number) => void): () => void {
    return this.scroll.listen(listener)
  }

  onResize(listener: () => void): () => void {
    this.resizeListeners.add(listener)
    return () => this.resizeListeners.delete(listener)
  }

  private resized(): void {
    for (const listener of this.resizeListeners) listener()
    this.scroll.contentChanged()
  }

  command(name: string, args: JsonObject): void {
    this.phone.command(this.id, name, args)
  }

  navigate(action: NavigateAction, url: string, delta = 1): void {
    this.phone.post({ type: 'navigate', action, url, delta })
  }

  sheet(name: string, params: JsonObject, changed?: (detail: JsonObject) => void): Sheet {
    return this.phone.sheet(this.id, name, params, changed)
  }

  call(name: string, params: JsonObject, gesture = this.gesturing): Promise<CallReply> {
    return this.phone.call(name, params, this.route, gesture)
  }

  report(kind: Report['kind'], message: string): void {
    this.phone.report({ kind, message, stack: '', page: this.route, file: `${this.route}.wxml`, line: 0 })
  }

  componentOf(element: Element): Component | null {
    return (element as OwnedElement).mdNode?.component ?? null
  }

  hostOf(element: Element): Host | null {
    return (element as OwnedElement).mdNode ?? null
  }

  keyboard(open: boolean, host: Host): number {
    return this.phone.keyboard(this.id, open, host)
  }

  dispose(): void {
    this.observers.dispose()
    this.input.dispose()
    for (const owner of this.live) this.gone(owner)
    this.section.remove()
  }
}
