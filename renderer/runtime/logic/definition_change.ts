/** How an edited `Page({…})` or `Component({…})` differs from the one that runs: may living instances take it over? */
import type { Definition } from './engine'

/**
 * `swap`: methods and data differ, instances keep what they hold; `anew`: what ran or was built already differs, so
 * instances have to begin again.
 */
export type Change = 'swap' | 'anew'

/** Hooks that ran before an edit reaches a shown page or an attached component. */
const RAN = ['onLoad', 'onShow', 'onReady', 'created', 'attached', 'ready', 'show', 'routeDone', 'onRouteDone']

/** What an instance is built from: it cannot change while the instance lives. */
const BUILT = ['properties', 'observers', 'relations', 'options', 'externalClasses', 'export', 'definitionFilter']

/** Data and methods, which a living instance takes over. */
const TAKEN = new Set(['data', 'methods', 'lifetimes', 'pageLifetimes', 'behaviors', ...BUILT])

/** Compare two definitions of the component whose script is `code`; `edited` tells whether that very file changed. */
export function compare(old: Definition, next: Definition, code: string, edited: boolean): Change {
  if (edited && !written(next, code)) return 'anew'
  if (BUILT.some((name) => source(old[name]) !== source(next[name]))) return 'anew'
  if (!sameBehaviors(old['behaviors'], next['behaviors'])) return 'anew'
  const [before, after] = [functions(old), functions(next)]
  return reached(before, after).some((name) => before.get(name) !== after.get(name)) ? 'anew' : 'swap'
}

/** Fields given to `Page()` besides data and methods whose first value is another one now. */
export function changedFields(old: Definition, next: Definition): string[] {
  return Object.keys(next).filter((name) => !TAKEN.has(name) && typeof next[name] !== 'function' && source(old[name]) !== source(next[name]))
}

/** Whether the author wrote a function of the definition in this file; frameworks hand in functions of their own. */
function written(definition: Definition, code: string): boolean {
  const all = [...functions(definition).values()]
  return all.length === 0 || all.some((text) => code.includes(text))
}

function sameBehaviors(old: unknown, next: unknown): boolean {
  const [before, after] = [old, next].map((list) => (Array.isArray(list) ? (list as unknown[]) : []))
  return before!.length === after!.length && before!.every((item, index) => item === after![index])
}

/** Every function of a definition by its name, hooks of all places included. */
function functions(definition: Definition): Map<string, string> {
  const found = new Map<string, string>()
  const groups = [definition, definition['methods'], definition['pageLifetimes'], definition['lifetimes']]
  for (const group of groups) {
    for (const [name, value] of Object.entries((group ?? {}) as Definition)) if (typeof value === 'function') found.set(name, String(value))
  }
  return found
}

/** The hooks that ran and every method that they call, in either version. */
function reached(...versions: Map<string, string>[]): string[] {
  const names = new Set(RAN)
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const version of versions) {
      for (const [, called] of (version.get(name) ?? '').matchAll(/\.\s*([A-Za-z_$][\w$]*)/g)) {
        if (names.has(called!) || !versions.some((all) => all.has(called!))) continue
        names.add(called!)
        waiting.push(called!)
      }
    }
  }
  return [...names]
}

/** A value as text, functions by their source; what leads back to itself counts as equal. */
export function source(value: unknown): string {
  const seen = new Set<unknown>()
  const text = JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'function') return `ƒ${String(item)}`
    if (item instanceof RegExp) return String(item)
    if (typeof item === 'object' && item !== null) {
      if (seen.has(item)) return undefined
      seen.add(item)
    }
    return item
  })
  return text ?? ''
}
