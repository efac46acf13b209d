/** What a smoke run measures in the worker: how long pieces of the app's code run at a time. */
import type { JsonObject } from '../shared/chunk'
import { natives } from './natives'

const MOST = 2000
/** Shorter pieces are nobody's concern. */
const SHORTEST_MS = 20

interface Piece {
  readonly what: string
  readonly file: string
  readonly ms: number
}

let measuring = false
let pieces: Piece[] = []

/** Measure from now on; a new start begins anew. */
export function measure(on: boolean): void {
  measuring = on
  pieces = []
}

export const isMeasuring = (): boolean => measuring

/** Run a piece of the app's code: a hook, a module, a handler or a timer's callback. */
export function timed<T>(what: string, file: string, run: () => T): T {
  if (!measuring) return run()
  const begun = natives.performance.now()
  try {
    return run()
  } finally {
    const ms = Math.round((natives.performance.now() - begun) * 10) / 10
    if (ms >= SHORTEST_MS && pieces.length < MOST) pieces.push({ what, file, ms })
  }
}

/** What was measured. */
export const measured = (): JsonObject[] => pieces as unknown as JsonObject[]
