/** Plugins: those whose source is in the project run, published ones have no code here and a stand-in instead. */
import type { JsonObject } from '../shared/chunk'
import { invoke } from './api/outcome'
import { report } from './errors'
import { program } from './program'
import { startTimeout } from './timers'

const standIns = new Map<string, unknown>()

/** What `requirePlugin` returns. */
export function requirePlugin(name: string): unknown {
  const { bundle, modules } = program()
  const plugin = bundle.manifest.plugins?.[name]
  if (plugin) return plugin.main === null ? {} : modules.load(plugin.main)
  if (!declared(bundle.manifest.app, name)) throw new Error(`plugin "${name}" is not declared in app.json`)
  report('offline', `plugin ${name}`)
  const known = standIns.get(name) ?? standIn(name, false)
  standIns.set(name, known)
  return known
}
requirePlugin.async = async (name: string): Promise<unknown> => requirePlugin(name)

/** Whether app.json names the plugin, for the app or for one of its packages. */
function declared(app: JsonObject, name: string): boolean {
  const packages = app['subPackages'] ?? app['subpackages']
  return [app, ...(Array.isArray(packages) ? packages : [])].some((part) => {
    const plugins = (part as JsonObject | null)?.['plugins']
    return typeof plugins === 'object' && plugins !== null && name in plugins
  })
}

/**
 * An object that takes any property and any call, so that a page lives on without the plugin.
 *
 * What is asked of it fails as without a network: by the `fail` of its options, or as a promise.
 */
function standIn(name: string, promised: boolean): unknown {
  const failure = { errMsg: `plugin "${name}":fail not available offline` }
  const own = new Map<string | symbol, unknown>()
  const get = (key: string | symbol): unknown => {
    if (own.has(key)) return own.get(key)
    if (key === Symbol.toPrimitive) return () => ''
    if (typeof key === 'symbol') return undefined
    if (key === 'then' || key === 'catch' || key === 'finally') {
      const rejected = Promise.reject(failure)
      rejected.catch(() => {})
      return promised ? (rejected[key] as Function).bind(rejected) : undefined
    }
    const value = standIn(name, false)
    own.set(key, value)
    return value
  }
  return new Proxy(function plugin() {}, {
    get: (_target, key) => get(key),
    set: (_target, key, value) => own.set(key, value) !== undefined,
    has: (_target, key) => typeof key === 'string' && key !== 'then',
    construct: () => standIn(name, false) as object,
    apply: (_target, _caller, [options]: unknown[]) => {
      const { fail, complete } = (typeof options === 'object' && options !== null ? options : {}) as Record<string, unknown>
      startTimeout(() => {
        invoke(fail, failure)
        invoke(complete, failure)
      }, 0)
      return standIn(name, true)
    },
  })
}
