/** Methods and fields every page and component instance has beside the engine's own. */
import * as adapter from 'glass-easel-miniprogram-adapter'
import type { Json, JsonObject } from '../shared/chunk'
import { EventChannel } from './event_channel'
import type { Caller, EngineComponent } from './engine'
import { recorded } from './inspect_data'
import { jsonSafe } from './json'
import { IntersectionObserver, MediaQueryObserver } from './observers'
import { pageOf } from './page'
import { program } from './program'
import { SelectorQuery } from './queries'
import { nodeId, pageOfComponent, selectAll } from './selectors'
import { ask, command } from './shell'
import { tabBarOf } from './tab_bar'
import { invoke, settle, type Result } from './api/outcome'
import { carryOut } from './api/carry_out'

type Instance = Caller & { _$: EngineComponent }

const nodeIds = new WeakMap<object, string>()
let lastNodeId = 0

/** Give an instance a number that stays. */
function exparserId(component: object): string {
  let id = nodeIds.get(component)
  if (!id) {
    lastNodeId += 1
    id = (0x10000000 + lastNodeId).toString(16)
    nodeIds.set(component, id)
  }
  return id
}

/** The route APIs with addresses relative to `base`. */
function routerAt(base: string): Record<string, (options?: Result) => unknown> {
  const names = ['switchTab', 'reLaunch', 'redirectTo', 'navigateTo', 'navigateBack']
  return Object.fromEntries(
    names.map((name) => [name, (options: Result = {}) => settle(carryOut(name, { ...options, $base: base }), options, true)]),
  )
}

function nodes(instance: Instance, selector: string): number[] {
  return selectAll(instance._$, selector).map(nodeId).filter((node): node is number => node !== null)
}

const methods: Record<string, (this: Instance, ...args: never[]) => unknown> = {
  createSelectorQuery() {
    return new SelectorQuery(this)
  },
  createIntersectionObserver(options?: object) {
    return new IntersectionObserver(this, options)
  },
  createMediaQueryObserver() {
    return new MediaQueryObserver(this)
  },
  getTabBar(callback?: unknown) {
    const bar = tabBarOf(pageOfComponent(this._$))
    invoke(callback, bar)
    return bar
  },
  getAppBar() {
    return null
  },
  getPageId() {
    return `pageId:${pageOfComponent(this._$)?.id ?? 0}`
  },
  getOpenerEventChannel() {
    return pageOf(this._$)?.opener ?? new EventChannel()
  },
  animate(selector: string, keyframes: Json, duration: number, last?: unknown) {
    const page = pageOfComponent(this._$)
    if (!page) return
    page.backend.flush()
    const timeline = (typeof last === 'object' ? (jsonSafe(last) as JsonObject | null) : null) ?? null
    if (timeline && typeof timeline['scrollSource'] === 'string') timeline['scrollSource'] = nodes(this, timeline['scrollSource'])[0] ?? null
    ask(page.id, { kind: 'animate', nodes: nodes(this, selector), keyframes: jsonSafe(keyframes), duration, timeline }, () => invoke(last))
  },
  clearAnimation(selector: string, options?: unknown, callback?: unknown) {
    const page = pageOfComponent(this._$)
    if (!page) return
    command(page.id, 'clear-animation', { nodes: nodes(this, selector) })
    page.backend.afterApply(() => invoke(typeof options === 'function' ? options : callback))
  },
  /** Skyline only: the updater's style is applied once, without its worklet's life. */
  applyAnimatedStyle(selector: string, updater: () => Record<string, unknown>, _options?: unknown, callback?: unknown) {
    const style = Object.entries(updater()).map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${String(value)}`)
    for (const element of selectAll(this._$, selector)) element.setNodeStyle(style.join(';'), 2)
    invoke(callback, { styleId: 0 })
  },
  clearAnimatedStyle(selector: string, _ids?: unknown, callback?: unknown) {
    for (const element of selectAll(this._$, selector)) element.setNodeStyle('', 2)
    invoke(callback)
  },
  setUpdatePerformanceListener() {},
  setInitialRenderingCache() {},
  setPassiveEvent() {},
  getPassiveEvent(callback?: unknown) {
    invoke(callback, {})
  },
}

const fields: Record<string, (this: Instance) => unknown> = {
  __wxExparserNodeId__() {
    return exparserId(this._$)
  },
  __wxWebviewId__() {
    return pageOf(this._$)?.id ?? 0
  },
  renderer() {
    return program().bundle.components.get(pageOf(this._$)?.route ?? '')?.renderer ?? 'webview'
  },
  router() {
    return routerAt(this._$.is)
  },
  pageRouter() {
    return routerAt(pageOf(this._$)?.route ?? '')
  },
}

/** Add them to what instances inherit from. */
export function completeInstances(): void {
  const prototype = (adapter.component as unknown as { ComponentCaller: { prototype: Record<string, unknown> } }).ComponentCaller.prototype
  for (const [name, method] of Object.entries(methods)) prototype[name] = method
  for (const [name, get] of Object.entries(fields)) {
    Object.defineProperty(prototype, name, {
      get,
      set(this: object, value: unknown) {
        Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true })
      },
      configurable: true,
    })
  }
  const setData = prototype['setData'] as (this: Instance, data: unknown, callback?: () => void) => void
  prototype['setData'] = function (this: Instance, data: unknown, callback?: unknown) {
    if (typeof data !== 'object' || data === null) {
      throw new TypeError(`setData only accepts an object, but got ${data === null ? 'null' : typeof data}`)
    }
    const changes = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
    const done = typeof callback === 'function' ? (): void => void invoke(callback.bind(this)) : undefined
    recorded(this, changes, () => setData.call(this, changes, done))
  }
  const triggerEvent = prototype['triggerEvent'] as (this: Instance, name: string, detail: unknown, options: unknown) => void
  prototype['triggerEvent'] = function (this: Instance, name: string, detail?: unknown, options?: unknown) {
    triggerEvent.call(this, name, detail === undefined ? {} : detail, options ?? {})
  }
}
