/** One element of a page: what the logic told about it, and its component's view of it. */
import type { Json } from '../shared/chunk'
import type { NodeId } from '../shared/messages'
import { authorCss } from './author_css'
import { camelCase, coerce, type Component, type Definition, type EmitOptions, type GestureHandlers, type Host, type Props } from './component'
import type { Page } from './page'

/** A DOM element that belongs to the logic's tree. */
export interface OwnedElement extends HTMLElement {
  mdNode?: ElementNode
}

/** What a listener of the logic on one event means. */
export const enum Hears {
  Bind = 1,
  Catch = 2,
}

/** Attributes of HTML itself that would do something of their own in the browser. */
const NEVER_REFLECTED = new Set([
  'style', 'class', 'id', 'title', 'contenteditable', 'draggable', 'tabindex', 'autofocus', 'popover', 'inert', 'nonce',
  'accesskey', 'slot', 'is', 'src', 'srcdoc', 'href', 'action', 'formaction', 'background', 'data', 'xlink:href', 'animation',
])
/** Longer values are never selected by CSS, but cost when mirrored. */
const LONGEST_REFLECTED = 200

/** Whether an attribute may be mirrored into the DOM for CSS selectors. */
export const reflects = (name: string, value: unknown): boolean =>
  !NEVER_REFLECTED.has(name) && !/^on/i.test(name) && /^[a-zA-Z_][\w:.-]*$/.test(name) && (typeof value !== 'string' || value.length <= LONGEST_REFLECTED)

/** Properties of an element that has no component. */
const PLAIN: Props = Object.freeze({})
const NO_DATA: { [name: string]: Json } = Object.freeze({})

export class ElementNode implements Host {
  slot: HTMLElement
  props: Props = PLAIN
  private known: Map<string, Json> | null = null
  component: Component | null = null
  /** Whether `connected` has been told. */
  alive = false
  dataset: { [name: string]: Json } = NO_DATA
  private given: Set<string> | null = null
  private models: Map<string, string> | null = null
  private listeners: Map<string, Hears> | null = null
  private ownStyle: Map<string, string> | null = null
  private ownClasses: Set<string> | null = null

  constructor(
    readonly node: NodeId,
    readonly tag: string,
    readonly element: OwnedElement,
    readonly page: Page,
    private definition: Definition | undefined,
  ) {
    this.slot = element
    element.mdNode = this
    if (definition && !definition.lazy) this.wake()
  }

  /** Make the component. */
  private wake(): void {
    const definition = this.definition as Definition
    this.props = { ...definition.defaults }
    const component = new definition.type(this)
    this.component = component
    if (component.connected || component.disconnected || component.settled) this.page.fresh.push(this)
    if (component.settled) this.page.dirty.add(this)
  }

  has(name: string): boolean {
    return this.given?.has(name) ?? false
  }

  listens(event: string): boolean {
    return this.listeners?.has(event) ?? false
  }

  /** Whether anybody listens to any event of it. */
  get listensAtAll(): boolean {
    return this.listeners !== null
  }

  catches(event: string): boolean {
    return this.listeners?.get(event) === Hears.Catch
  }

  /** An attribute as the logic set it. */
  attribute(name: string): Json | undefined {
    return this.known?.get(name)
  }

  /** Names of the attributes that the logic set, as written. */
  get attributeNames(): string[] {
    return [...(this.known?.keys() ?? [])]
  }

  listen(event: string, level: number): void {
    this.listeners ??= new Map()
    this.listeners.set(event, level >= 2 ? Hears.Catch : Hears.Bind)
  }

  bindModel(name: string): void {
    this.models ??= new Map()
    this.models.set(camelCase(name), name)
  }

  setAttribute(name: string, value: Json): void {
    this.known ??= new Map()
    this.known.set(name, value)
    this.reflect(name, value)
    this.change(name, value)
  }

  removeAttribute(name: string): void {
    this.known?.delete(name)
    this.element.removeAttribute(name)
    this.change(name, undefined)
  }

