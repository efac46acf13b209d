// What a person does around the app: bars, modals, and the phone's own sheets.
module.exports = async ({ mini, open, step, until, assert }) => {
  const native = mini.native()
  /** Begin something in the app that a person has to answer; it keeps what came of it. */
  const begin = (api, options = {}) => mini.evaluate((name, given) => {
    const app = getApp()
    app.came = undefined
    wx[name]({ ...given, success: (result) => { app.came = result }, fail: ({ errMsg }) => { app.came = { errMsg } } })
  }, api, options)
  const came = async () => {
    await until(() => mini.evaluate(() => getApp().came !== undefined))
    return mini.evaluate(() => getApp().came)
  }

  await open('/pages/controls/controls')
  step('home and back')
  await native.goHome()
  assert.equal((await mini.currentPage()).path, 'pages/home/home')
  await mini.callWxMethod('navigateTo', { url: '/pages/controls/controls' })
  await native.navigateLeft()
  assert.equal((await mini.currentPage()).path, 'pages/home/home')
  await assert.rejects(native.navigateLeft(), { message: /only one is open/ })

  step('tabs')
  await assert.rejects(native.switchTab({ url: 'tabs/one' }), { message: 'the tab bar is not on the screen.' })
  await open('/tabs/two')
  await native.switchTab({ url: '/tabs/one' })
  const page = await mini.currentPage()
  assert.equal(page.path, 'tabs/one')
  await until(async () => (await page.data('came')) === 'One')
  await assert.rejects(native.switchTab({ url: 'pages/home/home' }), { message: /is no tab; tabs are: tabs\/one, tabs\/two/ })

  step('modals')
  await begin('showModal', { title: 'Sure?' })
  await native.confirmModal()
  assert.equal((await came()).confirm, true)
  await begin('showModal', { title: 'Sure?' })
  await native.cancelModal()
  assert.equal((await came()).cancel, true)
  await begin('showModal', { title: 'Sure!', showCancel: false })
  await assert.rejects(native.cancelModal(), { message: 'the modal has no such button.' })
  await native.confirmModal()

  step('consent')
  await begin('getLocation')
  await native.authorizeCancel()
  assert.match((await came()).errMsg, /getLocation:fail/)
  await begin('authorize', { scope: 'scope.camera' })
  await native.authorizeAllow()
  assert.equal((await came()).errMsg, 'authorize:ok')

  step('payment')
  await begin('requestPayment', { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=7', signType: 'MD5', paySign: 's' })
  await native.closePaymentDialog()
  assert.equal((await came()).errMsg, 'requestPayment:fail cancel')

  step('sharing')
  await (await page.$('#share')).tap()
  await native.shareCancel()
  await (await page.$('#share')).tap()
  await native.shareConfirm()
}
