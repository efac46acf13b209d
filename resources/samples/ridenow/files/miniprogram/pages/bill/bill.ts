import { written } from '../../domain/bike'
import { failureOf, Reason } from '../../domain/failure'
import { yuan } from '../../domain/fare'
import { minutes } from '../../domain/ride'
import { metres } from '../../domain/track'
import { api, Bill } from '../../services/api'
import { pay } from '../../services/pay'
import { rides } from '../../services/rides'

Page({
  data: {
    what: 'ride' as 'ride' | 'deposit',
    amount: '',
    number: '',
    minutes: 0,
    distance: '',
    photo: '',
    reason: '' as Reason | '',
    busy: false,
    paid: false,
  },

  bill: null as Bill | null,

  onLoad(query) {
    const what = query.for === 'deposit' ? 'deposit' : 'ride'
    const ride = rides.current()
    if (what === 'ride' && ride) {
      this.setData({ number: written(ride.bike), minutes: minutes(ride, Date.now()), distance: metres(ride.metres), photo: ride.photo })
    }
    this.setData({ what })
    this.prepare()
  },

  /** Ask the server for the bill; once it is there, paying again uses the same order. */
  async prepare(): Promise<Bill | null> {
    try {
      this.bill ??= await (this.data.what === 'deposit' ? api.deposit() : api.bill(rides.current()?.id ?? ''))
      this.setData({ amount: yuan(this.bill.fen), reason: '' })
    } catch (error) {
      this.setData({ reason: failureOf(error).reason })
    }
    return this.bill
  },

  async pay() {
    if (this.data.busy) return
    this.setData({ busy: true, reason: '' })
    try {
      const bill = await this.prepare()
      if (bill) {
        await pay(bill, () => this.setData({ reason: 'payment-late' }))
        this.setData({ paid: true, reason: '' })
        if (this.data.what === 'ride') rides.settle()
      }
    } catch (error) {
      this.setData({ reason: failureOf(error).reason })
    }
    this.setData({ busy: false })
  },

  async photograph() {
    try {
      const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['camera'], sizeType: ['compressed'] })
      this.setData({ photo: tempFiles[0].tempFilePath })
      rides.change({ photo: tempFiles[0].tempFilePath })
    } catch (error) {
      if (!/cancel/.test((error as { errMsg: string }).errMsg)) wx.showToast({ title: 'The camera is not allowed', icon: 'none' })
    }
  },

  done() {
    if (this.data.what === 'deposit') wx.navigateBack()
    else wx.reLaunch({ url: '/pages/index/index' })
  },
})
