/** The one seam to glass-easel: everything the rest of the runtime needs of it, and all corrections to it. */
import * as adapter from 'glass-easel-miniprogram-adapter'
import type { JsonObject } from '../shared/chunk'
import { replaceRpx, rpxWidth } from '../shared/rpx'
import type { EngineNode, PageBackend } from './backend'
import { device } from './device'
import { eventFields } from './event_object'

// The engine's generics describe statically typed components; ours are only known at run time.
/* eslint-disable @typescript-eslint/no-explicit-any */
export type Caller = any
export type EngineComponent = any
export type EngineElement = any
export type Definition = Record<string, any>

export const ge = adapter.glassEasel as any

const TEMPLATE_STYLE = 3

interface TemplateHooks {
  /** What a handler answered. */
  returned(result: unknown): void
  /** A template names a handler that its component does not have. */
  missingHandler(component: EngineComponent, handler: string, event: string, caught: boolean): void
  changeProp(listener: Function): Function
  wrapListener(caller: Caller, event: unknown, listener: Function, path?: readonly unknown[] | null): unknown
}

/** The components of one app. */
export class Engine {
  readonly env: any
  readonly space: any
  /** Scope name a host is selected by in `:host`. */
  private readonly hosts = new Map<string, string>()
  /** Names of the functions given to `Page()`. */
  private readonly pageMethods = new Map<string, readonly string[]>()
  /** Other fields given to `Page()`: every instance gets a copy. */
  private readonly pageFields = new Map<string, Definition>()
  /** Methods of pages, bound to their page. */
  private readonly bound = new WeakSet<object>()
  private readonly builtinBehaviors: Record<string, unknown>

  constructor(onAttached: (component: EngineComponent) => void) {
    this.env = new adapter.MiniProgramEnv()
    this.space = this.env.createCodeSpace('', true)
    const watch = this.space.getComponentSpace().define().lifetime('attached', function (this: Caller) {
      onAttached(this._$)
    })
    this.space.setOverallBehavior(watch.registerBehavior())
    this.builtinBehaviors = builtinBehaviors(this.space)
    this.space.component(NOTHING).options({ virtualHost: true }).register()
  }

  get scopes(): { queryName(scope: number): string | undefined } {
    return this.space.getComponentSpace().styleScopeManager
  }

  /** The behavior `wx://form-field`, for `hasBehavior`. */
  get formField(): unknown {
    return (this.builtinBehaviors['wx://form-field'] as any)._$
  }

  hostName(node: EngineNode): string {
    return ge.Component.isComponent(node) ? (this.hosts.get(node.is ?? '') ?? '') : ''
  }

  /** Make JSON and template of a component known; its script may define it afterwards. */
  describe(path: string, json: JsonObject, scope: string, template: unknown): void {
    this.hosts.set(path, scope)
    this.space.addComponentStaticConfig(path, withGenericDefaults(json))
    this.space.addStyleSheet(path, undefined, scope)
    if (template) this.space.addCompiledTemplate(path, template)
  }

  /** `Component({...})` of the component at `path`. */
  defineComponent(path: string, definition: Definition): void {
    this.pageMethods.delete(path)
    this.pageFields.delete(path)
    const builder = this.space.component(path)
    builder.options(definition['options'] ?? {})
    builder.definition(this.normalise(path, definition))
    builder.register()
  }

  /** `Page({...})` of the page at `path`. */
  definePage(path: string, definition: Definition): void {
    this.pageMethods.set(path, Object.keys(definition).filter((name) => typeof definition[name] === 'function'))
    const custom = Object.entries(definition).filter(([name, value]) => typeof value !== 'function' && !ENGINE_FIELDS.has(name))
    this.pageFields.set(path, Object.fromEntries(custom))
    const builder = this.space.component(path)
    builder.options(definition['options'] ?? {})
    const known = Object.entries(definition).filter(([name, value]) => typeof value === 'function' || ENGINE_FIELDS.has(name))
    builder.pageDefinition(this.normalise(path, Object.fromEntries(known)))
    builder.register()
  }

