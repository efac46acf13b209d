/** One wx call from start to end: ask the device, and do here what the device leaves to the runtime. */
import { isOffline, report } from '../errors'
import { callAsync, callSync, counted, nextId, tell, type CallOptions } from './call'
import { ApiFailure, failResult, okResult, type Result } from './outcome'
import { isScript, scriptedResult, scriptedValue, type Script } from './scripts'

/** Does what an API of the runtime promises; fails with an ApiFailure. */
export type Performer = (params: Result) => Result | void | Promise<Result | void>

const performers = new Map<string, Performer>()
/** Calls that wait for a person: a page is ready although they are open. */
const patient = new Set<string>()

export function addPerformers(table: Readonly<Record<string, Performer>>, options: { patient?: boolean } = {}): void {
  for (const [name, performer] of Object.entries(table)) {
    performers.set(name, performer)
    if (options.patient) patient.add(name)
  }
}

/** Resolve with the result of a call or reject with its failed result, errMsg included. */
export async function carryOut(name: string, params: Result, options: CallOptions = {}): Promise<Result> {
  const id = options.id ?? nextId()
  const reply = await counted(() => callAsync(name, params, { ...options, id }))
  if (reply.outcome === 'fail') {
    noteOffline(name, params, reply.result)
    throw reply.result
  }
  if (reply.outcome === 'ok') return okResult(name, reply.result ?? {})
  if (reply.outcome === 'script' && isScript(reply.value)) return answerByScript(name, params, id, reply.value)
  return patient.has(name) ? perform(name, params, id) : counted(() => perform(name, params, id))
}

/** Without a network the app shows less; whoever looks at it has to know. */
function noteOffline(name: string, params: Result, result: Result): void {
  if (isOffline(String(result['errMsg']))) report('offline', `${name} ${String(params['url'] ?? params['fileID'] ?? params['name'] ?? '')}`.trim())
}

async function answerByScript(name: string, params: Result, id: number, script: Script): Promise<Result> {
  const { ok, result } = await counted(() => scriptedResult(name, params, script))
  tell('$outcome', { id, name, outcome: ok ? 'ok' : 'fail', result: plain(result) })
  if (!ok) throw result
  return result
}

async function perform(name: string, params: Result, id: number): Promise<Result> {
  try {
    const performer = performers.get(name)
    if (!performer) throw new ApiFailure('not supported')
    const result = okResult(name, (await performer(params)) ?? {})
    tell('$outcome', { id, name, outcome: 'ok', result: plain(result) })
    return result
  } catch (error) {
    const result = failResult(name, error)
    tell('$outcome', { id, name, outcome: 'fail', result })
    throw result
  }
}

/** Live objects (event channels …) are no part of the call log. */
function plain(result: Result): Result {
  return Object.fromEntries(Object.entries(result).filter(([, value]) => typeof value !== 'object' || value === null || Array.isArray(value)))
}

/** Call a synchronous API; throws as WeChat does. `here` answers what the device leaves to the runtime. */
export function carryOutSync(name: string, params: Result, options: CallOptions = {}, here?: () => unknown): unknown {
  const id = options.id ?? nextId()
  const reply = callSync(name, params, { ...options, id })
  if (reply.outcome === 'script' && isScript(reply.value)) return answerAtOnce(name, id, () => scriptedValue(name, params, reply.value as Script))
  if (reply.outcome === 'perform' && here) return answerAtOnce(name, id, here)
  if (reply.outcome === 'fail') throw Object.assign(new Error(String(reply.result['errMsg'] ?? `${name}:fail`)), reply.result)
  return reply.value
}

function answerAtOnce(name: string, id: number, answer: () => unknown): unknown {
  try {
    const value = answer()
    tell('$outcome', { id, name, outcome: 'ok', result: { errMsg: `${name}:ok` } })
    return value
  } catch (error) {
    tell('$outcome', { id, name, outcome: 'fail', result: { errMsg: error instanceof Error ? error.message : String(error) } })
    throw error
  }
}
