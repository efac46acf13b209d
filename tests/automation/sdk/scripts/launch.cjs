// A project launched by the SDK as it launches the official tool, its routes, and the end of both.
module.exports = async ({ mini, step, until, assert, automator, endpoint }) => {
  const stack = () => mini.evaluate(() => getCurrentPages().map((page) => page.route).join())
  const waits = []
  // The SDK sleeps three seconds after each route; those seconds are spent together.
  const route = async (going, wanted) => {
    waits.push(going)
    await until(async () => (await stack()) === wanted)
  }

  step('routes')
  await route(mini.navigateTo('/pages/controls/controls?a=1'), 'pages/home/home,pages/controls/controls')
  await route(mini.redirectTo('/pages/home/home?b=2'), 'pages/home/home,pages/home/home')
  assert.deepEqual((await mini.currentPage()).query, { b: '2' })
  await route(mini.navigateBack(), 'pages/home/home')
  await route(mini.reLaunch('/pages/controls/controls'), 'pages/controls/controls')
  await route(mini.switchTab('/tabs/two'), 'tabs/two')
  for (const page of await Promise.all(waits)) assert.equal(page.path, 'tabs/two')

  step('the end')
  await mini.close()
  await until(() => automator.connect({ wsEndpoint: endpoint }).then((still) => still.disconnect(), () => true))
}
