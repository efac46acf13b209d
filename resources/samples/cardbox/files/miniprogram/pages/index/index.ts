import { initials, tint } from '../../domain/card'
import { Failure, Reason } from '../../domain/failure'
import { Group, listed } from '../../domain/listing'
import { box } from '../../services/box'
import { pickContact } from '../../services/contacts'
import { drafts } from '../../services/drafts'
import { scanCard } from '../../services/scanner'

Page({
  data: {
    groups: [] as Group[],
    count: 0,
    search: '',
    mine: { name: '', initials: '', tint: 0 },
    reason: '' as Reason | '',
    loaded: false,
  },

  onShow() {
    this.load()
  },

  onShareAppMessage() {
    return { title: 'All your business cards in one box', path: '/pages/index/index' }
  },

  async load() {
    try {
      const [cards, mine] = [await box.all(), await box.mine()]
      this.setData({
        groups: listed(cards, this.data.search),
        count: cards.length,
        mine: { name: mine.name, initials: mine.name && initials(mine.name), tint: tint(mine.name) },
        loaded: true,
      })
    } catch (error) {
      this.fail(error)
    }
  },

  onSearch(event: WechatMiniprogram.Input) {
    this.setData({ search: event.detail.value })
    this.load()
  },

  open(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/card/card?id=${event.currentTarget.dataset.id}` })
  },

  openMine() {
    wx.navigateTo({ url: '/pages/mine/mine' })
  },

  photograph() {
    wx.navigateTo({ url: '/pages/capture/capture' })
  },

  async scan() {
    await this.begin(scanCard)
  },

  pick() {
    return this.begin(pickContact)
  },

  write() {
    drafts.begin({})
    wx.navigateTo({ url: '/pages/edit/edit' })
  },

  /** Begin a card with what was found; nothing happens when the person gave up. */
  async begin(find: typeof scanCard) {
    this.setData({ reason: '' })
    try {
      const details = await find()
      if (!details) return
      drafts.begin({ details })
      wx.navigateTo({ url: '/pages/edit/edit' })
    } catch (error) {
      this.fail(error)
    }
  },

  async help(event: WechatMiniprogram.CustomEvent<{ reason: Reason }>) {
    const { reason } = event.detail
    if (reason === 'camera-denied') await wx.openSetting({})
    else if (reason === 'foreign-code') await this.scan()
    else await this.load()
  },

  fail(error: unknown) {
    if (!(error instanceof Failure)) throw error
    this.setData({ reason: error.reason })
  },
})
