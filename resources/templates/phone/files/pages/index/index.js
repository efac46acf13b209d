/** Calls the phone, and shows on its card what came back, good or bad. */
Page({
  data: {
    cards: [
      { id: 'locate', sign: '📍', title: 'Where am I?', hint: 'Answers with the place chosen under Device › Location.' },
      { id: 'scan', sign: '🔎', title: 'Scan a code', hint: 'Answers with the code you give the camera.' },
      { id: 'pay', sign: '💳', title: 'Pay', hint: 'Asks you, or answers as Device › Payment says.' },
      { id: 'network', sign: '📶', title: 'How am I connected?', hint: 'Answers with the connection under Device › Network.' }
    ],
    results: {}
  },

  run(event) {
    const { id } = event.currentTarget.dataset
    this.show(id, 'busy', 'Waiting for the phone…')
    this[id]().then(
      (words) => this.show(id, 'good', words),
      (error) => this.show(id, 'bad', error.errMsg)
    )
  },

  show(id, state, words) {
    this.setData({ [`results.${id}`]: { state, words } })
  },

  async locate() {
    const place = await wx.getLocation({ type: 'gcj02' })
    return `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)} (± ${Math.round(place.accuracy)} m)`
  },

  async scan() {
    const code = await wx.scanCode({})
    return `${code.scanType}: ${code.result}`
  },

  async pay() {
    await wx.requestPayment({
      timeStamp: String(Math.floor(Date.now() / 1000)),
      nonceStr: Math.random().toString(36).slice(2),
      package: 'prepay_id=wx-example-order',
      signType: 'RSA',
      paySign: 'signed-by-your-server'
    })
    return 'Paid'
  },

  async network() {
    const { networkType } = await wx.getNetworkType()
    return networkType
  }
})
