import { Card } from '../../domain/card'
import { Failure, Reason } from '../../domain/failure'
import { writeVCard } from '../../domain/vcard'
import { box } from '../../services/box'
import { saveContact } from '../../services/contacts'

Page({
  data: {
    card: null as Card | null,
    reason: '' as Reason | '',
    saved: false,
  },

  id: '',

  onLoad({ id }) {
    this.id = id ?? ''
  },

  async onShow() {
    try {
      this.setData({ card: await box.find(this.id), reason: '' })
    } catch (error) {
      this.fail(error)
    }
  },

  /** The card itself travels in the path, so the friend needs no server to read it. */
  onShareAppMessage() {
    const { card } = this.data
    if (!card) return { title: 'CardBox', path: '/pages/index/index' }
    return { title: card.name, path: `/pages/edit/edit?card=${encodeURIComponent(writeVCard(card))}` }
  },

  call() {
    const { card } = this.data
    if (card) wx.makePhoneCall({ phoneNumber: card.phone, fail: () => undefined })
  },

  copy(event: WechatMiniprogram.TouchEvent) {
    wx.setClipboardData({ data: event.currentTarget.dataset.text })
  },

  async keep() {
    const { card } = this.data
    if (!card) return
    this.setData({ reason: '' })
    try {
      if (await saveContact(card)) this.setData({ saved: true })
    } catch (error) {
      this.fail(error)
    }
  },

  edit() {
    wx.navigateTo({ url: `/pages/edit/edit?id=${this.id}` })
  },

  async remove() {
    const { confirm } = await wx.showModal({ title: 'Take this card out?', content: this.data.card?.name ?? '', confirmText: 'Remove', cancelText: 'Keep' })
    if (!confirm) return
    await box.remove(this.id)
    wx.navigateBack()
  },

  help(event: WechatMiniprogram.CustomEvent<{ reason: Reason }>) {
    if (event.detail.reason === 'contacts-denied') wx.setClipboardData({ data: this.data.card?.phone ?? '' })
  },

  fail(error: unknown) {
    if (!(error instanceof Failure)) throw error
    this.setData({ reason: error.reason })
  },
})
