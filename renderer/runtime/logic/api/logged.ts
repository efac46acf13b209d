/** The call log hears of APIs that never leave the worker, but not of every repetition. */
import { natives } from '../natives'
import { jsonSafe } from '../json'
import { tell } from './call'

const QUIET_MS = 250
const told = new Map<string, number>()

/** Tell the log of an answered call, unless the same was told a moment ago. */
export function log(name: string, params: unknown, value: unknown): void {
  const key = name + JSON.stringify(jsonSafe(params))
  const now = natives.performance.now()
  if (now - (told.get(key) ?? -QUIET_MS) < QUIET_MS) return
  if (told.size > 500) told.clear()
  told.set(key, now)
  tell('$log', { name, params: jsonSafe(params), value: jsonSafe(value), outcome: 'ok' })
}

/** Wrap a function of the worker so that the log hears of its calls. */
export function logged<T extends (...args: never[]) => unknown>(name: string, answer: T): T {
  return ((...args: never[]) => {
    const value = answer(...args)
    log(name, args[0] ?? {}, value)
    return value
  }) as T
}
