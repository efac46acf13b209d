export interface Point {
  latitude: number
  longitude: number
}

const EARTH = 6_371_008.8
/** A fix less exact than this many metres says too little about the way. */
const WORST_ACCURACY = 80
/** Below this many metres the position only trembles. */
const LEAST_STEP = 4

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres between two places. */
export function distance(from: Point, to: Point): number {
  const across = Math.sin(radians(to.longitude - from.longitude) / 2)
  const up = Math.sin(radians(to.latitude - from.latitude) / 2)
  const share = up * up + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * across * across
  return 2 * EARTH * Math.asin(Math.sqrt(share))
}

/** How far a new fix takes the rider, in metres; 0 when it is to be left out. */
export function step(path: readonly Point[], fix: Point & { accuracy?: number }): number {
  if ((fix.accuracy ?? 0) > WORST_ACCURACY) return 0
  const last = path[path.length - 1]
  if (!last) return 0
  const metres = distance(last, fix)
  return metres < LEAST_STEP ? 0 : metres
}

/** A distance as it is written: 850 m, 2.4 km. */
export function metres(value: number): string {
  return value < 1000 ? `${Math.round(value / 10) * 10} m` : `${(value / 1000).toFixed(1)} km`
}
