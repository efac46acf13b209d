import { LOW_BATTERY, SIGNAL_PATIENCE } from '../../config'
import { written } from '../../domain/bike'
import { Failure, failureOf, Reason } from '../../domain/failure'
import { fare, yuan } from '../../domain/fare'
import { minutes } from '../../domain/ride'
import { metres, Point } from '../../domain/track'
import { api } from '../../services/api'
import { heldLock } from '../../services/held_lock'
import { lockOf } from '../../services/lock'
import { askAgain, follow } from '../../services/place'
import { rides } from '../../services/rides'

/** Figures change by the minute: looking more often only costs battery. */
const LOOK_EVERY = 30_000

Page({
  data: {
    number: '',
    minutes: 1,
    distance: '0 m',
    fare: '',
    place: null as Point | null,
    line: [] as object[],
    rider: [] as object[],
    /** What stands in the way of the person. */
    reason: '' as Reason | '',
    /** What is good to know while riding. */
    hint: '' as Reason | '',
    busy: false,
  },

  lastFix: 0,
  battery: 100,
  timer: 0,
  stop: (() => undefined) as () => void,

  onLoad() {
    const ride = rides.current()
    if (!ride) {
      wx.reLaunch({ url: '/pages/index/index' })
      return
    }
    this.lastFix = Date.now()
    this.setData({ number: written(ride.bike) })
    heldLock.get()?.onClosed(() => this.end())
    this.timer = setInterval(() => this.look(), LOOK_EVERY)
    this.show()
    this.look()
    this.follow()
  },

  onUnload() {
    clearInterval(this.timer)
    this.stop()
  },

  async follow() {
    try {
      this.stop = await follow(
        (fix) => {
          this.lastFix = Date.now()
          const grown = rides.move(fix)
          if (grown || this.data.hint === 'no-signal') this.show()
        },
        () => this.setData({ hint: 'no-signal' }),
      )
      this.setData({ reason: '' })
    } catch (error) {
      this.setData({ reason: failureOf(error).reason })
    }
  },

  /** Everything the screen says about the ride, in one go. */
  show() {
    const ride = rides.current()
    if (!ride) return
    const now = Date.now()
    const place = ride.path[ride.path.length - 1] ?? null
    const silent = now - this.lastFix > SIGNAL_PATIENCE
    this.setData({
      minutes: minutes(ride, now),
      distance: metres(ride.metres),
      fare: yuan(fare((ride.endedAt ?? now) - ride.startedAt)),
      place,
      line: ride.path.length > 1 ? [{ points: ride.path, color: '#0b6b55', width: 6 }] : [],
      rider: place ? [{ id: 1, ...place, iconPath: '/images/bike-chosen.png', width: 44, height: 44 }] : [],
      hint: silent ? 'no-signal' : this.battery <= LOW_BATTERY ? 'low-battery' : '',
    })
  },

  look() {
    wx.getBatteryInfo({
      success: ({ level }) => { this.battery = Number(level) },
      complete: () => this.show(),
    })
  },

  /** The lever was pushed down, or the person says so: only the lock knows. */
  async end() {
    if (this.data.busy) return
    this.setData({ busy: true, reason: '' })
    try {
      await this.close()
      wx.redirectTo({ url: '/pages/bill/bill?for=ride' })
    } catch (error) {
      this.setData({ busy: false, reason: failureOf(error).reason })
    }
  },

  async close() {
    const ride = rides.current()
    if (!ride) return
    if (!ride.endedAt) {
      if (!(await this.isClosed(ride.bike))) throw new Failure('lock-open')
      rides.change({ endedAt: Date.now() })
    }
    const { startedAt, endedAt } = rides.current()!
    const { fen } = await api.end(ride.id, startedAt, endedAt!)
    rides.change({ fen })
    heldLock.release()
  },

  /** Ask the lock; a connection that broke on the way is made anew. */
  async isClosed(bike: number): Promise<boolean> {
    try {
      const lock = heldLock.get()
      if (lock) return await lock.isClosed()
    } catch {
      heldLock.release()
    }
    const lock = await lockOf(bike, () => undefined)
    heldLock.hold(lock)
    lock.onClosed(() => this.end())
    return lock.isClosed()
  },

  async help(event: WechatMiniprogram.CustomEvent<{ reason: Reason }>) {
    const { reason } = event.detail
    if (reason === 'location-denied') {
      await askAgain('scope.userLocation')
      await this.follow()
    } else if (reason === 'bluetooth-denied') {
      await askAgain('scope.bluetooth')
      await this.end()
    } else if (reason === 'location-off') await this.follow()
    else await this.end()
  },
})