  defineBehavior(definition: Definition): unknown {
    return this.space.behavior().definition(this.normalise('', definition)).register()
  }

  isDefined(path: string): boolean {
    return this.definition(path) !== null
  }

  /** The engine's definition of a component, or null. */
  definition(path: string): any {
    return this.space.getComponentSpace().getComponentByUrlWithoutDefault(path, '')
  }

  /** Put a definition back in force. */
  restore(path: string, definition: unknown): void {
    this.space.getComponentSpace()._$registerComponent(path, definition)
  }

  /** Create the root of a tree; `properties` is a query whose values become properties. */
  createRoot(tag: string, path: string, backend: PageBackend, properties = ''): EngineComponent {
    const space = this.space.getComponentSpace()
    return space.createComponentByUrl(tag, path + (properties ? `?${properties}` : ''), null, backend)
  }

  /** Give an instance its own fields; functions know their page however they are called: `setInterval(this.draw)`. */
  completePage(path: string, caller: Caller): void {
    for (const [name, value] of Object.entries(this.pageFields.get(path) ?? {})) caller[name] = copyPlain(value, new Map())
    this.bindMethods(path, caller)
  }

  /** Give a living page the methods of a newer definition, and the named fields; the others stay as they are. */
  renewPage(path: string, caller: Caller, fields: readonly string[]): void {
    for (const [name, value] of Object.entries(caller)) if (this.bound.has(value as object)) delete caller[name]
    for (const name of fields) caller[name] = copyPlain(this.pageFields.get(path)?.[name], new Map())
    this.bindMethods(path, caller)
  }

  /** A function that the app itself put in the place of a method stays. */
  private bindMethods(path: string, caller: Caller): void {
    for (const name of this.pageMethods.get(path) ?? []) {
      if (Object.hasOwn(caller, name)) continue
      caller[name] = caller[name].bind(caller)
      this.bound.add(caller[name])
    }
  }

  /** Styles a component shares with its page carry no class prefix. */
  classPrefix(path: string): string {
    const isolation = this.space._$styleIsolationMap[path]
    return isolation === 'shared' || isolation === 'page-shared' ? '' : (this.hosts.get(path) ?? '')
  }

  styleIsolation(path: string): string {
    return this.space._$styleIsolationMap[path] ?? 'isolated'
  }

  /** Replace the template of a defined component; living instances keep the old one until asked. */
  updateTemplate(path: string, template: unknown): boolean {
    const definition = this.space.getComponentSpace().getComponentByUrlWithoutDefault(path, '')
    this.space.addCompiledTemplate(path, template)
    if (!definition?.isPrepared()) return false
    definition.updateTemplate(template)
    return true
  }

  private normalise(path: string, definition: Definition): Definition {
    const options = definition['options']
    const config = path ? this.space.getComponentStaticConfig(path) : undefined
    if (config && options) {
      for (const key of ['styleIsolation', 'addGlobalClass']) {
        if (config[key] === undefined && options[key] !== undefined) config[key] = options[key]
      }
    }
    const normal = { ...definition }
    if (definition['properties']) normal['properties'] = typedProperties(definition['properties'])
    if (definition['relations']) normal['relations'] = engineRelations(definition['relations'])
    const behaviors = definition['behaviors']
    if (Array.isArray(behaviors)) {
      const known = behaviors.map((item: unknown) => (typeof item === 'string' ? this.builtinBehaviors[item] : item))
      normal['behaviors'] = known.filter((item) => item && (item as any)._$)
    }
    return normal
  }
}

/** Relations whose `target` is what the engine knows a behavior or component by. */
function engineRelations(relations: Definition): Definition {
  const known = Object.entries(relations).map(([name, relation]) => [name, relation?.target?._$ ? { ...relation, target: relation.target._$ } : relation])
  return Object.fromEntries(known) as Definition
}

/** Path of the component that stands for a generic nobody fills. */
const NOTHING = 'minideck/nothing'

