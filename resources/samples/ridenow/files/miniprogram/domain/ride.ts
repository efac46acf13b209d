import { Point } from './track'

/** A ride, from the open lock to the paid fare. Times are milliseconds since 1970. */
export interface Ride {
  id: string
  bike: number
  startedAt: number
  endedAt: number | null
  path: Point[]
  metres: number
  /** The fare in fen, known once the ride has ended. */
  fen: number | null
  paid: boolean
  /** A picture of the parked bike. */
  photo: string
}

export const begun = (id: string, bike: number, now: number): Ride => ({
  id,
  bike,
  startedAt: now,
  endedAt: null,
  path: [],
  metres: 0,
  fen: null,
  paid: false,
  photo: '',
})

/** How long a ride has lasted, in whole minutes that were begun. */
export const minutes = (ride: Ride, now: number): number => Math.max(1, Math.ceil(((ride.endedAt ?? now) - ride.startedAt) / 60_000))

/** A day and a time as they are written: 05-01 08:03. */
export function moment(time: number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
