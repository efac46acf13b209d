/** Events of the automation protocol: bound functions, lines of the console, errors nobody caught. */
import type { Json, JsonObject } from '../../shared/chunk'
import { listenToConsole } from '../console'
import { listenToErrors } from '../errors'
import { jsonSafe } from '../json'
import { define } from '../natives'
import { post } from '../shell'
import { Refusal } from './refusal'

const bindings = new Map<string, unknown>()

/** `App.addBinding`: a function of that name in the app tells its arguments to whoever drives the app. */
export function addBinding({ name }: JsonObject): JsonObject {
  if (typeof name !== 'string' || !/^[A-Za-z_$][\w$]*$/.test(name)) throw new Refusal(`'${String(name)}' is no name for a function`)
  const known = (globalThis as Record<string, unknown>)[name]
  if (bindings.has(name) && known === bindings.get(name)) return {}
  if (known !== undefined) throw new Refusal(`the app has something called '${name}' already`)
  const binding = (...args: unknown[]): void => post({ type: 'automation', name: 'App.bindingCalled', params: { name, args: jsonSafe(args) } })
  bindings.set(name, binding)
  define(name, binding)
  return {}
}

/** `App.removeBinding`: who asked for the function is gone. */
export function removeBinding({ name }: JsonObject): JsonObject {
  const key = String(name)
  if (bindings.has(key) && (globalThis as Record<string, unknown>)[key] === bindings.get(key)) define(key, undefined)
  bindings.delete(key)
  return {}
}

/** `App.enableLog`: tell what the app writes to its console from now on, or no longer. */
export function enableLog(on: boolean): JsonObject {
  listenToConsole(on ? (type, args) => post({ type: 'automation', name: 'App.logAdded', params: { type, args: args.map((one) => jsonSafe(one) ?? textOf(one)) } }) : null)
  return {}
}

/** What JSON has no word for, as consoles write it. */
function textOf(value: unknown): Json {
  return value === undefined ? null : String(value)
}

/** Tell errors that nobody in the app caught. */
export function tellErrors(): void {
  listenToErrors((error, message) => {
    const { name, message: said, stack } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
    const params: JsonObject = { message: typeof said === 'string' ? said : message, stack: typeof stack === 'string' ? stack : '' }
    post({ type: 'automation', name: 'App.exceptionThrown', params: typeof name === 'string' ? { name, ...params } : params })
  })
}
