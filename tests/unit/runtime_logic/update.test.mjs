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

const LIVING = "getCurrentPages()[0]"
const counting = {
  'pages/a/a.js': "const { word } = require('../../word')\nPage({ data: { n: 0, word }, onLoad(q) { this.setData({ q: q.k }); this.own = 1 }, add() { this.setData({ n: this.data.n + 1 }) } })",
  'pages/a/a.wxml': '<view id="v" bindtap="add">{{n}} {{word}}</view>',
  'word.js': "exports.word = 'before'",
}

async function counted(phone) {
  phone.tap('v')
  await phone.settle()
  assert.equal(node(phone).content, '1 before')
}

test('an edited method is taken over by the living page, which keeps its data and fields', async () => {
  await playing({ ...files, ...counting }, async (phone) => {
    await counted(phone)
    const opened = phone.messages.filter((message) => message.type === 'page-open').length
    await change(phone, 'script', { ...counting, 'pages/a/a.js': counting['pages/a/a.js'].replace('+ 1', '+ 10') })
    phone.tap('v')
    await phone.settle()
    assert.equal(node(phone).content, '11 before')
    assert.equal(phone.run(`${LIVING}.own`), 1)
    assert.equal(phone.messages.filter((message) => message.type === 'page-open').length, opened)
    assert.equal(phone.messages.filter((message) => message.type === 'updated').length, 1)
  }, { launch: { query: { k: '5' } } })
})

test('an edited module reaches first data and methods; other data are kept', async () => {
  await playing({ ...files, ...counting }, async (phone) => {
    await counted(phone)
    await change(phone, 'script', { ...counting, 'word.js': "exports.word = 'after'" })
    assert.equal(node(phone).content, '1 after')
  })
})

test('a hook that ran already begins the page again', async () => {
  await playing({ ...files, ...counting }, async (phone) => {
    await counted(phone)
    await change(phone, 'script', { ...counting, 'pages/a/a.js': counting['pages/a/a.js'].replace('q: q.k', "word: 'loaded'") })
    assert.equal(node(phone).content, '0 loaded')
    const kinds = phone.messages.map((message) => message.type).filter((type) => type.startsWith('page-'))
    assert.deepEqual(kinds.slice(-3), ['page-open', 'page-show', 'page-close'])
  })
})

test('a method called by such a hook counts as part of it', async () => {
  const code = "Page({ data: { n: 0 }, onLoad() { this.fill() }, fill() { this.setData({ word: 'one' }) } })"
  await playing({ ...files, ...counting, 'pages/a/a.js': code }, async (phone) => {
    await change(phone, 'script', { ...counting, 'pages/a/a.js': code.replace('one', 'two') })
    assert.equal(node(phone).content, '0 two')
  })
})

test('a script that fails leaves the page as it was, and the next good one is taken over', async () => {
  await playing({ ...files, ...counting }, async (phone) => {
    await counted(phone)
    await change(phone, 'script', { ...counting, 'pages/a/a.js': 'nowhere.to.be.found()' })
    assert.equal(node(phone).content, '1 before')
    assert.match(phone.reports[0].message, /nowhere is not defined/)
    phone.tap('v')
    await phone.settle()
    assert.equal(node(phone).content, '2 before')
    await change(phone, 'script', { ...counting, 'pages/a/a.js': counting['pages/a/a.js'].replace('+ 1', '+ 5') })
    phone.tap('v')
    await phone.settle()
    assert.equal(node(phone).content, '7 before')
  })
})

test('without keep the page begins again', async () => {
  await playing({ ...files, ...counting }, async (phone) => {
    await counted(phone)
    phone.compiled = compile({ ...files, ...counting, 'word.js': "exports.word = 'after'" })
    phone.generation += 1
    phone.send({ type: 'update', base: phone.base, kind: 'script', stale: ['page/pages/a/a'], keep: false })
    for (let i = 0; i < 4; i += 1) await phone.settle()
    assert.equal(node(phone).content, '0 after')
  })
})

