import { begun, Ride } from '../domain/ride'
import { Point, step } from '../domain/track'

const CURRENT = 'ride'
const PAST = 'rides'
const MOST = 50

let ride: Ride | null = null

function keep(changed: Ride | null): void {
  ride = changed
  if (changed) wx.setStorageSync(CURRENT, changed)
  else wx.removeStorageSync(CURRENT)
}

/** The ride under way and those before; both outlive the end of the app. */
export const rides = {
  restore(): void {
    ride = wx.getStorageSync<Ride | ''>(CURRENT) || null
  },
  current: (): Ride | null => ride,
  past: (): Ride[] => wx.getStorageSync<Ride[]>(PAST) || [],

  begin(id: string, bike: number): void {
    keep(begun(id, bike, Date.now()))
  },

  /** Take a new fix along; whether the way has grown by it. */
  move(fix: Point & { accuracy?: number }): boolean {
    if (!ride || ride.endedAt) return false
    const metres = step(ride.path, fix)
    if (ride.path.length && !metres) return false
    keep({ ...ride, path: [...ride.path, { latitude: fix.latitude, longitude: fix.longitude }], metres: ride.metres + metres })
    return true
  },

  change(values: Partial<Ride>): void {
    if (ride) keep({ ...ride, ...values })
  },

  /** The ride is paid: it goes to the others. */
  settle(): void {
    if (!ride) return
    wx.setStorageSync(PAST, [{ ...ride, paid: true }, ...rides.past()].slice(0, MOST))
    keep(null)
  },
}