/** A generic without a default that is not filled shows nothing; the engine would refuse the component. */
function withGenericDefaults(json: JsonObject): JsonObject {
  const generics = json['componentGenerics']
  if (typeof generics !== 'object' || generics === null) return json
  const filled = Object.entries(generics).map(([name, item]) => {
    const path = (item as { default?: string } | null)?.default ?? NOTHING
    // The compiler gives paths from the root; the engine would take them for relative ones.
    return [name, { default: path.startsWith('/') ? path : `/${path}` }]
  })
  return { ...json, componentGenerics: Object.fromEntries(filled) as JsonObject }
}

/** Fields of a `Page()` that the engine reads itself. */
const ENGINE_FIELDS = new Set([
  'data', 'options', 'behaviors', 'properties', 'observers', 'lifetimes', 'pageLifetimes', 'relations', 'externalClasses', 'methods',
])

/** Copy plain objects and arrays, also those that contain themselves; instances of classes are shared. */
function copyPlain(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return seen.get(value)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value
  const copy: any = Array.isArray(value) ? [] : {}
  seen.set(value, copy)
  for (const [name, member] of Object.entries(value)) copy[name] = copyPlain(member, seen)
  return copy
}

const TYPES = new Set<unknown>([String, Number, Boolean, Object, Array, Function, null])

/** WeChat takes a property whose type it does not know as one of any type. */
function typedProperties(properties: Definition): Definition {
  const typed = Object.entries(properties).map(([name, item]) => {
    if (TYPES.has(item)) return [name, item]
    if (typeof item !== 'object') return [name, null]
    if (Array.isArray(item)) return [name, null]
    return [name, TYPES.has(item.type) ? item : { ...item, type: null }]
  })
  return Object.fromEntries(typed) as Definition
}

function builtinBehaviors(space: any): Record<string, unknown> {
  const define = (definition: Definition): unknown => space.behavior().definition(definition).register()
  return {
    'wx://form-field': define({ properties: { name: String, value: null } }),
    'wx://form-field-group': define({}),
    'wx://form-field-button': define({}),
    'wx://component-export': define({}),
  }
}

/** A template as the engine takes it, from the expression the compiler delivers. */
export function readTemplate(expression: string, path: string, url: string, evaluate: (code: string) => unknown, hooks: TemplateHooks): unknown {
  // WeChat writes null in text, the engine nothing.
  const code = expression.replace("var Y=function(a){return a==null?'':String(a)}", "var Y=function(a){return a===undefined?'':String(a)}")
  const groups = evaluate(`(${code})\n//# sourceURL=${url}`) as Record<string, (name: string) => any>
  const wrapped: Record<string, unknown> = {}
  for (const [name, group] of Object.entries(groups)) wrapped[name] = hooked(group, hooks)
  if (!wrapped[path]) return null
  return { groupList: wrapped, content: wrapped[path], fallbackListenerOnNativeNode: true }
}

function hooked(group: any, hooks: TemplateHooks): unknown {
  const result = (name: string): unknown => {
    const generate = group(name)
    if (!generate) return generate
    return (wrapper: any, ...rest: unknown[]) => {
      correctWrapper(wrapper)
      nameHandlers(wrapper, hooks)
      const generated = generate(wrapper, ...rest)
      wrapper.changePropFilter = hooks.changeProp
      wrapper.eventListenerWrapper = hooks.wrapListener
      return generated
    }
  }
  return Object.assign(result, group)
}

/** What the engine tells of a value that a WXS module holds. */
const WXS_PATH: readonly unknown[] = [1]

/** Templates inside a template share its wrapper. */
const naming = new WeakSet<object>()

/** Handlers are looked up when the event comes; one that does not exist is told, as WeChat does. */
function nameHandlers(wrapper: any, hooks: TemplateHooks): void {
  if (naming.has(wrapper)) return
  naming.add(wrapper)
  const listen = wrapper.v
  wrapper.v = (element: unknown, event: string, handler: unknown, ...rest: unknown[]) => {
    if (typeof handler === 'function') {
      // Methods go by their names, so this is a function of WXS, even where it came through `a || wxs.b`.
      const [final, mutated, capture, dynamic, path] = rest
      return listen(element, event, handler, final, mutated, capture, dynamic, path ?? WXS_PATH)
    }
    if (typeof handler !== 'string' || !handler) return listen(element, event, handler, ...rest)
    return listen(element, event, function (this: Caller, ...args: unknown[]) {
      const component = this._$ ?? this
      const method = ge.Component.getMethod(component, handler)
      if (typeof method === 'function') {
        const result: unknown = method.apply(this, args)
        hooks.returned(result)
        return result
      }
      hooks.missingHandler(component, handler, event, rest[0] === true)
      return undefined
    }, ...rest)
  }
}

