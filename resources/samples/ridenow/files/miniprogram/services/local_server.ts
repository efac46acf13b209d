import { Bike } from '../domain/bike'
import { Failure } from '../domain/failure'
import { fare } from '../domain/fare'
import { distance, Point } from '../domain/track'
import type { Bill, Reply, Route, Said, Server } from './api'

/** Stands for the server as long as config.ts names none: the same routes, kept in the storage of the phone. */
interface Books {
  deposit: boolean
  orders: Record<string, { for: 'deposit' | 'ride'; fen: number; heardAt: number | null; paid: boolean }>
  fares: Record<string, number>
  rides: number
}

const KEY = 'local-server'
const TRAVEL = 180
const DEPOSIT = 9900
/** How long the payment service takes to tell us; `late` much longer. */
const NOTICE = 600
const LATE_NOTICE = 12_000

/** Steps from the rider to each bike, in degrees; the middle moves along when somebody is far away. */
const AROUND: readonly [number, number, number, number][] = [
  [42, 0.0006, 0.0009, 92],
  [43, -0.0011, 0.0016, 8],
  [44, 0.0018, -0.0012, 67],
  [45, -0.0016, -0.0014, 88],
  [46, 0.0027, 0.0021, 54],
  [47, -0.0004, -0.0026, 73],
  [48, -0.0031, 0.0004, 81],
]
const IN_SERVICE = 43
const FAR = 3000

let middle: Point | null = null

function books(): Books {
  return wx.getStorageSync<Books>(KEY) || { deposit: false, orders: {}, fares: {}, rides: 0 }
}

function note(change: (kept: Books) => void): void {
  const kept = books()
  change(kept)
  wx.setStorageSync(KEY, kept)
}

/** Words of the launch that make it behave otherwise: `late`, `lost`, `member` (the deposit is paid). */
const is = (word: string): boolean => (wx.getLaunchOptionsSync().query.server ?? '').split('-').includes(word)

function around(place: Point): { bikes: Bike[]; parking: Point[][] } {
  if (!middle || distance(middle, place) > FAR) middle = { latitude: place.latitude, longitude: place.longitude }
  const { latitude, longitude } = middle
  const at = (north: number, east: number): Point => ({ latitude: latitude + north, longitude: longitude + east })
  const square = (north: number, east: number, high: number, wide: number): Point[] =>
    [at(north, east), at(north, east + wide), at(north + high, east + wide), at(north + high, east)]
  return {
    bikes: AROUND.map(([number, north, east, charge]) => ({ number, ...at(north, east), charge })),
    parking: [square(0.0003, 0.0005, 0.0007, 0.001), square(-0.0019, -0.0018, 0.0006, 0.001), square(0.0014, -0.0016, 0.0008, 0.0008)],
  }
}

function grant({ bike }: { bike: number }) {
  const kept = books()
  if (!AROUND.some(([number]) => number === bike)) return 'unknown-bike'
  if (bike === IN_SERVICE) return 'bike-in-service'
  if (!kept.deposit && !is('member')) return 'deposit'
  note((now) => { now.rides += 1 })
  return { ride: `ride-${kept.rides + 1}`, bike, key: [0x2a, 0x17, bike & 0xff, 0x5c] }
}

function bill({ for: what, ride }: { for: 'deposit' | 'ride'; ride: string }): Bill {
  const order = `${what}-${ride || 'account'}-${Date.now().toString(36)}`
  const fen = what === 'deposit' ? DEPOSIT : (books().fares[ride] ?? fare(0))
  note((now) => { now.orders[order] = { for: what, fen, heardAt: null, paid: false } })
  const payment = {
    timeStamp: String(Math.floor(Date.now() / 1000)),
    nonceStr: Math.random().toString(36).slice(2, 18),
    package: `prepay_id=${order}`,
    signType: 'RSA' as const,
    paySign: 'signed-by-your-server',
  }
  return { order, fen, payment }
}

/** No payment service is near, so what the phone says stands for its notice; with `lost` the money moves against its word. */
function paid({ order, said }: { order: string; said: Said }): { paid: boolean } {
  note((now) => {
    const known = now.orders[order]
    if (!known || known.paid) return
    const moved = said === 'ok' || (said === 'fail' && is('lost'))
    if (moved && known.heardAt === null) known.heardAt = Date.now() + (is('late') ? LATE_NOTICE : NOTICE)
    known.paid = known.heardAt !== null && Date.now() >= known.heardAt
    if (known.paid && known.for === 'deposit') now.deposit = true
  })
  return { paid: books().orders[order]?.paid ?? false }
}

function end({ ride, startedAt, endedAt }: { ride: string; startedAt: number; endedAt: number }): { fen: number } {
  const fen = fare(endedAt - startedAt)
  note((now) => { now.fares[ride] = fen })
  return { fen }
}

const answers: Record<Route, (body: never) => unknown> = { bikes: around, grant, bill, paid, end }

export const localServer: Server = async (route, body) => {
  await new Promise((done) => setTimeout(done, TRAVEL))
  const { networkType } = await wx.getNetworkType()
  if (networkType === 'none') throw new Failure('offline', route)
  const answer = answers[route](body as never)
  return (typeof answer === 'string' ? { ok: false, reason: answer } : { ok: true, data: answer }) as Reply<never>
}
