// Elements: what they are, how they look, fingers and events.
module.exports = async ({ open, step, until, assert }) => {
  const page = await open('/pages/home/home')
  const head = await page.$('#head')
  const log = async () => page.data('log')
  const forget = () => page.setData({ log: [] })

  step('what an element is')
  assert.equal(head.tagName, 'view')
  assert.equal(await head.text(), 'Hello world')
  assert.deepEqual([(await head.size()).height, await head.offset()], [40, { left: 10, top: 0 }])
  assert.equal(await head.attribute('class'), 'head bar')
  assert.equal(await head.attribute('data-kind'), 'top')
  assert.equal(await head.attribute('none'), null)
  assert.equal(await head.style('color'), 'rgb(255, 0, 0)')
  assert.equal(await head.property('hoverStayTime'), 400)
  await assert.rejects(head.attribute(1), { message: 'name must be a string' })

  step('WXML')
  const row = (await page.$$('.row'))[1]
  assert.equal(await row.wxml(), '<text class="label">two</text>')
  assert.equal(await row.outerWxml(), '<view class="row" data-id="2"><text class="label">two</text></view>')
  const card = await page.$('#card')
  const leaves = ['<my-leaf class="own" value="1"><text class="leaf">leaf 1</text></my-leaf>', '<my-leaf id="leaf" value="7"><text class="leaf">leaf 7</text></my-leaf>']
  assert.equal(await card.wxml(), `<view class="frame"><text class="title">Card</text>${leaves.join('')}<view class="inside">in the slot</view></view>`)

  step('a tap')
  await row.tap()
  assert.deepEqual(await log(), ['tap 2'])
  await forget()

  step('a long press')
  await head.longpress()
  assert.deepEqual((await log()).map((line) => line.split(' ')[0]), ['touchstart', 'longpress', 'touchend'])
  await forget()
  await (await page.$('.plain')).longpress()
  assert.deepEqual(await log(), ['longtap'])
  await forget()

  step('fingers')
  const touch = (pageX, pageY) => ({ touches: [{ identifier: 0, pageX, pageY }], changedTouches: [{ identifier: 0, pageX, pageY }] })
  // Nobody here listens to long presses: a busy computer may take that long between two steps.
  const pad = await page.$('.pad')
  await pad.touchstart(touch(50, 10))
  await pad.touchmove(touch(90, 15))
  await pad.touchend({ touches: [], changedTouches: [{ identifier: 0, pageX: 90, pageY: 15 }] })
  assert.deepEqual(await log(), ['touchstart 50 10 1', 'touchmove 90 15 1', 'touchend 90 15 0'])
  await assert.rejects(pad.touchmove(touch(1, 1)), { message: 'no finger is down: touchmove follows a touchstart' })
  await forget()

  step('a finger scrolls the page')
  await head.touchstart(touch(50, 30))
  for (const pageY of [20, 0, -60]) await head.touchmove({ changedTouches: [{ identifier: 0, clientX: 50, clientY: pageY }] })
  await head.touchend()
  await until(async () => (await page.scrollTop()) > 50)
  await page.setData({ log: [] })

  step('events')
  await head.trigger('longpress')
  await head.dispatchEvent({ eventName: 'tap' })
  assert.deepEqual(await log(), ['longpress', 'tap top'])
}
