/** How a wx call ends: callbacks, promises, errMsg. */
import { program } from '../program'
import { natives } from '../natives'

export type Result = Record<string, unknown>

interface Callbacks {
  success?: unknown
  fail?: unknown
  complete?: unknown
}

/** A failure as WeChat words it: `errMsg` is `<api>:fail <reason>`. */
export class ApiFailure extends Error {
  constructor(
    readonly reason: string,
    readonly fields: Result = {},
  ) {
    super(reason)
  }
}

export function okResult(name: string, result: Result): Result {
  return 'errMsg' in result ? result : { ...result, errMsg: `${name}:ok` }
}

export function failResult(name: string, error: unknown): Result {
  if (error instanceof ApiFailure) return { ...error.fields, errMsg: `${name}:fail ${error.reason}`.trim() }
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` }
}

function hasCallbacks(params: unknown): boolean {
  if (typeof params !== 'object' || params === null) return false
  const { success, fail, complete } = params as Callbacks
  return [success, fail, complete].some((callback) => typeof callback === 'function')
}

/** Call one callback of app code; what it throws is the app's error. */
export function invoke(callback: unknown, ...args: unknown[]): void {
  if (typeof callback !== 'function') return
  try {
    callback(...args)
  } catch (error) {
    program().app.failed(error)
  }
}

/** Promises handed out as they are: when one of them stays unhandled, the app never looked at it. */
const handedOut = new WeakSet<Promise<unknown>>()
/** Failures that are mistakes of the app, looked at or not. */
const MISTAKE = /^(navigateTo|redirectTo|reLaunch|switchTab|navigateBack):|:fail parameter error/

/** Whether a rejection only says that the phone refused something whose result the app does not care for. */
export function isIgnoredRefusal(promise: Promise<unknown>, reason: unknown): boolean {
  const { errMsg } = (reason ?? {}) as { errMsg?: unknown }
  return handedOut.has(promise) && typeof errMsg === 'string' && !MISTAKE.test(errMsg)
}

/**
 * End a call the way its caller asked: by its callbacks, or else by the promise that is returned.
 *
 * `work` resolves with the result or rejects with the failed result, errMsg included.
 */
export function settle(work: Promise<Result>, params: unknown, promise: boolean): Promise<Result> | undefined {
  const { success, fail, complete } = (params ?? {}) as Callbacks
  if (promise && !hasCallbacks(params)) {
    handedOut.add(work)
    return work
  }
  work.then(
    (result) => {
      invoke(success, result)
      invoke(complete, result)
    },
    (failure: unknown) => {
      invoke(fail, failure)
      invoke(complete, failure)
    },
  ).catch((error: unknown) => natives.console.error(error))
  return undefined
}
