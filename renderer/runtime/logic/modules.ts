/** CommonJS as mini-programs know it: evaluates module units and answers `require`. */
import type { ModuleUnit } from '../shared/chunk'
import type { Bundle } from './bundle'
import { encodePath } from './bundle'
import { natives } from './natives'
import { pluginOf, pluginSurface } from './plugin_surface'
import { underWay } from './under_way'

interface Module {
  exports: unknown
  loaded: boolean
}

type Factory = (this: unknown, require: Require, module: Module, exports: unknown, wx?: unknown) => void

interface Require {
  (specifier: string): unknown
  (specifier: string, onLoad: (exports: unknown) => void, onError?: (error: unknown) => void): void
  async(specifier: string): Promise<unknown>
}

export class Modules {
  private readonly cache = new Map<string, Module>()
  /** Modules by those that asked for them, also by paths made at run time. */
  private readonly users = new Map<string, Set<string>>()

  constructor(private readonly bundle: Bundle) {}

  /** Run a module unless it ran before, and return its exports. */
  load(path: string): unknown {
    const known = this.cache.get(path)
    return known ? known.exports : this.run(path).exports
  }

  /** Run a module anew, whatever was cached: scripts that define a page or component. */
  reload(path: string): unknown {
    this.cache.delete(path)
    return this.run(path).exports
  }

  /** Forget modules, so that changed code runs again; what others hold of them lives on. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) this.cache.delete(path)
  }

  /** The given modules and all that need one of them, directly or not. */
  affected(paths: Iterable<string>): Set<string> {
    const users = new Map([...this.users].map(([path, from]) => [path, [...from]]))
    for (const [from, unit] of this.bundle.modules) {
      for (const path of Object.values(unit.requires)) users.set(path, [...(users.get(path) ?? []), from])
    }
    const found = new Set(paths)
    for (const path of found) for (const user of users.get(path) ?? []) found.add(user)
    return found
  }

  has(path: string): boolean {
    return this.bundle.modules.has(path)
  }

  private run(path: string): Module {
    const unit = this.bundle.modules.get(path)
    if (!unit) throw new Error(`module '${path}' is not defined`)
    const module: Module = { exports: {}, loaded: false }
    this.cache.set(path, module)
    try {
      if (path.endsWith('.json')) module.exports = this.json(path, unit)
      else this.factory(path, unit).call(undefined, this.require(path, unit), module, module.exports, ...ownNames(path))
    } catch (error) {
      this.cache.delete(path)
      throw error
    }
    module.loaded = true
    return module
  }

  private json(path: string, unit: ModuleUnit): unknown {
    const module = { exports: {} as unknown }
    this.factory(path, unit).call(undefined, this.require(path, unit), module as Module, module.exports)
    return module.exports
  }

  private factory(path: string, unit: ModuleUnit): Factory {
    const code = `(function (require, module, exports${pluginOf(path) === null ? '' : ', wx'}) {${unit.code}\n})\n${this.names(path, unit)}`
    try {
      return natives.evaluate(code) as Factory
    } catch (error) {
      // The stack of a syntax error does not name the text it is in.
      if (error instanceof Error) error.stack = `${error.name}: ${error.message}\n    at ${scriptUrl(path, unit)}:0:0`
      throw error
    }
  }

  /** What a debugger calls the code: the same in every generation, so that its breakpoints stay. */
  private names(path: string, unit: ModuleUnit): string {
    const url = `//# sourceURL=${scriptUrl(path, unit)}`
    return unit.mapped ? `${url}\n//# sourceMappingURL=${this.bundle.base}source-map/${encodePath(path)}` : url
  }

  private require(from: string, unit: ModuleUnit): Require {
    const find = (specifier: string): string => {
      if (typeof specifier !== 'string') throw new Error('require args must be a string')
      const path = unit.requires[specifier] ?? this.guess(from, specifier)
      if (path === undefined) {
        throw new Error(`module '${resolve(from, specifier)}' is not defined, require args is '${specifier}'`)
      }
      if (!unit.requires[specifier]) this.users.set(path, (this.users.get(path) ?? new Set()).add(from))
      return path
    }
    const require = ((specifier: string, onLoad?: (exports: unknown) => void, onError?: (error: unknown) => void) => {
      if (!onLoad) return this.load(find(specifier))
      require.async(specifier).then(onLoad, onError)
      return undefined
    }) as Require
    require.async = (specifier) => underWay(async () => {
      const path = resolve(from, specifier)
      const target = unit.requires[specifier] ?? path
      try {
        if (!this.has(target)) await this.bundle.chunk(`module/${target}`)
        return this.load(find(specifier))
      } catch (error) {
        throw { mod: path, errMsg: error instanceof Error ? error.message : String(error) }
      }
    })
    return require
  }

  /** Specifiers computed at run time are not in the unit's map. */
  private guess(from: string, specifier: string): string | undefined {
    const base = resolve(from, specifier)
    return [base, `${base}.js`, `${base}/index.js`, `${base}.ts`, `${base}/index.ts`, `${base}.json`].find((path) => this.has(path))
  }
}

/** What a plugin's code finds instead of the app's. */
function ownNames(path: string): [unknown?] {
  const plugin = pluginOf(path)
  return plugin === null ? [] : [pluginSurface(plugin)]
}

/** Address of a module's code for people: `source` as the author wrote it, `compiled` when a transform made it. */
function scriptUrl(path: string, unit: ModuleUnit): string {
  return `wxapp://${unit.mapped ? 'compiled' : 'source'}/${encodePath(path)}`
}

/** Path in the package that a specifier means, seen from a module. */
export function resolve(from: string, specifier: string): string {
  const parts = specifier.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
