const places = require('../../places')

Page({
  data: {
    first: places[0],
    more: places.slice(1)
  },

  explore() {
    wx.switchTab({ url: '/pages/explore/explore' })
  }
})