const parted = {
  'pages/a/a.json': '{"usingComponents": {"c": "../../c/c"}}',
  'pages/a/a.wxml': '<view id="v" bindtap="add">{{n}}</view><c id="c"/>',
  'c/c.json': '{"component": true}',
  'c/c.wxml': '<text id="t" bindtap="more">{{m}}</text>',
  'c/c.js': "Component({ data: { m: 1 }, methods: { more() { this.setData({ m: this.data.m + 1 }) } } })",
}
const part = (phone) => phone.pageOf('pages/a/a').root.find((item) => item.content && item.tag === 'text')

test('an edited component keeps its data and the page around it', async () => {
  await playing({ ...files, ...parted }, async (phone) => {
    phone.tap('v')
    phone.run(`${LIVING}.selectComponent('#c').more()`)
    await phone.settle()
    assert.equal(phone.top.root.content, '12')
    await change(phone, 'script', { ...parted, 'c/c.js': parted['c/c.js'].replace('+ 1', '+ 10') })
    phone.run(`${LIVING}.selectComponent('#c').more()`)
    await phone.settle()
    assert.equal(phone.top.root.content, '112')
    assert.equal(phone.run('global.loads'), 1)
  })
})

test('a component built differently begins again, the data of the page stay', async () => {
  await playing({ ...files, ...parted }, async (phone) => {
    phone.tap('v')
    phone.run(`${LIVING}.selectComponent('#c').more()`)
    await phone.settle()
    await change(phone, 'script', { ...parted, 'c/c.js': parted['c/c.js'].replace('data:', 'lifetimes: { attached() { this.setData({ m: 50 }) } }, data:') })
    assert.equal(phone.top.root.content, '150')
    assert.equal(phone.run('global.loads'), 1)
    assert.deepEqual(phone.reports, [])
  })
})

test('a page that comes to use another component is rendered with the data it has', async () => {
  await playing({ ...files, ...parted, 'd/d.json': '{"component": true}', 'd/d.wxml': 'D', 'd/d.js': 'Component({})' }, async (phone) => {
    phone.tap('v')
    await phone.settle()
    await change(phone, 'script', {
      ...parted, 'pages/a/a.json': '{"usingComponents": {"c": "../../d/d"}}', 'd/d.json': '{"component": true}', 'd/d.wxml': 'D', 'd/d.js': 'Component({})',
    })
    assert.equal(phone.top.root.content, '1D')
  })
})

test('instances made by a framework begin again with the code they close over', async () => {
  const made = (word) => ({
    'pages/a/a.wxml': '<view id="v">{{word}}</view>',
    'maker.js': 'exports.make = (user) => Page({ data: {}, onLoad() { this.setData(user()) } })',
    'pages/a/a.js': `const { make } = require('../../maker')\nmake(() => ({ word: '${word}' }))`,
  })
  await playing({ ...files, ...made('one') }, async (phone) => {
    await change(phone, 'script', made('two'))
    assert.equal(node(phone).content, 'two')
  })
})

test('a hidden page that begins again does not come to the front', async () => {
  await playing({ ...files, ...counting }, async (phone) => {
    phone.run("wx.navigateTo({ url: '/pages/b/b' })")
    for (let i = 0; i < 3; i += 1) await phone.settle()
    await change(phone, 'script', { ...counting, 'pages/a/a.js': 'Page({ onLoad() { this.x = 1 } })' })
    const opened = phone.messages.findLast((message) => message.type === 'page-open')
    assert.equal(opened.behind, true)
    assert.equal(phone.messages.some((message) => message.type === 'page-show' && message.page === opened.page), false)
  })
})

test('of the modules only those run again that need the edited one', async () => {
  const shared = {
    ...counting,
    'store.js': 'global.stores = (global.stores || 0) + 1; exports.items = []',
    'pages/a/a.js': "const store = require('../../store')\n" + counting['pages/a/a.js'],
  }
  await playing({ ...files, ...shared }, async (phone) => {
    await change(phone, 'script', { ...shared, 'word.js': "exports.word = 'after'" })
    assert.equal(phone.run('global.stores'), 1)
  })
})
