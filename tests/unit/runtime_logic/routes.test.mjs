import assert from 'node:assert/strict'
import { test } from 'node:test'
import { perform, playing } from './harness.mjs'

const noted = (name) => `const note = (text) => (global.log = global.log || []).push('${name} ' + text); Page({ onLoad(q) { note('load' + (q.n || '')) }, onShow() { note('show') }, onHide() { note('hide') }, onUnload() { note('unload') }, onTabItemTap(item) { note('tab ' + item.index) } })`

const files = {
  'app.json': JSON.stringify({
    pages: ['pages/a/a', 'pages/b/b', 'pages/c/c'], tabBar: { list: [{ pagePath: 'pages/a/a', text: 'A' }, { pagePath: 'pages/b/b', text: 'B' }] },
  }),
  'app.js': 'App({})',
  'pages/a/a.wxml': '<view/>', 'pages/b/b.wxml': '<view/>', 'pages/c/c.wxml': '<view/>',
  'pages/a/a.js': noted('a'), 'pages/b/b.js': noted('b'), 'pages/c/c.js': noted('c'),
}

const take = (phone) => phone.run('(global.log || []).splice(0).join(", ")')
const go = async (phone, code) => {
  phone.run(`${code}.then((r) => { global.result = r.errMsg }, (e) => { global.result = e.errMsg })`)
  for (let i = 0; i < 3; i += 1) await phone.settle()
  return phone.run('global.result')
}

test('tab pages stay alive; pages over them are unloaded', async () => {
  await playing(files, async (phone) => {
    assert.equal(take(phone), 'a load, a show')
    assert.equal(await go(phone, "wx.switchTab({ url: '/pages/b/b' })"), 'switchTab:ok')
    assert.equal(take(phone), 'a hide, b load, b show')
    assert.equal(await go(phone, "wx.navigateTo({ url: '/pages/c/c?n=1' })"), 'navigateTo:ok')
    assert.equal(take(phone), 'b hide, c load1, c show')
    assert.equal(await go(phone, "wx.switchTab({ url: '/pages/a/a' })"), 'switchTab:ok')
    assert.equal(take(phone), 'c unload, a show')
    assert.equal(await go(phone, "wx.switchTab({ url: '/pages/a/a' })"), 'switchTab:ok')
    assert.equal(take(phone), '')
    assert.equal(await go(phone, "wx.reLaunch({ url: '/pages/c/c?n=2' })"), 'reLaunch:ok')
    assert.equal(take(phone), 'a unload, b unload, c load2, c show')
    assert.deepEqual(phone.state.stack, ['pages/c/c'])
  })
})

test('what cannot be done fails in WeChat\'s words', async () => {
  await playing(files, async (phone) => {
    assert.equal(await go(phone, "wx.navigateTo({ url: '/pages/b/b' })"), 'navigateTo:fail can not navigateTo a tabbar page')
    assert.equal(await go(phone, "wx.redirectTo({ url: '/pages/b/b' })"), 'redirectTo:fail can not redirectTo a tabbar page')
    assert.equal(await go(phone, "wx.switchTab({ url: '/pages/c/c' })"), 'switchTab:fail can not switch to no-tabBar page')
    assert.equal(await go(phone, "wx.navigateTo({ url: 'pages/c/c' })"), 'navigateTo:fail page "pages/a/pages/c/c" is not found')
    assert.equal(await go(phone, 'wx.navigateBack()'), 'navigateBack:fail cannot navigate back at first page.')
    for (let n = 2; n <= 10; n += 1) assert.equal(await go(phone, "wx.navigateTo({ url: '../c/c' })"), 'navigateTo:ok')
    assert.equal(await go(phone, "wx.navigateTo({ url: '../c/c' })"), 'navigateTo:fail webview count limit exceed')
    assert.equal(phone.run('getCurrentPages().length'), 10)
    assert.equal(await go(phone, 'wx.navigateBack({ delta: 99 })'), 'navigateBack:ok')
    assert.deepEqual(phone.state.stack, ['pages/a/a'])
  })
})

test('a tap on a tab switches and tells the page', async () => {
  await playing(files, async (phone) => {
    take(phone)
    phone.send({ type: 'page-event', page: phone.top.open.page, name: 'tab-tap', detail: { index: '1', pagePath: 'pages/b/b', text: 'B' } })
    for (let i = 0; i < 3; i += 1) await phone.settle()
    assert.equal(take(phone), 'a hide, b load, b show, b tab 1')
  })
})

test('opener and opened page speak through their event channel', async () => {
  await playing({
    ...files,
    'pages/c/c.js': "Page({ onLoad() { const c = this.getOpenerEventChannel(); c.on('give', (v) => { global.got = v; c.emit('back', v + 1) }) } })",
  }, async (phone) => {
    phone.run("wx.navigateTo({ url: '/pages/c/c', events: { back: (v) => { global.back = v } }, success: (r) => r.eventChannel.emit('give', 1) })")
    for (let i = 0; i < 3; i += 1) await phone.settle()
    assert.deepEqual([phone.run('global.got'), phone.run('global.back')], [1, 2])
  })
})

test('a page that does not exist is told to onPageNotFound, which may redirect', async () => {
  await playing({
    ...files,
    'app.js': "App({ onPageNotFound(r) { global.notFound = r.path; wx.redirectTo({ url: '/pages/c/c' }) } })",
  }, async (phone) => {
    await phone.settle()
    assert.equal(phone.run('global.notFound'), 'pages/x/x')
  }, { launch: { path: 'pages/x/x' } })
})

test('a page instance knows its route, and every tab page its own custom tab bar', async () => {
  await playing({
    ...files,
    'app.json': files['app.json'].replace('"tabBar":{', '"tabBar":{"custom":true,'),
    'custom-tab-bar/index.json': '{"component": true}',
    'custom-tab-bar/index.wxml': '<view class="bar">{{selected}}</view>',
    'custom-tab-bar/index.js': 'Component({ data: { selected: 0 } })',
    'pages/b/b.js': "Page({ onShow() { this.getTabBar().setData({ selected: 1 }) } })",
  }, async (phone) => {
    await go(phone, "wx.switchTab({ url: '/pages/b/b' })")
    assert.match(phone.pageOf('pages/b/b').root.content, /1$/)
    assert.match(phone.pageOf('pages/a/a').root.content, /0$/)
    assert.equal(phone.run('getCurrentPages()[0].route'), 'pages/b/b')
    assert.equal(phone.run('getCurrentPages()[0].is'), 'pages/b/b')
  })
})

test('the tab bar can be changed while the app starts', async () => {
  const app = { pages: ['pages/a/a', 'pages/b/b'], tabBar: { list: [{ pagePath: 'pages/a/a', text: 'A' }, { pagePath: 'pages/b/b', text: 'B' }] } }
  await playing({
    'app.json': JSON.stringify(app), 'app.js': "App({ onLaunch() { wx.hideTabBar().then((result) => { global.hidden = result.errMsg }) } })",
    'pages/a/a.wxml': '<view/>', 'pages/a/a.js': 'Page({})', 'pages/b/b.wxml': '<view/>', 'pages/b/b.js': 'Page({})',
  }, async (phone) => {
    await phone.settle()
    assert.equal(phone.run('global.hidden'), 'hideTabBar:ok')
    assert.deepEqual(phone.reports, [])
  }, { apis: { hideTabBar: perform } })
})
