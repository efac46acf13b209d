/** WXS at the seam: event handlers and change:prop observers get descriptors instead of components. */
import { ge, setExtraStyle, type Caller, type EngineComponent, type EngineElement } from './engine'
import { nodeOf } from './event_object'
import { reportError } from './errors'
import { natives } from './natives'
import { startFrame, startTimeout, stopTimer } from './timers'

/* eslint-disable @typescript-eslint/no-explicit-any */
type Listener = (...args: any[]) => unknown

const descriptors = new WeakMap<object, ComponentDescriptor>()

/** Calls of change:prop observers wait until the tree they look at is complete. */
let deferred: (() => void)[] = []

function later(call: () => void): void {
  deferred.push(call)
  if (deferred.length > 1) return
  natives.queueMicrotask(() => {
    const calls = deferred
    deferred = []
    calls.forEach((run) => run())
  })
}

export function changeProp(listener: Function): Function {
  return function (value: unknown, old: unknown, host: EngineComponent, element: EngineElement) {
    later(() => {
      try {
        listener.call(null, value, old, describe(host), describe(element))
      } catch (error) {
        reportError('script', error, 'wxs')
      }
    })
  }
}

const WXS_FUNCTION = new Set<unknown>([1, 2])

/** Call a handler; one that comes from WXS gets the descriptor of its component as second argument. */
export function wrapListener(caller: Caller, event: any, listener: Function, path?: readonly unknown[] | null): unknown {
  if (!path || !WXS_FUNCTION.has(path[0])) return listener.call(caller, event)
  const current = nodeOf(event.currentTarget)
  const wxsEvent = Object.assign(Object.create(event), { ...event, instance: current ? describe(current) : null })
  return listener.call(null, wxsEvent, describe(caller._$ ?? caller))
}

function describe(element: EngineElement): ComponentDescriptor {
  let descriptor = descriptors.get(element)
  if (!descriptor) {
    descriptor = new ComponentDescriptor(element)
    descriptors.set(element, descriptor)
  }
  return descriptor
}

class ComponentDescriptor {
  readonly #element: EngineElement
  readonly #state: Record<string, unknown> = {}

  constructor(element: EngineElement) {
    this.#element = element
  }

  selectComponent(selector: string): ComponentDescriptor | null {
    const found = this.#root()?.querySelector(selector)
    return found ? describe(found) : null
  }

  selectAllComponents(selector: string): ComponentDescriptor[] {
    return (this.#root()?.querySelectorAll(selector) ?? []).map(describe)
  }

  setStyle(style: string | Record<string, string>): this {
    setExtraStyle(this.#element, styleText(style))
    return this
  }

  addClass(name: string): this {
    this.#toggle(name, true)
    return this
  }

  removeClass(name: string): this {
    this.#toggle(name, false)
    return this
  }

  hasClass(name: string): boolean {
    return this.#element.classList?.contains(name) ?? false
  }

  getDataset(): Record<string, unknown> {
    return { ...this.#element.dataset }
  }

  getState(): Record<string, unknown> {
    return this.#state
  }

  callMethod(name: string, detail?: unknown): void {
    const host = ge.Component.isComponent(this.#element) ? this.#element : this.#element.ownerShadowRoot?.getHostNode()
    if (!host) return
    const method = ge.Component.getMethod(host, name) as Listener | undefined
    method?.call(host.getMethodCaller(), detail)
  }

  triggerEvent(name: string, detail?: unknown, options?: object): void {
    this.#element.triggerEvent(name, detail, options)
  }

  requestAnimationFrame(callback: () => void): void {
    startFrame(callback)
  }

  setTimeout(callback: () => void, delay: number): number {
    return startTimeout(callback, delay)
  }

  clearTimeout(id: number): void {
    stopTimer(id)
  }

  /** Geometry lives in the view and is not known here at once. */
  getComputedStyle(): Record<string, string> {
    return {}
  }

  getBoundingClientRect(): Record<string, number> {
    return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }
  }

  #root(): EngineElement | null {
    if (ge.Component.isComponent(this.#element)) return this.#element.getShadowRoot()
    return this.#element.ownerShadowRoot ?? null
  }

  #toggle(name: string, on: boolean): void {
    const classes = this.#element.classList
    for (const item of name.split(/\s+/).filter(Boolean)) classes?.toggle(item, on)
  }
}

function styleText(style: string | Record<string, string>): string {
  if (typeof style === 'string') return style
  return Object.entries(style)
    .map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`)
    .join(';')
}
