/** Registers components: JSON, template, style and script of a unit, with everything it uses. */
import type { ComponentUnit, JsonObject } from '../shared/chunk'
import type { Bundle } from './bundle'
import { encodePath } from './bundle'
import { device } from './device'
import type { Definition, Engine } from './engine'
import type { Swap } from './hot_swap'
import { readTemplate } from './engine'
import { report, reportError } from './errors'
import { timed } from './measures'
import type { Modules } from './modules'
import { natives } from './natives'
import { rpxWidth } from '../shared/rpx'
import { cssText, Slot } from './styles'
import { keepResult } from './handler_result'
import { missingHandler } from './missing_handler'
import { changeProp, wrapListener } from './wxs'

export interface Sheet {
  readonly key: string
  readonly slot: Slot
  readonly css: string
}

export class Components {
  private readonly defined = new Set<string>()
  private readonly scopes = new Map<string, string>()
  /** What scripts gave to `Page()` and `Component()`. */
  private readonly given = new Map<string, Definition>()
  /** Path of the component whose script runs now: `Component()` defines this one. */
  private current: string | null = null

  constructor(
    private readonly bundle: Bundle,
    private readonly engine: Engine,
    private readonly modules: Modules,
  ) {}

  /** Register a component and all it uses, unless that was done before. */
  define(path: string): void {
    if (this.defined.has(path)) return
    this.defined.add(path)
    const unit = this.bundle.components.get(path)
    if (!unit) {
      report('missing-component', `component '${path}' is not in the package`, `${path}.json`)
      return
    }
    for (const used of this.dependencies(unit)) this.define(used)
    this.describe(path, unit)
    this.runScript(path, unit)
    if (!this.engine.isDefined(path)) this.defineEmpty(path, unit)
  }

  /** `Component()` or `Page()` of the script that runs now. */
  register(kind: 'Component' | 'Page', definition: Definition): void {
    const path = this.current
    if (path === null) throw new Error(`${kind} is only allowed in the script of a page or component`)
    this.given.set(path, definition)
    if (kind === 'Page') this.engine.definePage(path, definition)
    else this.engine.defineComponent(path, this.bundle.isPage(path) ? withHost(definition) : definition)
  }

  /** Run `script` as if the component at `path` were being loaded. */
  private runScript(path: string, unit: ComponentUnit, old: unknown = null): void {
    if (unit.script === null) return
    const outer = this.current
    this.current = path
    try {
      const { script } = unit
      timed('evaluate', script, () => this.modules.reload(script))
      if (this.engine.definition(path) === old) this.reportUnregistered(path, unit.script)
    } catch (error) {
      if (old) this.engine.restore(path, old)
      reportError('script', error)
    } finally {
      this.current = outer
    }
  }

  /** The script ran through but called neither Page() nor Component(). */
  private reportUnregistered(path: string, script: string): void {
    const isPage = this.bundle.isPage(path)
    report('script', isPage ? `Page "${path}" is not registered: its script calls neither Page() nor Component()` : `Component "${path}" is not registered: its script does not call Component()`, script)
  }

  private defineEmpty(path: string, unit: ComponentUnit): void {
    if (this.bundle.isPage(path) && !unit.json['component']) this.engine.definePage(path, {})
    else this.engine.defineComponent(path, {})
  }

  private describe(path: string, unit: ComponentUnit): void {
    const json: JsonObject = { ...unit.json, usingComponents: usingUrls(unit) }
    // A page's styles are shared with its components unless it says otherwise.
    if (this.bundle.isPage(path)) delete json['component']
    for (const [tag, reason] of Object.entries(unit.missing)) {
      report('missing-component', reason.startsWith('<') ? reason : `<${tag}>: ${reason}`, `${path}.json`)
    }
    this.engine.describe(path, json, this.scope(path), this.template(path, unit))
  }

  private template(path: string, unit: ComponentUnit): unknown {
    try {
      const url = `wxapp://template/${encodePath(path)}.wxml`
      return readTemplate(unit.template, path, url, natives.evaluate, { changeProp, wrapListener, missingHandler, returned: keepResult })
    } catch (error) {
      reportError('script', error, `${path}.wxml`)
      return null
    }
  }

