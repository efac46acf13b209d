import { Reason, wasCancelled } from '../../domain/failure'
import { drafts } from '../../services/drafts'

Page({
  data: {
    reason: '' as Reason | '',
    allowed: true,
    busy: false,
    light: 'off' as 'off' | 'torch',
  },

  /** The camera element asks for permission itself and says here that it was refused. */
  onCameraError() {
    this.setData({ allowed: false, reason: 'camera-denied' })
  },

  shoot() {
    if (this.data.busy) return
    this.setData({ busy: true })
    wx.createCameraContext().takePhoto({
      quality: 'high',
      success: ({ tempImagePath }) => this.read(tempImagePath),
      fail: () => this.setData({ reason: 'camera-denied' }),
      complete: () => this.setData({ busy: false }),
    })
  },

  async choose() {
    try {
      const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['album'], sizeType: ['compressed'] })
      this.read(tempFiles[0].tempFilePath)
    } catch (error) {
      if (!wasCancelled(error)) this.setData({ reason: 'album-denied' })
    }
  },

  switchLight() {
    this.setData({ light: this.data.light === 'off' ? 'torch' : 'off' })
  },

  read(photo: string) {
    drafts.begin({ photo, unread: true })
    wx.redirectTo({ url: '/pages/edit/edit' })
  },

  async help() {
    const { authSetting } = await wx.openSetting({})
    if (authSetting['scope.camera']) this.setData({ allowed: true, reason: '' })
  },
})
