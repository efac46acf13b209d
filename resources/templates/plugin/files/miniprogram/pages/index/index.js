const greeter = requirePlugin('greeter')

Page({
  data: {
    name: '',
    greeting: greeter.greet('')
  },

  onInput(event) {
    const name = event.detail.value
    this.setData({ name, greeting: greeter.greet(name) })
  },

  about() {
    wx.navigateTo({ url: 'plugin://greeter/about' })
  }
})
