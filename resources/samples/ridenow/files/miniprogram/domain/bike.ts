/** A bike that can be rented. Positions are GCJ-02, as the map wants them. */
export interface Bike {
  number: number
  latitude: number
  longitude: number
  /** Charge of its lock, in percent. */
  charge: number
}

/** The number painted on the frame: four digits. */
export const written = (bike: number): string => String(bike).padStart(4, '0')

const STICKER = /^https:\/\/ride\.example\/b\/(\d{4})$/

/** The bike a scanned sticker belongs to; null for any other code. */
export function bikeOfCode(text: string): number | null {
  const found = STICKER.exec(text.trim())
  return found ? Number(found[1]) : null
}

/** The bike whose number was typed; null while it is not complete. */
export function bikeOfNumber(text: string): number | null {
  return /^\d{4}$/.test(text.trim()) ? Number(text) : null
}

/**
 * The bike the mini-program was opened for.
 *
 * A sticker scanned with the phone's own scanner arrives as `q`, the whole address (scene 1011); the round
 * mini-program code carries up to 32 characters as `scene` (1047); our own pages say `bike`.
 */
export function bikeOfLaunch(query: Record<string, string | undefined>): number | null {
  if (query.q) return bikeOfCode(decodeURIComponent(query.q))
  if (query.scene) return bikeOfNumber(decodeURIComponent(query.scene).replace(/^b=/, ''))
  return query.bike ? bikeOfNumber(written(Number(query.bike))) : null
}
