import { written } from '../../domain/bike'
import { failureOf, Reason } from '../../domain/failure'
import { api, Grant } from '../../services/api'
import { heldLock } from '../../services/held_lock'
import { lockOf, Stage } from '../../services/lock'
import { askAgain } from '../../services/place'
import { rides } from '../../services/rides'

type Step = 'grant' | Stage | 'opening'

const STEPS: readonly Step[] = ['grant', 'bluetooth', 'finding', 'connecting', 'opening']
const ELSEWHERE: readonly Reason[] = ['unknown-bike', 'bike-in-service', 'lock-refused']

Page({
  data: {
    number: '',
    steps: [
      { name: 'grant', text: 'Checking the bike' },
      { name: 'bluetooth', text: 'Turning to Bluetooth' },
      { name: 'finding', text: 'Finding the lock' },
      { name: 'connecting', text: 'Connecting' },
      { name: 'opening', text: 'Opening the lock' },
    ],
    /** Place of the step that is under way. */
    at: 0,
    open: false,
    reason: '' as Reason | '',
  },

  bike: 0,
  grant: null as Grant | null,
  running: false,
  left: false,

  onLoad({ bike }) {
    this.bike = Number(bike ?? 0)
    this.setData({ number: written(this.bike) })
    // Bluetooth was turned on: go on without a further touch.
    wx.onBluetoothAdapterStateChange(({ available }) => {
      if (available && this.data.reason === 'bluetooth-off') this.unlock()
    })
  },

  /** Also back from the deposit or the settings. */
  onShow() {
    if (!this.data.reason || this.data.reason === 'deposit') this.unlock()
  },

  onUnload() {
    this.left = true
    wx.offBluetoothAdapterStateChange()
    if (!this.data.open) heldLock.release()
  },

  async unlock() {
    if (this.running) return
    this.running = true
    this.setData({ reason: '', at: 0 })
    try {
      this.grant ??= await api.grant(this.bike)
      const lock = await lockOf(this.bike, (stage) => this.reach(stage))
      if (this.left) {
        lock.release()
        return
      }
      heldLock.hold(lock)
      this.reach('opening')
      await lock.open(this.grant.key)
      this.setData({ at: STEPS.length, open: true })
      rides.begin(this.grant.ride, this.bike)
      wx.vibrateShort({ type: 'medium', fail: () => undefined })
      wx.redirectTo({ url: '/pages/ride/ride' })
    } catch (error) {
      heldLock.release()
      const { reason } = failureOf(error)
      if (reason === 'lock-refused') this.grant = null
      this.setData({ reason })
    } finally {
      this.running = false
    }
  },

  reach(step: Step) {
    this.setData({ at: STEPS.indexOf(step) })
  },

  async help(event: WechatMiniprogram.CustomEvent<{ reason: Reason }>) {
    const { reason } = event.detail
    if (ELSEWHERE.includes(reason)) wx.navigateBack()
    else if (reason === 'deposit') wx.navigateTo({ url: '/pages/bill/bill?for=deposit' })
    else {
      if (reason === 'bluetooth-denied') await askAgain('scope.bluetooth')
      await this.unlock()
    }
  },
})
