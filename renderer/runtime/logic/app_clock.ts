/** The app's own time when the host keeps it: faster, standing still, or moved from one moment to the next. */
import { define, natives } from './natives'
import { underWay } from './under_way'

/** `now` in ms since 1970; `speed` in ms of the app for each of the computer's, 0: it stands; null: the computer's clock. */
export interface TimeOrder {
  readonly now: number
  readonly speed: number | null
}

/** A timer of the computer's clock, given up to this one: `left` ms remain of the `delay` it was set for. */
export interface Handed {
  readonly id: number
  readonly left: number
  readonly delay: number
  readonly every: number | null
  readonly run: () => void
}

interface Timer {
  due: number
  /** What was asked for, ms. */
  readonly delay: number
  readonly order: number
  /** What is left of an interval after each run; null for a timeout. */
  readonly every: number | null
  readonly run: () => void
}

/** Ids that no timer of the worker has. */
const FIRST_ID = 1_000_000_000
/** Intervals of 0 would never let time pass. */
const LEAST_INTERVAL = 4

const NativeDate = Date
const timers = new Map<number, Timer>()
/** What waits for the next frame while time stands still. */
const drawings = new Map<number, (time: number) => void>()
let lastId = FIRST_ID
let order = 0
let active = false
let base = 0
let since = 0
let speed = 0
/** The moment a timer that runs was set for. */
let at: number | null = null
let waking = 0
let moving = Promise.resolve()
let handOver: () => Handed[] = () => []
/** What performance.now() adds to the clock to begin where the computer's was. */
let origin = 0

/** Whether the host keeps the app's time. */
export function keepsTime(): boolean {
  return active
}

/** Whether it does and lets it stand still. */
export function standsStill(): boolean {
  return active && speed === 0
}

/** When the next timer is due, ms since 1970; 0 for none. */
export function nextDue(): number {
  return first()?.[1].due ?? 0
}

/** Milliseconds until the last of the timeouts has run that were set for `within` at most, 0 for none or when time stands. */
export function keptDue(within: number): number {
  if (!active || speed === 0) return 0
  const rest = [...timers.values()].filter(({ delay, every }) => every === null && delay <= within)
  return Math.max(0, ...rest.map(({ due }) => Math.max(1, (due - appTime()) / speed)))
}

/** Say who gives up the timers that run by the computer's clock when this one takes over. */
export function takeTimersFrom(source: () => Handed[]): void {
  handOver = source
}

export function appTime(): number {
  if (!active) return NativeDate.now()
  return at ?? base + (natives.performance.now() - since) * speed
}

/** Run `run` after `delay` ms of the app's time, again and again with `repeat`. */
export function startTimer(run: () => void, delay: unknown, repeat: boolean): number {
  lastId += 1
  order += 1
  const wait = Math.max(repeat ? LEAST_INTERVAL : 0, Number(delay) || 0)
  timers.set(lastId, { due: appTime() + wait, delay: wait, order, every: repeat ? wait : null, run })
  wake()
  return lastId
}

/** Stop a timer; false when there is none of this id. */
export function endTimer(id: number): boolean {
  return timers.delete(id)
}

export function endTimers(): void {
  timers.clear()
  drawings.clear()
}

/** Run `draw` when time has moved on, with what performance.now() is then: a screen that stands still shows no new frame. */
export function drawAtNextMoment(draw: (time: number) => void): number {
  lastId += 1
  drawings.set(lastId, draw)
  return lastId
}

/** Give a drawing up; false when there is none of this id. */
export function endDrawing(id: number): boolean {
  return drawings.delete(id)
}

function drawAll(time: number): void {
  const due = [...drawings.values()]
  drawings.clear()
  for (const draw of due) draw(time)
}

/** Take over the host's time; what falls due on the way there runs, each at its moment, before it counts as reached. */
export function setTime({ now, speed: wanted }: TimeOrder): void {
  if (wanted === null) {
    moving = moving.then(() => giveBack())
    return
  }
  if (!active) begin(now)
  // A move begun before ends first, so that no moment is skipped.
  const before = moving
  moving = underWay(() => before.then(() => moveTo(now, wanted)))
}

async function moveTo(time: number, wanted: number): Promise<void> {
  natives.clearTimeout(waking)
  while (active) {
    const next = first()
    if (!next || next[1].due > time) break
    runTimer(next)
    // Promises of the callback go on before the next timer runs, as in an event loop.
    await turn()
  }
  base = time
  since = natives.performance.now()
  speed = wanted
  drawAll(appTime() + origin)
  wake()
}

function runTimer([id, timer]: [number, Timer]): void {
  at = timer.due
  if (timer.every === null) timers.delete(id)
  else timer.due += timer.every
  try {
    timer.run()
  } finally {
    // What the promises of the callback see, too.
    base = at
    since = natives.performance.now()
    at = null
  }
}

function first(): [number, Timer] | undefined {
  let found: [number, Timer] | undefined
  for (const entry of timers) {
    const [, timer] = entry
    if (!found || timer.due < found[1].due || (timer.due === found[1].due && timer.order < found[1].order)) found = entry
  }
  return found
}

const turn = (): Promise<void> => new Promise((resolve) => natives.setTimeout(resolve, 0))

/** Let the computer's clock wake the app for its next timer. */
function wake(): void {
  natives.clearTimeout(waking)
  const next = first()
  if (!active || speed === 0 || !next || at !== null) return
  waking = natives.setTimeout(() => {
    const reached = appTime()
    // Several may be due; each runs in a turn of its own.
    const due = first()
    if (due && due[1].due <= reached) runDue(due, reached)
    wake()
  }, Math.max(0, (next[1].due - appTime()) / speed))
}

function runDue(entry: [number, Timer], reached: number): void {
  runTimer(entry)
  base = reached
  since = natives.performance.now()
}

function begin(now: number): void {
  active = true
  base = now
  since = natives.performance.now()
  speed = 0
  origin = natives.performance.now() - now
  for (const { id, left, delay, every, run } of handOver()) {
    order += 1
    timers.set(id, { due: now + left, delay, order, every, run })
  }
  NativeDate.prototype.constructor = keptDate
  define('Date', keptDate)
  define('performance', keptPerformance)
}

function giveBack(): void {
  if (!active) return
  const now = appTime()
  natives.clearTimeout(waking)
  active = false
  NativeDate.prototype.constructor = NativeDate
  define('Date', NativeDate)
  define('performance', natives.performance)
  drawAll(natives.performance.now())
  for (const [id, timer] of timers) {
    natives.setTimeout(() => {
      if (!timers.delete(id)) return
      timer.run()
      // Whoever stops it knows this id, so it goes on under it.
      if (timer.every !== null) goOn(id, timer)
    }, Math.max(0, timer.due - now))
  }
}

function goOn(id: number, timer: Timer): void {
  timers.set(id, timer)
  natives.setTimeout(() => {
    if (!timers.has(id)) return
    timer.run()
    if (timers.has(id)) goOn(id, timer)
  }, timer.every ?? 0)
}

const keptDate: DateConstructor = new Proxy(NativeDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length ? args : [appTime()], newTarget === keptDate ? target : newTarget) as object,
  apply: () => new NativeDate(appTime()).toString(),
  get: (target, name) => (name === 'now' ? () => Math.floor(appTime()) : Reflect.get(target, name) as unknown),
})

const keptPerformance = new Proxy(natives.performance, {
  get: (target, name) => {
    if (name === 'now') return () => appTime() + origin
    const value = Reflect.get(target, name) as unknown
    return typeof value === 'function' ? value.bind(target) as unknown : value
  },
})
