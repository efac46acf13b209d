/** Functions a tester wrote to answer calls: run beside the app, named by their rule when they fail. */
import { entering } from '../entered'
import { report } from '../errors'
import { natives } from '../natives'
import { failResult, okResult, type Result } from './outcome'

/** What the device sends instead of an answer. */
export interface Script {
  readonly source: string
  readonly rule: string
}

type Answering = (this: { api: string; rule: string }, params: Result) => unknown

/** Lines of the evaluated text before the first of the source. */
const LINES_BEFORE = 1
const known = new Map<string, Answering>()

export function isScript(value: unknown): value is Script {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Script>).source === 'string'
}

/** What a script returns for a call; throws an Error that names the rule and the line. */
export function runScript(name: string, params: Result, script: Script): unknown {
  entering(`rule “${script.rule}”`, '')
  try {
    return functionOf(script).call({ api: name, rule: script.rule }, withoutCallbacks(params))
  } catch (error) {
    throw named(script, error)
  } finally {
    entering('', '')
  }
}

/** The result a call ends with: what was returned is a failure when its errMsg says so. */
export async function scriptedResult(name: string, params: Result, script: Script): Promise<{ ok: boolean; result: Result }> {
  try {
    const returned = await runScript(name, params, script)
    const result = typeof returned === 'object' && returned !== null ? { ...(returned as Result) } : returned === undefined ? {} : { data: returned }
    if (isFailure(result)) return { ok: false, result }
    return { ok: true, result: okResult(name, result) }
  } catch (error) {
    const fault = error instanceof RuleFault ? error : named(script, error)
    report('script', fault.message)
    return { ok: false, result: failResult(name, fault) }
  }
}

/** What a script returns for a synchronous call; throws as the call does. */
export function scriptedValue(name: string, params: Result, script: Script): unknown {
  const returned = guarded(name, () => {
    const value = runScript(name, params, script)
    if (value instanceof Promise) throw named(script, new TypeError('a synchronous API needs a value, not a promise'))
    return value
  })
  if (typeof returned === 'object' && returned !== null && isFailure(returned as Result)) {
    throw Object.assign(new Error(String((returned as Result)['errMsg'])), returned)
  }
  return returned
}

function guarded(name: string, action: () => unknown): unknown {
  try {
    return action()
  } catch (error) {
    const fault = error instanceof RuleFault ? error.message : String(error)
    report('script', fault)
    const result = failResult(name, error)
    throw Object.assign(new Error(String(result['errMsg'])), result)
  }
}

/** Whether a result says that its call failed. */
export function isFailure(result: Result): boolean {
  return /:fail\b/.test(String(result['errMsg'] ?? ''))
}

class RuleFault extends Error {}

function functionOf(script: Script): Answering {
  const key = `${script.rule}\n${script.source}`
  const made = known.get(key) ?? (natives.evaluate(`(\n${script.source}\n)\n//# sourceURL=${addressOf(script)}`) as Answering)
  if (typeof made !== 'function') throw new TypeError('the script is no function')
  known.set(key, made)
  return made
}

function addressOf(script: Script): string {
  return `rule/${encodeURIComponent(script.rule)}.js`
}

/** Callbacks belong to the app; a script answers by what it returns. */
function withoutCallbacks(params: Result): Result {
  return Object.fromEntries(Object.entries(params ?? {}).filter(([, value]) => typeof value !== 'function'))
}

/** The fault of a script in one line: its rule, the line of the script, what happened. */
function named(script: Script, error: unknown): RuleFault {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const stack = error instanceof Error ? String(error.stack ?? '') : ''
  const place = addressOf(script)
  const at = stack.indexOf(`${place}:`)
  const line = at < 0 ? 0 : Number.parseInt(stack.slice(at + place.length + 1), 10) - LINES_BEFORE
  return new RuleFault(`rule “${script.rule}”${line > 0 ? `, line ${line}` : ''}: ${text}`)
}
