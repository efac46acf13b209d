/** Tells the panels that something changed, once for many changes, and only while one of them is shown. */
import type { PageId } from '../shared/messages'
import { natives } from './natives'
import { post } from './shell'

/** Id of an `inspection` nobody asked for: an event. */
export const EVENT = -1

const SHORTEST_MS = 120
/** How many times the duration of the last answer has to pass before the next change is told. */
const REST = 8

const changed = new Set<PageId>()
let watching = false
let timer = 0
let wait = SHORTEST_MS

/** Begin or stop to tell of changes. */
export function watch(on: boolean): void {
  watching = on
  if (on) return
  natives.clearTimeout(timer)
  timer = 0
  changed.clear()
}

export function isWatching(): boolean {
  return watching
}

/** A page's tree or data changed. */
export function touched(page: PageId): void {
  if (!watching) return
  changed.add(page)
  if (!timer) timer = natives.setTimeout(tell, wait)
}

/** An answer took `ms` milliseconds: leave the app many times as long to itself. */
export function spent(ms: number): void {
  wait = Math.max(SHORTEST_MS, ms * REST)
}

function tell(): void {
  timer = 0
  const pages = [...changed]
  changed.clear()
  post({ type: 'inspection', id: EVENT, value: { event: 'changed', pages } })
}
