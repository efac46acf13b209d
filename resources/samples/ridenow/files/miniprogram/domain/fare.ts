/** Money is counted in fen, never in fractions of a yuan. */
const FIRST_MINUTES = 15
const FIRST_FARE = 150
const STEP_MINUTES = 10
const STEP_FARE = 50
const DAY_FARE = 1500

/** What a ride of so many milliseconds costs, in fen: every step that was begun counts. */
export function fare(milliseconds: number): number {
  const minutes = Math.max(0, milliseconds) / 60_000
  const steps = Math.max(0, Math.ceil((minutes - FIRST_MINUTES) / STEP_MINUTES))
  return Math.min(DAY_FARE, FIRST_FARE + steps * STEP_FARE)
}

/** An amount as it is written: ¥1.50. */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`
