/**
 * The contract of built-in components: a class a tag, one instance a node, alive in the page's iframe.
 *
 * A component owns the inside of its `<wx-tag>` element. The logic only sees a native node: it sets
 * attributes, puts children into the slot and listens to events. `page.document` belongs to another
 * realm than this code: never test nodes with `instanceof`, never use the global `document`.
 * `components/index.ts` imports every component once; each registers itself with `defineComponent`.
 */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId, PageId, Report, Screen, Touch } from '../shared/messages'

/** Values of a component's attributes by camelCase name (`scroll-y` → `scrollY`). */
export type Props = { [name: string]: unknown }

export interface EmitOptions {
  /** Whether ancestors hear it too; built-ins' own events (`change`, `load`) do not bubble, which is the default. */
  readonly bubbles?: boolean
  readonly composed?: boolean
  readonly touches?: readonly Touch[]
  readonly changedTouches?: readonly Touch[]
  /** The event stems from a tap of the person: wx calls made by its handler count as such. */
  readonly gesture?: boolean
}

/** A finger (or the mouse) on the page. Lengths are CSS pixels, velocities CSS pixels a millisecond. */
export interface Drag {
  /** Position in the viewport of the page, and where the finger came down. */
  readonly x: number
  readonly y: number
  readonly startX: number
  readonly startY: number
  /** Way since the finger came down. */
  readonly dx: number
  readonly dy: number
  readonly vx: number
  readonly vy: number
  /** The DOM element under the finger when it came down. */
  readonly target: Element
  readonly touches: readonly Touch[]
}

/**
 * What a component does with fingers. `press` tells all elements under the finger; once the finger
 * moved 6 px, `claim` asks from the innermost element outwards who takes the movement, native scroll
 * containers included; only the taker hears `move` and `end`.
 */
export interface GestureHandlers {
  /** The finger came down inside the element. */
  press?(drag: Drag): void
  /** The finger left or somebody took the movement. A tap on the element, if any, follows. */
  release?(drag: Drag): void
  /** Whether this element takes a movement that began with (dx, dy). Without it: never. */
  claim?(dx: number, dy: number, drag: Drag): boolean
  move?(drag: Drag): void
  /** The finger left after a claimed movement; `cancelled` when the system took it away. */
  end?(drag: Drag, cancelled: boolean): void
}

/** A recognised tap on its way from the innermost component outwards; the logic got its `tap` event just before. */
export interface Tap {
  readonly target: Element
  readonly x: number
  readonly y: number
  readonly touches: readonly Touch[]
  /** Set by a component that used the tap up (a checkbox in a label): outer components do nothing more. */
  handled: boolean
}

/** The answer of the device to a `wx.*` call (see `renderer/host/README.md`). */
export interface CallReply {
  readonly outcome: 'ok' | 'fail' | 'perform'
  readonly result: JsonObject
  readonly value: Json
}

export type NavigateAction = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab' | 'navigateBack'

/** The page a component lives in. */
export interface PageView {
  readonly id: PageId
  readonly route: string
  readonly document: Document
  readonly window: Window
  readonly screen: Screen
  readonly theme: 'light' | 'dark'
  readonly renderer: 'webview' | 'skyline'
  /** The merged window settings of the page (`navigationBarTitleText` …). */
  readonly settings: JsonObject
  /** Layer above the page's content, inside its document (`root-portal`). */
  readonly portal: HTMLElement
  /** rpx → whole px, rounded as WeChat does. */
  rpx(n: number): number
  /** A length as written in an attribute (`20`, `'20px'`, `'40rpx'`) → px; NaN when it is none. */
  length(value: unknown): number
  /** `/images/a.png`, `../a.png` (from the page's folder), `wxfile://…`, `http…`, `data:` → URL to load. */
  resourceUrl(source: string): string
  /** Hear of the page's own scrolling / a new size; returns how to stop. */
  onScroll(listener: (scrollTop: number) => void): () => void
  onResize(listener: () => void): () => void
  /** Commands to the phone's chrome, as the messages' `Command` (`setNavigationBarTitle` …). */
  command(name: string, args: JsonObject): void
  /** Route as `<navigator>` does. */
  navigate(action: NavigateAction, url: string, delta?: number): void
  /**
   * Open a sheet of the chrome; resolves with what the person chose. Pickers use the names
   * `picker-selector`, `picker-multiSelector`, `picker-time`, `picker-date`, `picker-region`; a
   * multiSelector hears column changes through `changed` and answers it with new params or null.
   * The result is `{cancelled: true}` or as documented for the picker's `change` event.
   */
  sheet(name: string, params: JsonObject, changed?: (detail: JsonObject) => void): Sheet
  /** A `wx.*` call made for a component (`getPhoneNumber`, `chooseAvatar` …). */
  call(name: string, params: JsonObject, gesture?: boolean): Promise<CallReply>
  /** Tell the developer; page and file are filled in here. */
  report(kind: Report['kind'], message: string): void
  /** The component of an element, or null. */
  componentOf(element: Element): Component | null
  /** The node of an element, with or without a component (an author's component has none), or null. */
  hostOf(element: Element): Host | null
  /** Show or hide the software keyboard of the phone; answers its height in CSS px, 0 when there is none. */
  keyboard(open: boolean, host: Host): number
}

export interface Sheet {
  readonly done: Promise<JsonObject>
  /** New params while it is open (a column of a multiSelector changed). */
  update(params: JsonObject): void
  close(): void
}