  private scope(path: string): string {
    let scope = this.scopes.get(path)
    if (!scope) {
      const words = path.split('/').slice(-2).join('-').replace(/[^\w-]/g, '')
      scope = `${/^[a-zA-Z]/.test(words) ? '' : 'c'}${words}-${this.scopes.size.toString(36)}`
      this.scopes.set(path, scope)
    }
    return scope
  }

  /** The style sheets of a page in their order: app, the page's own, components. */
  sheets(route: string): Sheet[] {
    const sheets: Sheet[] = []
    if (!this.engine.styleIsolation(route).startsWith('page-')) this.addSheet(sheets, 'app', Slot.App, '')
    const paths = new Set<string>()
    this.collect(route, paths)
    paths.delete(route)
    this.addSheet(sheets, route, Slot.Page, this.engine.classPrefix(route))
    for (const path of paths) this.addSheet(sheets, path, Slot.Component, this.engine.classPrefix(path))
    return sheets
  }

  /** Add a component and all it uses, innermost first. */
  private collect(path: string, paths: Set<string>): void {
    const unit = this.bundle.components.get(path)
    if (!unit || paths.has(path)) return
    paths.add(path)
    for (const used of this.dependencies(unit)) this.collect(used, paths)
    paths.delete(path)
    paths.add(path)
  }

  private addSheet(sheets: Sheet[], path: string, slot: Slot, prefix: string): void {
    const key = path === 'app' ? this.appStyle() : (this.bundle.components.get(path)?.style ?? null)
    const style = key === null ? undefined : this.bundle.styles.get(key)
    if (!style) return
    const css = cssText(style.parts, { prefix, host: this.scope(path) }, rpxWidth(device.screen))
    sheets.push({ key: path, slot, css })
  }

  private appStyle(): string | null {
    return ['app', 'app.wxss'].find((key) => this.bundle.styles.has(key)) ?? null
  }

  private dependencies(unit: ComponentUnit): string[] {
    const generics = Object.values((unit.json['componentGenerics'] ?? {}) as Record<string, unknown>)
    const defaults = generics.map((item) => (item as { default?: string } | null)?.default?.replace(/^\//, ''))
    return [...Object.values(unit.using), ...defaults.filter((path) => path !== undefined && this.bundle.components.has(path)) as string[]]
  }

  /** Register new templates of changed components; returns those whose instances have to be rendered anew. */
  renewTemplates(paths: readonly string[]): void {
    for (const path of paths) {
      const unit = this.bundle.components.get(path)
      if (unit && this.defined.has(path)) this.engine.updateTemplate(path, this.template(path, unit))
    }
  }

  /** Define a component again after an edit; null, with the old definition in force, when its script fails. */
  redefine(path: string): Swap | null {
    const unit = this.bundle.components.get(path)
    if (!unit) return null
    for (const used of this.dependencies(unit)) this.define(used)
    const [old, given] = [this.engine.definition(path), this.given.get(path) ?? {}]
    this.given.delete(path)
    this.describe(path, unit)
    this.runScript(path, unit, old)
    if (unit.script === null) this.defineEmpty(path, unit)
    const next = this.engine.definition(path)
    if (next !== old) return { path, old, next, given: [given, this.given.get(path) ?? {}] }
    this.given.set(path, given)
    return null
  }

  /** Forget definitions, so that scripts run again when a page needs them. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) this.defined.delete(path)
  }

  /** The components that are defined, with what the compiler says of them. */
  get units(): Map<string, ComponentUnit> {
    return new Map([...this.bundle.components].filter(([path]) => this.defined.has(path)))
  }

  isDefined(path: string): boolean {
    return this.defined.has(path)
  }
}

function usingUrls(unit: ComponentUnit): JsonObject {
  return Object.fromEntries(Object.entries(unit.using).map(([tag, path]) => [tag, `/${path}`]))
}

/** A page has an element of its own whatever its component's options say. */
function withHost(definition: Definition): Definition {
  return { ...definition, options: { ...(definition['options'] as Definition | undefined), virtualHost: false } }
}