  /** Mirror an attribute for CSS selectors such as `button[type=primary]`. */
  private reflect(name: string, value: Json): void {
    if (name === 'hidden') this.element.hidden = Boolean(value)
    else if (!reflects(name, value)) return
    else if (value === false || value === null) this.element.removeAttribute(name)
    else if (value === true) this.element.setAttribute(name, '')
    else if (typeof value !== 'object') this.element.setAttribute(name, String(value))
  }

  private change(name: string, value: unknown): void {
    if (!this.definition) return
    const key = camelCase(name)
    if (!this.component) {
      if (!(key in this.definition.defaults)) return
      this.wake()
    }
    this.given ??= new Set()
    if (value === undefined) this.given.delete(key)
    else this.given.add(key)
    const fallback = this.definition.defaults[key]
    this.props[key] = fallback === undefined ? value : coerce(value, fallback)
    this.component?.update?.(key, this.props[key])
    if (this.component?.settled) this.page.dirty.add(this)
  }

  setDataset(name: string, value: Json): void {
    if (this.dataset === NO_DATA) this.dataset = {}
    this.dataset[name] = value
  }

  setStyle(text: string): void {
    this.element.style.cssText = authorCss(text, this.page.renderer)
    if (this.ownStyle) for (const [property, value] of this.ownStyle) this.element.style.setProperty(property, value)
  }

  style(property: string, value: string | null): void {
    if (value === null) {
      // Never set by the component: the author's own value stays.
      if (this.ownStyle?.delete(property)) this.element.style.removeProperty(property)
      return
    }
    this.ownStyle ??= new Map()
    this.ownStyle.set(property, value)
    this.element.style.setProperty(property, value)
  }

  clearClasses(): void {
    this.element.className = this.ownClasses ? [...this.ownClasses].join(' ') : ''
  }

  toggleClass(names: string, on: boolean): void {
    for (const name of names.split(/\s+/)) {
      if (!name) continue
      this.ownClasses ??= new Set()
      if (on) this.ownClasses.add(name)
      else this.ownClasses.delete(name)
      this.element.classList.toggle(name, on)
    }
  }

  emit(name: string, detail: Json = {}, options: EmitOptions = {}): void {
    this.page.sendEvent(this.node, name, detail, options)
  }

  setModel(name: string, value: Json): void {
    this.props[name] = value
    const written = this.models?.get(name)
    if (written !== undefined) this.page.sendModel(this.node, written, value)
  }

  gesture(handlers: GestureHandlers, element: HTMLElement = this.element): void {
    const watched = element as GestureElement
    watched.mdGestures ??= []
    watched.mdGestures.push(handlers)
  }

  closest(tag: string): Component | null {
    for (let element = this.element.parentElement; element; element = element.parentElement) {
      const owner = (element as OwnedElement).mdNode
      if (owner?.tag === tag) return owner.component
    }
    return null
  }

  inside(tags: readonly string[], except: readonly string[] = []): Component[] {
    const found: Component[] = []
    const walk = (element: Element): void => {
      for (const child of element.children) {
        const owner = (child as OwnedElement).mdNode
        if (owner?.component && tags.includes(owner.tag)) found.push(owner.component)
        if (!owner || !except.includes(owner.tag)) walk(child)
      }
    }
    walk(this.element)
    return found
  }

  create<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', parent?: Node): HTMLElementTagNameMap[K] {
    const element = this.page.document.createElement(tag)
    if (className) element.className = className
    parent?.appendChild(element)
    return element
  }
}

/** An element somebody wants fingers of. */
export interface GestureElement extends HTMLElement {
  mdGestures?: GestureHandlers[]
}

/** The node an element belongs to: its own, or that of the nearest outer owned element. */
export function ownerOf(element: Node | null): ElementNode | null {
  for (let at: Node | null = element; at; at = at.parentNode) {
    const owner = (at as OwnedElement).mdNode
    if (owner) return owner
  }
  return null
}
