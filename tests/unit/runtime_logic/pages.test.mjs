import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const log = "global.log = global.log || []; const note = (text) => global.log.push(text);"

test('a page shows its data and follows setData after a tap', async () => {
  await playing({
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
    'app.js': 'App({ globalData: { name: "x" } })',
    'app.wxss': '.box { width: 750rpx }',
    'pages/a/a.wxml': '<view id="v" class="box" style="width: 100rpx" bindtap="add">{{n}} {{none}}</view>',
    'pages/a/a.js': 'Page({ data: { n: 1, none: null }, add(e) { global.event = e; this.setData({ n: this.data.n + 1 }, () => { global.done = true }) } })',
  }, async (phone) => {
    const view = phone.top.root.find((node) => node.id === 'v')
    assert.equal(phone.top.root.children[0].tag, 'page')
    assert.equal(view.content, '1 null')
    assert.equal(view.style, 'width: 50px')
    assert.match(phone.top.styles.get('app').css, /\.box \{ width: 375px/)
    phone.tap('v')
    await phone.settle()
    assert.equal(view.content, '2 null')
    assert.equal(phone.run('global.done'), true)
    const event = JSON.parse(phone.run('JSON.stringify(global.event)'))
    assert.equal(event.type, 'tap')
    assert.deepEqual(event.currentTarget, { id: 'v', offsetLeft: 0, offsetTop: 0, dataset: {} })
    assert.deepEqual(phone.state, { stack: ['pages/a/a'], queries: [''], ready: 'pages/a/a', renderer: 'webview' })
    assert.deepEqual(phone.reports, [])
  })
})

test('lifecycles run in the documented order', async () => {
  await playing({
    'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
    'app.js': `${log} App({ onLaunch(o) { note('launch ' + o.path) }, onShow() { note('app show') } })`,
    'pages/a/a.json': '{"usingComponents": {"c": "../../c/c"}}',
    'pages/a/a.wxml': '<c/>',
    'pages/a/a.js': "const note = (text) => global.log.push(text); Page({ onLoad(q) { note('load ' + this.route) }, onShow() { note('show') }, onReady() { note('ready') }, onHide() { note('hide') }, onUnload() { note('unload') } })",
    'pages/b/b.wxml': '<view/>',
    'pages/b/b.js': "const note = (text) => global.log.push(text); Component({ properties: { q: String }, lifetimes: { created() { note('b created') }, attached() { note('b attached ' + this.data.q) }, ready() { note('b component ready') }, detached() { note('b detached') } }, methods: { onLoad(q) { note('b load ' + q.q) }, onShow() { note('b show') }, onReady() { note('b ready') }, onUnload() { note('b unload') } } })",
    'c/c.json': '{"component": true}',
    'c/c.wxml': '<text>c</text>',
    'c/c.js': "const note = (text) => global.log.push(text); Component({ lifetimes: { created() { note('c created') }, attached() { note('c attached') }, ready() { note('c ready') }, detached() { note('c detached') } }, pageLifetimes: { show() { note('c page show') }, hide() { note('c page hide') } } })",
  }, async (phone) => {
    const take = () => phone.run('global.log.splice(0).join(", ")')
    assert.equal(take(), 'launch pages/a/a, app show, c created, c attached, load pages/a/a, c page show, show, c ready, ready')
    phone.run("wx.navigateTo({ url: '../b/b?q=%E4%B8%AD' })")
    await phone.settle()
    await phone.ready()
    assert.equal(take(), 'c page hide, hide, b created, b attached 中, b load %E4%B8%AD, b show, b component ready, b ready')
    phone.run('wx.navigateBack()')
    await phone.settle()
    assert.equal(take(), 'b unload, b detached, c page show, show')
    assert.deepEqual(phone.state.stack, ['pages/a/a'])
  })
})
