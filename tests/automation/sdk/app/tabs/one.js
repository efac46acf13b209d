Page({
  data: { came: '' },
  onTabItemTap({ text }) {
    this.setData({ came: text })
  },
  onShareAppMessage() {
    return { title: 'Shared' }
  },
})
