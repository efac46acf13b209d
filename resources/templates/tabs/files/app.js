App({
  globalData: {
    favourites: []
  },

  onLaunch() {
    this.globalData.favourites = wx.getStorageSync('favourites') || []
  },

  /** Adds a place to the favourites, or takes it out; returns whether it is one now. */
  toggleFavourite(id) {
    const list = this.globalData.favourites
    const at = list.indexOf(id)
    if (at < 0) {
      list.push(id)
    } else {
      list.splice(at, 1)
    }
    wx.setStorageSync('favourites', list)
    return at < 0
  }
})