/** One node of the page as its component sees it. */
export interface Host<P extends Props = Props> {
  readonly node: NodeId
  /** Tag as in WXML. */
  readonly tag: string
  /** The `<wx-tag>` element. */
  readonly element: HTMLElement
  /** Element that takes the author's children and nothing else; the component may set it in its constructor. */
  slot: HTMLElement
  /** Current attribute values, coerced to the type of their default; defaults where not given. */
  readonly props: Readonly<P>
  readonly page: PageView
  /** Whether the author gave the attribute (camelCase). */
  has(name: string): boolean
  /** An attribute as the logic set it, by the name written. */
  attribute(name: string): Json | undefined
  /** data-* of the node as the logic set them. */
  readonly dataset: Readonly<{ [name: string]: Json }>
  /** Set a style property / a class of the host element so that it survives the author's changes; null, false: off. */
  style(property: string, value: string | null): void
  toggleClass(name: string, on: boolean): void
  emit(name: string, detail?: Json, options?: EmitOptions): void
  /** The person changed a property: remember it in `props` and tell a `model:` binding. */
  setModel(name: string & keyof P, value: Json): void
  /** Whether somebody in the logic listens to the event on this node. */
  listens(event: string): boolean
  /** Hear fingers on an element of this component (default: the host element). */
  gesture(handlers: GestureHandlers, element?: HTMLElement): void
  /** Nearest outer component of the tag, through slots. */
  closest(tag: string): Component | null
  /** Components of the tags inside, in document order; not into nested ones of `except`. */
  inside(tags: readonly string[], except?: readonly string[]): Component[]
  /** A new element of the page's document with a class, appended to `parent` when given. */
  create<K extends keyof HTMLElementTagNameMap>(tag: K, className?: string, parent?: Node): HTMLElementTagNameMap[K]
}

/** Base of all built-in components. The constructor builds the inside; attributes arrive afterwards. */
export class Component<P extends Props = Props> {
  constructor(readonly host: Host<P>) {}

  /** Element that scrolls inside this component (`scrollOffset` queries, drag-to-scroll), or null. */
  get scroller(): HTMLElement | null {
    return null
  }

  /** Whether taps on this node reach nobody (a disabled button). */
  get blocksTap(): boolean {
    return false
  }
}

/** Hooks a component may have; all are optional. */
export interface Component<P extends Props = Props> {
  /** An attribute changed; `host.props` holds the new value already. */
  update?(name: string, value: unknown): void
  /** Once after each flush in which an attribute or the slot's children changed, when connected. */
  settled?(): void
  /** The node came into / left the document. */
  connected?(): void
  disconnected?(): void
  /** What the `tap` event on this node tells besides x and y; null: there is none (a map's marker was hit). */
  tapDetail?(tap: Tap): JsonObject | null
  tap?(tap: Tap): void
  longpress?(tap: Tap): void
  /** A `<label>` was tapped for this control. */
  activate?(): void
  /** Questions of kind `method`; throw an Error whose message is the `errMsg` when it fails. */
  method?(name: string, args: Json): Json | Promise<Json>
  /** One-way commands to a component; same names as `method`. */
  command?(name: string, args: JsonObject): void
  /** Question of kind `canvas`: the element's OffscreenCanvas, once. */
  offscreen?(width: number, height: number): OffscreenCanvas
  /** What the automation protocol does with this component beyond fingers. */
  readonly automation?: Automation
  /** Value for `<form>`; undefined: the control is left out. */
  formValue?(): Json | undefined
  formReset?(): void
}

/** Deeds and facts of a component for the automation protocol. */
export interface Automation {
  /** By name as in the protocol after the tag: `scrollTo`, `input`, …; throws an Error that says why not. */
  readonly calls?: { readonly [name: string]: (...args: Json[]) => Json | void }
  /** The value now of a property that `props` does not tell; undefined: it is none of these. */
  property?(name: string): Json | undefined
}

export interface ComponentClass<P extends Props = Props> {
  new (host: Host<P>): Component<P>
}

export interface Definition {
  readonly tag: string
  readonly type: ComponentClass
  /** Attribute (camelCase) → default; its type (boolean, number, string, else any) coerces values. */
  readonly defaults: Readonly<Props>
  /** Without one of its attributes the element needs no component: it is made when the first arrives. */
  readonly lazy: boolean
}

const definitions = new Map<string, Definition>()
const sheets: string[] = []

/**
 * Register the component of a tag. `css` is its default look, put into every page's document after
 * base.css and before the author's styles; selectors use `wx-tag` and classes prefixed `wx-`.
 * `lazy` spares tags that come by the thousand (`view`, `text`) the component as long as they are plain.
 */
export function defineComponent<P extends Props>(tag: string, defaults: P, type: ComponentClass<P>, css = '', lazy = false): void {
  if (definitions.has(tag)) throw new Error(`component ${tag} is defined twice`)
  definitions.set(tag, { tag, type: type as unknown as ComponentClass, defaults, lazy })
  if (css) sheets.push(css)
}

/** The definition of a tag, or undefined: a plain element with base.css only. */
export const definitionOf = (tag: string): Definition | undefined => definitions.get(tag)

/** Default styles of all registered components. */
export const componentStyles = (): string => sheets.join('\n')

/** `scroll-into-view` → `scrollIntoView`. */
export const camelCase = (name: string): string => name.replace(/-([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** A value as the attribute's default says: absent values become the default, others are converted. */
export function coerce(value: unknown, fallback: unknown): unknown {
  if (value === undefined || value === null) return fallback
  if (typeof fallback === 'boolean') return Boolean(value)
  if (typeof fallback === 'number') {
    if (value === '') return fallback
    const number = typeof value === 'string' ? parseFloat(value) : Number(value)
    return Number.isNaN(number) ? fallback : number
  }
  if (typeof fallback === 'string') return String(value)
  return value
}
