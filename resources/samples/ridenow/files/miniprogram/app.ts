import { bikeOfLaunch } from './domain/bike'
import { rides } from './services/rides'

App({
  onLaunch() {
    rides.restore()
  },

  /** A code scanned outside (scenes 1011 and 1047) may come while the app is already open. */
  onShow({ query, path }) {
    const bike = bikeOfLaunch(query)
    const pages = getCurrentPages()
    if (bike !== null && pages.length > 1 && path === 'pages/index/index' && !rides.current()) {
      wx.reLaunch({ url: `/pages/index/index?bike=${bike}` })
    }
  },
})
