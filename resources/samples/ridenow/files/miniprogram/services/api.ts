import { SERVER } from '../config'
import { Bike } from '../domain/bike'
import { Failure, Reason } from '../domain/failure'
import { Point } from '../domain/track'
import { localServer } from './local_server'

/** A bike lent to this person: what opens its lock, once. */
export interface Grant {
  ride: string
  bike: number
  key: number[]
}

/** What wx.requestPayment wants; only a server can sign it. */
export interface Bill {
  order: string
  fen: number
  payment: Pick<WechatMiniprogram.RequestPaymentOption, 'timeStamp' | 'nonceStr' | 'package' | 'paySign'> & { signType: 'RSA' }
}

export type Said = 'ok' | 'cancel' | 'fail'

/** The routes of the server with what they take and give. */
interface Routes {
  bikes: { take: Point; give: { bikes: Bike[]; parking: Point[][] } }
  grant: { take: { bike: number }; give: Grant }
  end: { take: { ride: string; startedAt: number; endedAt: number }; give: { fen: number } }
  bill: { take: { for: 'deposit' | 'ride'; ride: string }; give: Bill }
  paid: { take: { order: string; said: Said }; give: { paid: boolean } }
}

export type Route = keyof Routes
export type Server = <R extends Route>(route: R, body: Routes[R]['take']) => Promise<Reply<Routes[R]['give']>>

/** Either what was asked for, or why not. */
export type Reply<T> = { ok: true; data: T } | { ok: false; reason: Reason }

const remote: Server = (route, body) =>
  new Promise((resolve, reject) => {
    wx.request({
      url: `${SERVER}/${route}`,
      method: 'POST',
      data: body,
      timeout: 8000,
      success: ({ statusCode, data }) => (statusCode === 200 ? resolve(data as never) : reject(new Failure('server', `${route}: ${statusCode}`))),
      fail: ({ errMsg }) => reject(new Failure('offline', errMsg)),
    })
  })

async function ask<R extends Route>(route: R, body: Routes[R]['take']): Promise<Routes[R]['give']> {
  const reply = await (SERVER ? remote : localServer)(route, body)
  if (!reply.ok) throw new Failure(reply.reason, route)
  return reply.data
}

export const api = {
  /** Bikes and parking places around a place. */
  bikesAround: (place: Point) => ask('bikes', place),
  /** Lend a bike: checks it and gives the key of its lock. */
  grant: (bike: number) => ask('grant', { bike }),
  /** The ride is over; the server says what it costs. */
  end: (ride: string, startedAt: number, endedAt: number) => ask('end', { ride, startedAt, endedAt }),
  deposit: () => ask('bill', { for: 'deposit', ride: '' }),
  bill: (ride: string) => ask('bill', { for: 'ride', ride }),
  /**
   * Whether an order is paid. What the phone saw is passed on for the log: a server believes the payment
   * service, never the client.
   */
  isPaid: async (order: string, said: Said) => (await ask('paid', { order, said })).paid,
}
