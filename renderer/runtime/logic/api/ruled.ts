/** Rules for what the worker answers itself: the phone is asked first, but only where a rule names the API. */
import table, { type ApiRow } from 'minideck:api-table'
import { callSync } from './call'
import { addPerformers, carryOut, carryOutSync } from './carry_out'
import { named } from './objects'
import { settle, type Result } from './outcome'

type Own = (...args: unknown[]) => unknown

/** Unknown until the first call that a rule could concern: an app that makes none asks nothing. */
let ruled: ReadonlySet<string> | null = null

/** The phone's rules name other APIs than before. */
export function learnRuled(names: unknown): void {
  if (ruled) ruled = new Set(names as string[])
}

function isRuled(name: string): boolean {
  ruled ??= new Set(callSync('$ruled', {}).value as string[])
  return ruled.has(name)
}

/** What the worker answers under a name, behind the rules of the phone; objects and tasks are the worker's alone. */
export function behindRules(name: string, row: ApiRow, own: unknown): unknown {
  const [kind, promise, params] = row
  if (typeof own !== 'function' || !table.worker.includes(name)) return own
  const answer = own as Own
  if (kind === 'sync') return (...args: unknown[]) => (isRuled(name) ? carryOutSync(name, named(params, args), {}, () => answer(...args)) : answer(...args))
  if (kind !== 'async') return own
  addPerformers({
    [name]: (given) =>
      new Promise<Result>((resolve, reject) => {
        answer({ ...given, success: resolve, fail: reject })
      }),
  })
  return (options?: Result) => (isRuled(name) ? settle(carryOut(name, options ?? {}), options, promise === 1) : answer(options))
}
