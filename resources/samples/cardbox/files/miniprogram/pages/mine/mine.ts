import { blank } from '../../domain/card'
import { Failure, Reason } from '../../domain/failure'
import { Modules, qrCode } from '../../domain/qr'
import { writeVCard } from '../../domain/vcard'
import { box } from '../../services/box'

/** White around a code, in modules: without it scanners do not find the edge. */
const QUIET = 3

Page({
  data: {
    card: blank(),
    reason: '' as Reason | '',
    drawn: false,
  },

  async onShow() {
    try {
      const card = await box.mine()
      this.setData({ card, reason: '', drawn: false })
      if (card.name) this.draw(qrCode(writeVCard(card)))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      this.setData({ reason: error.reason })
    }
  },

  onShareAppMessage() {
    const { card } = this.data
    return { title: card.name, path: `/pages/edit/edit?card=${encodeURIComponent(writeVCard(card))}` }
  },

  draw(modules: Modules | null) {
    if (!modules) {
      this.setData({ reason: 'too-long' })
      return
    }
    wx.createSelectorQuery().select('#code').fields({ node: true, size: true }).exec(([found]) => {
      if (!found) return
      const canvas = found.node as WechatMiniprogram.Canvas
      const side = modules.length + 2 * QUIET
      const scale = Math.max(4, Math.ceil((found.width * wx.getWindowInfo().pixelRatio) / side))
      canvas.width = canvas.height = side * scale
      const pen = canvas.getContext('2d')
      pen.fillStyle = '#ffffff'
      pen.fillRect(0, 0, canvas.width, canvas.height)
      pen.fillStyle = '#1d1826'
      modules.forEach((row, y) => row.forEach((dark, x) => {
        if (dark) pen.fillRect((x + QUIET) * scale, (y + QUIET) * scale, scale, scale)
      }))
      this.setData({ drawn: true })
    })
  },

  edit() {
    wx.navigateTo({ url: '/pages/edit/edit?for=mine' })
  },
})
