/** `App.mockWxMethod`: members of `wx` that answer what a test wants instead of the phone. */
import table from 'minideck:api-table'
import type { Json, JsonObject } from '../../shared/chunk'
import { tell } from '../api/call'
import { okResult, settle, type Result } from '../api/outcome'
import { describe } from '../errors'
import { jsonSafe } from '../json'
import { argumentsOf, functionOf } from './functions'
import { answersByCallback, holderOf } from './wx_calls'

type Api = (...args: unknown[]) => unknown

interface Mock {
  readonly holder: Record<string, unknown>
  readonly name: string
  readonly original: Api
}

/** By `<plugin>/<method>`. */
const mocks = new Map<string, Mock>()

/** Replace an API by a function or a result, or with neither of them put back what was there. */
export function mockWxMethod(params: JsonObject): JsonObject {
  const { method, pluginId, functionDeclaration, args } = params
  const key = `${String(pluginId ?? '')}/${String(method)}`
  if (functionDeclaration === undefined && !('result' in params)) {
    restore(key)
    return {}
  }
  const { holder, name } = holderOf(method, pluginId)
  const answer = functionDeclaration === undefined ? () => params['result'] : withMore(functionOf(functionDeclaration), argumentsOf(args))
  const known = mocks.get(key)
  const mock: Mock = known ?? { holder, name, original: holder[name] as Api }
  mocks.set(key, mock)
  put(holder, name, replacement(String(method), mock.original.bind(holder), answer))
  return {}
}

/** Put back all that was replaced: a restarted app begins with the phone's own answers. */
export function restoreAll(): void {
  for (const key of [...mocks.keys()]) restore(key)
}

function put(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, configurable: true, enumerable: true, writable: true })
}

function restore(key: string): void {
  const mock = mocks.get(key)
  if (!mock) return
  mocks.delete(key)
  put(mock.holder, mock.name, mock.original)
}

/** The arguments a test gave follow those of the call. */
function withMore(answer: Api, more: readonly unknown[]): Api {
  return function (this: unknown, ...given) {
    return answer.call(this, ...given, ...more)
  }
}

/** What stands in the API's place; functions find the API itself as `this.origin`. */
function replacement(method: string, origin: Api, answer: Api): Api {
  const context = { origin }
  if (!answersByCallback(method)) {
    return (...given) => {
      const value = answer.apply(context, given)
      log(method, given, 'ok', { value })
      return value
    }
  }
  const short = method.replace(/^cloud\./, '')
  const row = table.apis[method] ?? table.cloud[short]
  return (options, ...rest) => {
    const given = (typeof options === 'object' && options !== null ? options : {}) as Result
    const work = carryOut(method, () => answer.call(context, given, ...rest))
    work.then((result) => log(method, [given], 'ok', { result }), (result: unknown) => log(method, [given], 'fail', { result }))
    const promised = settle(work, given, row?.[1] === 1 && row[0] === 'async')
    return row?.[0] === 'task' ? finishedTask(row[5]) : promised
  }
}

async function carryOut(method: string, answer: () => unknown): Promise<Result> {
  let value: unknown
  try {
    value = await answer()
  } catch (error) {
    const known = typeof error === 'object' && error !== null && 'errMsg' in error
    throw known ? error : { errMsg: `${method}:fail ${describe(error)}` }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value as Result
  if (/:fail/.test(String((value as Result)['errMsg'] ?? ''))) throw value
  return okResult(method, value as Result)
}

/** A request, an upload, … that is over as soon as it began: nothing of it can be steered. */
function finishedTask(type: string): Record<string, () => void> {
  return Object.fromEntries(Object.keys(table.managers[type]?.methods ?? {}).map((name) => [name, () => undefined]))
}

function log(name: string, given: readonly unknown[], outcome: 'ok' | 'fail', more: { value?: unknown; result?: unknown }): void {
  const [first] = given
  const params: Json = typeof first === 'object' && first !== null ? jsonSafe(first) : { args: jsonSafe(given) }
  tell('$log', { name, params, outcome, value: jsonSafe(more.value) ?? null, ...(more.result === undefined ? {} : { result: jsonSafe(more.result) ?? {} }) })
}
