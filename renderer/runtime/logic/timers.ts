/** Timers of app code: errors in them are reported, and they end with the app. */
import { drawAtNextMoment, endDrawing, endTimer, endTimers, keepsTime, keptDue, standsStill, startTimer, takeTimersFrom, type Handed } from './app_clock'
import { timed } from './measures'
import { define, natives } from './natives'
import { program } from './program'

type Callback = (...args: unknown[]) => void

interface Timeout {
  /** What was asked for, ms. */
  readonly delay: number
  readonly due: number
  readonly run: () => void
}

interface Interval {
  readonly delay: number
  readonly begun: number
  readonly run: () => void
}

/** Engines run intervals no more often than this, ms. */
const LEAST_INTERVAL = 4

/** The timeouts that have not run, by their ids. */
const timeouts = new Map<number, Timeout>()
const intervals = new Map<number, Interval>()

/** How many frames app code has drawn, and those it waits for. */
export const frames = { drawn: 0, waiting: new Set<number>() }

function guarded(callback: Callback, args: readonly unknown[]): () => void {
  return () => {
    try {
      timed('timer', '', () => callback(...args))
    } catch (error) {
      program().app.failed(error)
    }
  }
}

export function installTimers(): void {
  define('setTimeout', (callback: unknown, delay = 0, ...args: unknown[]) => {
    if (typeof callback !== 'function') throw new TypeError(`setTimeout: ${String(callback)} is not a function`)
    return startTimeout(callback as Callback, delay, args)
  })
  define('setInterval', (callback: unknown, delay = 0, ...args: unknown[]) => {
    if (typeof callback !== 'function') throw new TypeError(`setInterval: ${String(callback)} is not a function`)
    const run = guarded(callback as Callback, args)
    if (keepsTime()) return startTimer(run, delay, true)
    const id = natives.setInterval(run, delay)
    intervals.set(id, { delay: Math.max(LEAST_INTERVAL, Number(delay) || 0), begun: natives.performance.now(), run })
    return id
  })
  define('clearTimeout', (id: number) => stopTimer(id))
  define('clearInterval', (id: number) => stopTimer(id))
  takeTimersFrom(givenUp)
}

/** End the computer's timers, and tell what is left of each. */
function givenUp(): Handed[] {
  const now = natives.performance.now()
  const once = [...timeouts].map(([id, { delay, due, run }]) => ({ id, left: Math.max(0, due - now), delay, every: null, run }))
  const again = [...intervals].map(([id, { delay, begun, run }]) => ({ id, left: delay - ((now - begun) % delay), delay, every: delay, run }))
  for (const id of [...timeouts.keys(), ...intervals.keys()]) stopTimer(id)
  return [...once, ...again]
}

/** Run a callback of app code after `delay` ms. */
export function startTimeout(callback: Callback, delay: number, args: readonly unknown[] = []): number {
  const run = guarded(callback, args)
  if (keepsTime()) return startTimer(run, delay, false)
  const id = natives.setTimeout(() => {
    timeouts.delete(id)
    run()
  }, delay)
  const asked = Math.max(0, Number(delay) || 0)
  timeouts.set(id, { delay: asked, due: natives.performance.now() + asked, run })
  return id
}

/** Run a callback of app code before the next frame. */
export function startFrame(callback: (time: number) => void): number {
  const draw = (time: number): void => {
    frames.waiting.delete(id)
    frames.drawn += 1
    guarded(() => callback(time), [])()
  }
  const id = nextFrame(draw)
  frames.waiting.add(id)
  return id
}

function nextFrame(draw: (time: number) => void): number {
  if (standsStill()) return drawAtNextMoment(draw)
  return natives.requestAnimationFrame?.(draw) ?? natives.setTimeout(() => draw(natives.performance.now()), 16)
}

export function stopFrame(id: number): void {
  if (frames.waiting.delete(id) && !endDrawing(id)) (natives.cancelAnimationFrame ?? natives.clearTimeout)(id)
}

/**
 * Milliseconds until the last of the app's timeouts has run that were set for `within` at most, 0 for none.
 *
 * One that is late, because the worker was busy, has still to run.
 */
export function timersDue(within: number): number {
  const now = natives.performance.now()
  const rest = [...timeouts.values()].filter(({ delay }) => delay <= within).map(({ due }) => Math.max(1, due - now))
  return Math.max(keptDue(within), ...rest)
}

export function stopTimer(id: number): void {
  if (endTimer(id)) return
  if (timeouts.delete(id)) natives.clearTimeout(id)
  if (intervals.delete(id)) natives.clearInterval(id)
}

/** Stop every timer: the app is started anew. */
export function clearTimers(): void {
  endTimers()
  for (const id of [...timeouts.keys(), ...intervals.keys()]) stopTimer(id)
  for (const id of [...frames.waiting]) stopFrame(id)
}
