import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile, playing } from './harness.mjs'

const files = {
  'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
  'app.js': 'App({})',
  'pages/a/a.wxml': '<view id="v" bindtap="add">n {{n}}</view>',
  'pages/a/a.wxss': '.x { color: red }',
  'pages/a/a.js': "Page({ data: { n: 0 }, onLoad(q) { global.loads = (global.loads || 0) + 1; this.q = q.k }, add() { this.setData({ n: this.data.n + 1 }) } })",
  'pages/b/b.wxml': '<view id="b">b</view>',
  'pages/b/b.js': 'Page({})',
}

async function change(phone, kind, changed, stale = ['page/pages/a/a']) {
  phone.compiled = compile({ ...files, ...changed })
  phone.generation += 1
  phone.send({ type: 'update', base: phone.base, kind, stale })
  for (let i = 0; i < 4; i += 1) await phone.settle()
}

const node = (phone) => phone.pageOf('pages/a/a').root.find((item) => item.id === 'v')

test('a style is replaced alone', async () => {
  await playing(files, async (phone) => {
    const before = node(phone)
    await change(phone, 'style', { 'pages/a/a.wxss': '.x { color: blue }' })
    assert.match(phone.top.styles.get('pages/a/a').css, /blue/)
    assert.equal(node(phone), before)
  })
})

test('a template is replaced with data and instance kept', async () => {
  await playing(files, async (phone) => {
    phone.tap('v')
    await phone.settle()
    await change(phone, 'template', { 'pages/a/a.wxml': '<text id="v" bindtap="add">N={{n}}</text>' })
    assert.equal(node(phone).content, 'N=1')
    assert.equal(node(phone).tag, 'text')
    phone.tap('v')
    await phone.settle()
    assert.equal(node(phone).content, 'N=2')
    assert.equal(phone.run('global.loads'), 1)
    assert.deepEqual(phone.reports, [])
  })
})

test('a script re-creates the page with its query and place in the stack', async () => {
  await playing(files, async (phone) => {
    phone.run("wx.navigateTo({ url: '/pages/b/b' })")
    for (let i = 0; i < 3; i += 1) await phone.settle()
    await change(phone, 'script', { 'pages/a/a.js': "Page({ data: { n: 7 }, onLoad(q) { this.setData({ n: 'new ' + q.k }) } })" })
    assert.deepEqual(phone.run('getCurrentPages().map((p) => p.route).join()'), 'pages/a/a,pages/b/b')
    assert.equal(node(phone).content, 'n new 5')
  }, { launch: { query: { k: '5' } } })
})

test('a change of the app starts it anew with the same pages', async () => {
  await playing(files, async (phone) => {
    phone.run("wx.navigateTo({ url: '/pages/b/b?z=1' })")
    for (let i = 0; i < 3; i += 1) await phone.settle()
    await change(phone, 'app', { 'app.js': 'App({ fresh: true })' }, ['app'])
    await phone.settle()
    assert.equal(phone.run('getApp().fresh'), true)
    assert.deepEqual(phone.run('getCurrentPages().map((p) => p.route + (p.options.z || p.options.k)).join()'), 'pages/a/a5,pages/b/b1')
  }, { launch: { query: { k: '5' } } })
})

test('a changed component is rendered anew, the page around it is not touched', async () => {
  const parts = {
    'pages/a/a.json': '{"usingComponents": {"c": "../../c/c"}}',
    'pages/a/a.wxml': '<view id="v">{{n}}</view><c id="c"/>',
    'c/c.json': '{"component": true}',
    'c/c.js': 'Component({ data: { m: 1 } })',
  }
  await playing({ ...files, ...parts, 'c/c.wxml': '<text>m {{m}}</text>' }, async (phone) => {
    const before = node(phone)
    phone.run("getCurrentPages()[0].selectComponent('#c').setData({ m: 2 })")
    await change(phone, 'template', { ...parts, 'c/c.wxml': '<view>M={{m}}</view>' })
    assert.equal(phone.top.root.content, '0M=2')
    assert.equal(node(phone), before)
  })
})
