/** Timers of app code: errors in them are reported, and they end with the app. */
import { define, natives } from './natives'
import { program } from './program'

type Callback = (...args: unknown[]) => void

/** When each pending timeout is due, by its id. */
const timeouts = new Map<number, number>()
const intervals = new Set<number>()

function guarded(callback: Callback, args: readonly unknown[]): () => void {
  return () => {
    try {
      callback(...args)
    } catch (error) {
      program().app.failed(error)
    }
  }
}

export function installTimers(): void {
  define('setTimeout', (callback: unknown, delay = 0, ...args: unknown[]) => {
    if (typeof callback !== 'function') throw new TypeError(`setTimeout: ${String(callback)} is not a function`)
    const id = natives.setTimeout(() => {
      timeouts.delete(id)
      guarded(callback as Callback, args)()
    }, delay)
    timeouts.set(id, natives.performance.now() + Number(delay))
    return id
  })
  define('setInterval', (callback: unknown, delay = 0, ...args: unknown[]) => {
    if (typeof callback !== 'function') throw new TypeError(`setInterval: ${String(callback)} is not a function`)
    const id = natives.setInterval(guarded(callback as Callback, args), delay)
    intervals.add(id)
    return id
  })
  define('clearTimeout', (id: number) => clear(id))
  define('clearInterval', (id: number) => clear(id))
}

/** Run a callback of app code before the next frame. */
export function guardedFrame(callback: (time: number) => void): number {
  if (natives.requestAnimationFrame) return natives.requestAnimationFrame((time) => guarded(callback as Callback, [time])())
  return natives.setTimeout(guarded(callback as Callback, [natives.performance.now()]), 16)
}

/** Milliseconds until the last of the app's timeouts that are due `within` that time has run, 0 for none. */
export function timersDue(within: number): number {
  const now = natives.performance.now()
  const rest = [...timeouts.values()].map((due) => due - now).filter((ms) => ms <= within)
  return Math.max(0, ...rest)
}

function clear(id: number): void {
  if (timeouts.delete(id)) natives.clearTimeout(id)
  if (intervals.delete(id)) natives.clearInterval(id)
}

/** Stop every timer: the app is started anew. */
export function clearTimers(): void {
  for (const id of [...timeouts.keys(), ...intervals]) clear(id)
}
