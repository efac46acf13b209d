import { Bike, bikeOfLaunch, bikeOfNumber, written } from '../../domain/bike'
import { failureOf, Reason } from '../../domain/failure'
import { distance, metres, Point } from '../../domain/track'
import { api } from '../../services/api'
import { askAgain, here } from '../../services/place'
import { rides } from '../../services/rides'
import { scanBike } from '../../services/scanner'

type Marker = Point & { id: number; iconPath: string; width: number; height: number }

/** Where the map looks while nobody has told where the rider is. */
const HOME: Point = { latitude: 23.1264, longitude: 113.2697 }
const WEAK_LOCK = 10

function marker(bike: Bike, chosen: number): Marker {
  const picture = bike.charge < WEAK_LOCK ? 'off' : bike.number === chosen ? 'chosen' : 'free'
  const side = picture === 'chosen' ? 52 : 40
  return { id: bike.number, latitude: bike.latitude, longitude: bike.longitude, iconPath: `/images/bike-${picture}.png`, width: side, height: side }
}

Page({
  data: {
    place: HOME,
    located: false,
    markers: [] as Marker[],
    parking: [] as object[],
    reason: '' as Reason | '',
    /** The bike that was touched on the map. */
    chosen: { number: '', charge: 0, away: '' },
    typing: false,
    busy: false,
    unpaid: false,
  },

  bikes: [] as Bike[],

  onLoad(query) {
    const bike = bikeOfLaunch(query)
    const ride = rides.current()
    if (ride && !ride.endedAt) wx.redirectTo({ url: '/pages/ride/ride' })
    else if (bike !== null && !ride) this.unlock(bike)
    else if (query.q) this.setData({ reason: 'foreign-code' })
    // The bikes are there while the person still thinks about the permission.
    this.load()
    this.locate()
  },

  onShow() {
    this.setData({ unpaid: rides.current()?.endedAt != null })
  },

  onShareAppMessage() {
    return { title: 'Bikes at every corner', path: '/pages/index/index' }
  },

  async locate() {
    try {
      const place = await here()
      this.setData({ place, located: true, reason: '' })
    } catch (error) {
      this.setData({ located: false, reason: failureOf(error).reason })
    }
    await this.load()
  },

  async load() {
    try {
      const { bikes, parking } = await api.bikesAround(this.data.place)
      this.bikes = bikes
      const area = { strokeWidth: 1, strokeColor: '#0b6b5580', fillColor: '#0b6b5526' }
      this.setData({ markers: bikes.map((bike) => marker(bike, 0)), parking: parking.map((points) => ({ points, ...area })) })
    } catch (error) {
      this.setData({ reason: failureOf(error).reason })
    }
  },

  choose(event: WechatMiniprogram.MarkerTap) {
    const bike = this.bikes.find(({ number }) => number === event.detail.markerId)
    if (!bike) return
    const away = this.data.located ? metres(distance(this.data.place, bike)) : ''
    this.setData({
      chosen: { number: written(bike.number), charge: bike.charge, away },
      markers: this.bikes.map((each) => marker(each, bike.number)),
      typing: false,
    })
  },

  letGo() {
    if (!this.data.chosen.number) return
    this.setData({ 'chosen.number': '', markers: this.bikes.map((each) => marker(each, 0)) })
  },

  async scan() {
    this.setData({ busy: true, reason: '', typing: false })
    try {
      const bike = await scanBike()
      if (bike !== null) this.unlock(bike)
    } catch (error) {
      this.setData({ reason: failureOf(error).reason })
    }
    this.setData({ busy: false })
  },

  type() {
    this.setData({ typing: true, reason: '' })
  },

  onNumber(event: WechatMiniprogram.Input) {
    const bike = bikeOfNumber(event.detail.value)
    if (bike === null) return
    wx.hideKeyboard({ fail: () => undefined })
    this.setData({ typing: false })
    this.unlock(bike)
  },

  unlockChosen() {
    this.unlock(Number(this.data.chosen.number))
  },

  unlock(bike: number) {
    if (rides.current()) this.pay()
    else wx.navigateTo({ url: `/pages/unlock/unlock?bike=${bike}` })
  },

  pay() {
    wx.navigateTo({ url: '/pages/bill/bill?for=ride' })
  },

  openTrips() {
    wx.navigateTo({ url: '/pages/trips/trips' })
  },

  async help(event: WechatMiniprogram.CustomEvent<{ reason: Reason }>) {
    const { reason } = event.detail
    if (reason === 'foreign-code') await this.scan()
    else if (reason === 'camera-denied') this.type()
    else {
      if (reason === 'location-denied') await askAgain('scope.userLocation')
      await this.locate()
    }
  },
})
