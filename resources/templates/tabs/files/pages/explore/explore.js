const places = require('../../places')
const app = getApp()

Page({
  data: {
    places: [],
    words: ''
  },

  onShow() {
    this.find()
  },

  onInput(event) {
    this.setData({ words: event.detail.value })
    this.find()
  },

  onTap(event) {
    app.toggleFavourite(event.currentTarget.dataset.id)
    this.find()
  },

  find() {
    const words = this.data.words.trim().toLowerCase()
    this.setData({
      places: places
        .filter((place) => place.name.toLowerCase().includes(words))
        .map((place) => ({ ...place, liked: app.globalData.favourites.includes(place.id) }))
    })
  }
})
