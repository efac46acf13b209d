const places = require('../../places')
const app = getApp()

Page({
  data: {
    favourites: []
  },

  onShow() {
    const ids = app.globalData.favourites
    this.setData({ favourites: places.filter((place) => ids.includes(place.id)) })
  }
})