let wrapperCorrected = false

/** Attributes such as `once` are no listeners: only `on…` with a function is one. */
function correctWrapper(wrapper: any): void {
  if (wrapperCorrected) return
  wrapperCorrected = true
  const prototype = Object.getPrototypeOf(wrapper)
  const original = prototype.checkFallbackEventListener
  prototype.checkFallbackEventListener = function (element: unknown, name: string, value: unknown, path: unknown) {
    if (name.startsWith('on') && typeof value !== 'function') return false
    return original.call(this, element, name, value, path)
  }
}

const firstValues = new WeakMap<object, Definition>()

/** What the data of a component hold before anybody sets a property. */
export function firstDataOf(component: EngineComponent): Definition {
  const behavior = component._$behavior as { _$data: readonly (Definition | (() => Definition))[] }
  let known = firstValues.get(behavior)
  if (!known) {
    known = Object.assign({}, ...behavior._$data.map((part) => (typeof part === 'function' ? part() : part))) as Definition
    firstValues.set(behavior, known)
  }
  return known
}

/** Set the style that WXS and animations put over the template's own. */
export function setExtraStyle(element: EngineElement, css: string): void {
  element.setNodeStyle(css, TEMPLATE_STYLE)
}

function correctEngine(): void {
  const behavior = ge.Behavior.prototype
  const prepareBehavior = behavior.prepare
  behavior.prepare = function () {
    if (!this._$unprepared) return
    prepareBehavior.call(this)
    // A behavior that is referred to by several others observes once.
    this._$observers = [...new Set(this._$observers)]
  }
  const element = ge.Element.prototype
  const setNodeStyle = element.setNodeStyle
  element.setNodeStyle = function (style: unknown, index: number) {
    const text = typeof style === 'string' ? style : String(style ?? '')
    return setNodeStyle.call(this, replaceRpx(text, rpxWidth(device.screen)), index)
  }
  const setDataset = element.setDataset
  element.setDataset = function (name: string, value: unknown) {
    setDataset.call(this, name, value)
    this.$$?.setDataset(name, value)
  }
  const slot = Object.getOwnPropertyDescriptor(element, 'slot') as PropertyDescriptor
  Object.defineProperty(element, 'slot', {
    ...slot,
    set(this: any, name: string) {
      slot.set?.call(this, name)
      // scroll-view (`refresher`) and map (`callout`) look for children by it.
      this.$$?.setAttribute?.('slot', String(name))
    },
  })
  const wrap = ge.Event.prototype.wrapShadowedEvent
  ge.Event.prototype.wrapShadowedEvent = function (target: any, mark: unknown, currentTarget: any) {
    const event = wrap.call(this, target, mark, currentTarget)
    return Object.assign(event, eventFields(this, target, mark, currentTarget))
  }
  const codeSpace = adapter.CodeSpace.prototype as any
  const prepare = codeSpace.prepareComponentOptions as (is: string, options?: any) => [any, any]
  codeSpace.prepareComponentOptions = function (is: string, options?: any) {
    const prepared = prepare.call(this, is, options)
    Object.assign(prepared[0], {
      writeIdToDOM: true,
      idPrefixGenerator: null,
      // A property called `dataset` or `id` would shadow the node's own.
      writeFieldsToNode: false,
      // Components are handed instances of others, which lead back to themselves.
      propertyPassingDeepCopy: ge.DeepCopyKind.SimpleWithRecursion,
      dataDeepCopy: ge.DeepCopyKind.SimpleWithRecursion,
      useMethodCallerListeners: true,
    })
    return prepared
  }
}

correctEngine()
