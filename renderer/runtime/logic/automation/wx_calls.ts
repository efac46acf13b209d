/** Calls of `wx` from outside the app: what an API gives to its caller, whichever way it does that. */
import table from 'minideck:api-table'
import type { JsonObject } from '../../shared/chunk'
import { argumentsOf } from './functions'
import { Refusal } from './refusal'
import { surfaceOf } from './surfaces'

type Api = (...args: unknown[]) => unknown

/** How an API answers: by its callbacks, or by what it returns. */
export function answersByCallback(name: string): boolean {
  const short = name.replace(/^cloud\./, '')
  const kind = (name === short ? table.apis[name] : table.cloud[short])?.[0]
  return kind === 'async' || kind === 'task'
}

/** The object that holds an API, and the API's name there: `cloud.callFunction` is a member of `wx.cloud`. */
export function holderOf(method: unknown, plugin: unknown): { holder: Record<string, unknown>; name: string } {
  const path = String(method ?? '').split('.')
  const name = path.pop()!
  let holder: unknown = surfaceOf(plugin)
  for (const part of path) holder = (holder as Record<string, unknown> | undefined)?.[part]
  if (!name || typeof holder !== 'object' || holder === null || typeof (holder as Record<string, unknown>)[name] !== 'function') {
    throw new Refusal(`wx has no method '${String(method ?? '')}'`)
  }
  return { holder: holder as Record<string, unknown>, name }
}

/** `App.callWxMethod`: what a synchronous API returns, or what `success` receives; a failure is an error with its errMsg. */
export async function callWxMethod({ method, pluginId, args }: JsonObject): Promise<JsonObject> {
  const { holder, name } = holderOf(method, pluginId)
  const given = argumentsOf(args)
  const api = holder[name] as Api
  if (!answersByCallback(String(method))) return { result: (await api.apply(holder, given)) as never }
  const result = await new Promise((resolve, reject) => {
    const [options, ...rest] = given
    if (options !== undefined && options !== null && typeof options !== 'object') reject(new Refusal(`wx.${String(method)} takes an object of options`))
    const returned = api.call(holder, { ...(options as object | null | undefined), success: resolve, fail: reject }, ...rest)
    // An app's own version of an API may answer by a promise only.
    if (returned instanceof Promise) returned.then((value) => { if (value !== undefined) resolve(value) }, reject)
  })
  return { result: result as never }
}
