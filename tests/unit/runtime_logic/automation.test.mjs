// The automation protocol's requests to the app: pages, elements by selector, data, functions, wx.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, perform, Phone, playing } from './harness.mjs'

let asked = 0

/** Send a request; resolves with its result, rejects with its error's message. */
async function send(phone, method, params = {}) {
  asked += 1
  const id = asked
  const answered = phone.next((message) => message.type === 'inspection' && message.id === id)
  phone.send({ type: 'inspect', id, what: 'automation', args: { method, params } })
  const { value } = await answered
  if (value.error) throw new Error(value.error.message)
  return value.result
}

const refused = async (phone, method, params, pattern) => assert.rejects(send(phone, method, params), { message: pattern })

const files = {
  'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'] }),
  'app.js': 'App({ globalData: { n: 4 } })',
  'pages/a/a.json': JSON.stringify({ usingComponents: { 'my-card': '../../c/card' } }),
  'pages/a/a.wxml': `<view id="top" class="box first" data-kind="x">
      <text class="word">one</text><text class="word two">two</text>
      <view wx:if="{{shown}}" class="maybe">gone soon</view>
      <my-card id="card" title="Hi"><view class="inside">slot</view></my-card>
    </view>
    <view class="box"><view wx:for="{{list}}" wx:key="*this" class="row">{{item}}</view></view>
    <input class="field" value="{{word}}" placeholder="say"/>`,
  'pages/a/a.js': `Page({ data: { shown: true, list: [1, 2, 3], word: 'w', deep: { a: [{ b: 7 }] } },
    add(a, b) { return Promise.resolve(a + b) }, fails() { throw new TypeError('no') }, never() { return new Promise(() => {}) } })`,
  'pages/b/b.wxml': '<view>b</view>', 'pages/b/b.js': 'Page({})',
  'c/card.json': JSON.stringify({ component: true }),
  'c/card.wxml': '<view class="frame"><text class="word title">{{title}}</text><slot/></view>',
  'c/card.js': 'Component({ properties: { title: String, size: { type: Number, value: 3 }, list: { type: Array, value: [1] } }, data: { open: false }, methods: { toggle() { this.setData({ open: !this.data.open }); return this.data.open } } })',
}

const texts = async (phone, pageId, selector) => {
  const { elements } = await send(phone, 'Page.getElements', { pageId, selector })
  return elements.map(({ tagName }) => tagName)
}

test('pages are told by number, path and query', async () => {
  await playing(files, async (phone) => {
    const page = await send(phone, 'App.getCurrentPage')
    assert.deepEqual({ ...page }, { pageId: page.pageId, path: 'pages/a/a', query: {} })
    await send(phone, 'App.callWxMethod', { method: 'navigateTo', args: [{ url: '/pages/b/b?k=v' }] })
    const { pageStack } = await send(phone, 'App.getPageStack')
    assert.deepEqual(pageStack.map(({ path, query }) => [path, { ...query }]), [['pages/a/a', {}], ['pages/b/b', { k: 'v' }]])
    await send(phone, 'App.callWxMethod', { method: 'navigateBack', args: [] })
    await refused(phone, 'Page.getData', { pageId: pageStack[1].pageId }, /^page \d+ is not open/)
  })
})

test('elements are found by selectors, components are entered only when asked', async () => {
  await playing(files, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    const count = async (selector) => (await texts(phone, pageId, selector)).length
    for (const [selector, expected] of [
      ['.word', 2], ['text', 2], ['#top', 1], ['#top > .word', 2], ['.box .row', 3], ['.box > text + .two', 1], ['.word ~ view', 1],
      ['view.row:nth-child(2n+1)', 2], ['.row:last-child', 1], ['.row:not(:first-child)', 2], ['[data-kind=x]', 1], ['input[placeholder^="sa"]', 1],
      ['page', 1], ['page > view', 2], ['.title', 0], ['my-card >>> .title', 1], ['my-card .inside', 1], ['#card, .maybe', 2], ['*', 11], ['.none', 0],
    ]) assert.equal(await count(selector), expected, selector)
    for (const selector of ['..a', '', 'a >', 'view[', ':hover', 'view {']) await refused(phone, 'Page.getElement', { pageId, selector }, /selector/)
    await refused(phone, 'Page.getElement', { pageId, selector: '.none' }, /no element of pages\/a\/a matches "\.none"/)
  })
})

test('a component is searched inside, has data and methods; other elements have none', async () => {
  await playing(files, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    const card = await send(phone, 'Page.getElement', { pageId, selector: '#card' })
    assert.deepEqual([card.tagName, card.nodeId], ['my-card', card.elementId])
    const { elements } = await send(phone, 'Element.getElements', { pageId, elementId: card.elementId, selector: 'view, .title' })
    assert.equal(elements.length, 3)
    assert.equal((await send(phone, 'Element.callMethod', { pageId, elementId: card.elementId, method: 'toggle', args: [] })).result, true)
    await send(phone, 'Element.setData', { pageId, elementId: card.elementId, data: { title: 'New' } })
    assert.deepEqual({ ...(await send(phone, 'Element.getData', { pageId, elementId: card.elementId })).data }, { open: true, title: 'New', size: 3, list: [1] })
    assert.equal(phone.top.root.find((node) => node.classes.includes('title') || node.classes.some((name) => name.endsWith('--title'))).content, 'New')
    const { properties } = await send(phone, 'Element.getProperties', { pageId, elementId: card.elementId, names: ['__propPublic', 'title'] })
    assert.deepEqual([{ ...properties[0] }, properties[1]], [{ title: true, size: true, list: true }, 'New'])
    const top = await send(phone, 'Page.getElement', { pageId, selector: '#top' })
    assert.equal(top.nodeId, undefined)
    const { attributes } = await send(phone, 'Element.getAttributes', { pageId, elementId: top.elementId, names: ['class', 'data-kind', 'none'] })
    assert.deepEqual([...attributes], ['box first', 'x', null])
    await refused(phone, 'Element.getData', { pageId, elementId: top.elementId }, /<view> is no custom component/)
    await refused(phone, 'Element.callMethod', { pageId, elementId: card.elementId, method: 'none', args: [] }, /c\/card has no method 'none'/)
  })
})

test('the same node has the same id until it is gone', async () => {
  await playing(files, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    const maybe = await send(phone, 'Page.getElement', { pageId, selector: '.maybe' })
    // Both carry the number of the start, so that clients take none for one of another run.
    assert.deepEqual([Math.floor(pageId / 100_000), maybe.elementId.split('.')[0]], [1, 'e1'])
    await refused(phone, 'Element.tap', { pageId: pageId + 100_000, elementId: maybe.elementId }, /is not open/)
    assert.deepEqual({ ...(await send(phone, 'Page.getElement', { pageId, selector: 'view.maybe' })) }, { ...maybe })
    await send(phone, 'Page.setData', { pageId, data: { shown: false, 'list[1]': 9 } })
    assert.match(phone.top.root.content, /193/)
    await refused(phone, 'Element.getAttributes', { pageId, elementId: maybe.elementId, names: [] }, /is not on page pages\/a\/a any more/)
    assert.equal((await send(phone, 'Page.getData', { pageId, path: 'deep.a[0].b' })).data, 7)
    assert.equal((await send(phone, 'Page.getData', { pageId, path: 'deep.x.y' })).data, undefined)
  })
})

test('functions run in the app, and none of them holds up another', async () => {
  await playing(files, async (phone) => {
    const call = async (functionDeclaration, ...args) => (await send(phone, 'App.callFunction', { functionDeclaration, args })).result
    const { pageId } = await send(phone, 'App.getCurrentPage')
    void call('() => new Promise(() => {})')
    void send(phone, 'Page.callMethod', { pageId, method: 'never', args: [] })
    assert.equal(await call('(n) => getApp().globalData.n + n', 3), 7)
    assert.equal(await call('async function () { return await 5 }'), 5)
    assert.equal(await call('method(a) { return a }', 'm'), 'm')
    assert.equal(await call('() => undefined'), undefined)
    assert.equal((await send(phone, 'Page.callMethod', { pageId, method: 'add', args: [1, 2] })).result, 3)
    await assert.rejects(call('() => { throw new RangeError("far") }'), { message: 'RangeError: far' })
    await assert.rejects(call('() => {'), { message: /^the function "\(\) => \{" cannot be read/ })
    await assert.rejects(call('1 + 1'), { message: /is no function but number/ })
    await refused(phone, 'Page.callMethod', { pageId, method: 'fails' }, /^TypeError: no$/)
    await refused(phone, 'Page.callMethod', { pageId, method: 'none' }, /pages\/a\/a has no method 'none'/)
    await refused(phone, 'Page.fly', {}, /the app answers no method 'Page.fly'/)
    assert.deepEqual(phone.reports, [])
  })
})

test('wx is called as apps call it', async () => {
  const apis = { getStorageSync: ok({}, 'kept'), login: ok({ code: 'c', errMsg: 'login:ok' }), scanCode: () => ({ outcome: 'fail', result: { errMsg: 'scanCode:fail cancel' }, value: null, simulated: true }) }
  await playing(files, async (phone) => {
    const call = async (method, ...args) => (await send(phone, 'App.callWxMethod', { method, args })).result
    assert.equal((await call('getSystemInfoSync')).platform, 'devtools')
    assert.equal((await call('login')).code, 'c')
    await assert.rejects(call('scanCode', {}), { message: 'scanCode:fail cancel' })
    await assert.rejects(call('navigateTo', { url: '/none' }), { message: /navigateTo:fail page "none" is not found/ })
    await assert.rejects(call('nothing'), { message: "wx has no method 'nothing'" })
    await refused(phone, 'App.callWxMethod', { method: 'login', pluginId: 'x' }, /the app has no plugin 'x': app.json names none/)
  }, { apis })
})

test('members of wx are replaced by results and functions, and put back', async () => {
  const apis = { login: ok({ code: 'real', errMsg: 'login:ok' }), request: perform, restartMiniProgram: perform }
  await playing(files, async (phone) => {
    const mock = (method, more = {}) => send(phone, 'App.mockWxMethod', { method, ...more })
    const run = async (code) => (await send(phone, 'App.callFunction', { functionDeclaration: code, args: [] })).result
    await mock('getStorageSync', { functionDeclaration: 'function (key, other) { return key === "a" ? "A" : other }', args: ['rest'] })
    assert.deepEqual([await run('() => wx.getStorageSync("a")'), await run('() => wx.getStorageSync("b")')], ['A', 'rest'])
    await mock('login', { functionDeclaration: 'function (options, more) { return new Promise((resolve) => this.origin({ success: (r) => resolve({ code: r.code + more + options.timeout }) })) }', args: ['+'] })
    assert.deepEqual({ ...(await run('() => new Promise((success) => wx.login({ timeout: 1, success }))')) }, { code: 'real+1', errMsg: 'login:ok' })
    await mock('login', { result: { errMsg: 'login:fail denied' } })
    assert.equal(await run('() => wx.login().catch((e) => e.errMsg)'), 'login:fail denied')
    await mock('request', { result: { data: [1], statusCode: 200 } })
    assert.equal(await run('() => new Promise((success) => wx.request({ url: "https://a.b", success }).abort() ?? 0).then((r) => r.statusCode)'), 200)
    for (const name of ['login', 'getStorageSync', 'request']) await mock(name)
    assert.equal((await run('() => wx.login()')).code, 'real')
    await mock('getStorageSync', { result: 'until the restart' })
    const launched = phone.next((message) => message.type === 'launched')
    await send(phone, 'App.callWxMethod', { method: 'restartMiniProgram', args: [{ path: '/pages/b/b' }] })
    await launched
    assert.equal((await send(phone, 'App.callWxMethod', { method: 'getStorageSync', args: ['a'] })).result, '')
    assert.ok(phone.calls.some(({ name, params }) => name === '$log' && params.name === 'login' && params.outcome === 'fail'))
  }, { apis })
})

test('bound functions, the console and errors are told', async () => {
  await playing(files, async (phone) => {
    const events = () => phone.messages.filter((message) => message.type === 'automation').map(({ name, params }) => [name, JSON.parse(JSON.stringify(params))])
    const run = (code) => send(phone, 'App.callFunction', { functionDeclaration: code, args: [] })
    await send(phone, 'App.addBinding', { name: 'heard' })
    await send(phone, 'App.addBinding', { name: 'heard' })
    await run('() => { console.log("before"); heard(1, { a: [2] }) }')
    await send(phone, 'App.enableLog')
    await run('() => { console.warn("w", { b: 1 }) }')
    await send(phone, 'App.disableLog')
    await run('() => { console.log("after"); setTimeout(() => { throw new RangeError("far") }) }')
    await phone.until((message) => message.type === 'automation' && message.name === 'App.exceptionThrown')
    const [bound, line, thrown, ...more] = events()
    assert.deepEqual(bound, ['App.bindingCalled', { name: 'heard', args: [1, { a: [2] }] }])
    assert.deepEqual(line, ['App.logAdded', { type: 'warn', args: ['w', { b: 1 }] }])
    assert.deepEqual([thrown[0], thrown[1].name, thrown[1].message], ['App.exceptionThrown', 'RangeError', 'far'])
    assert.deepEqual(more, [])
    await send(phone, 'App.removeBinding', { name: 'heard' })
    assert.equal((await run('() => typeof heard')).result, 'undefined')
    await refused(phone, 'App.addBinding', { name: 'wx' }, /the app has something called 'wx' already/)
  })
})

test('elements are written as WXML, with what components put around their slots', async () => {
  await playing(files, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    const wxml = async (selector, type) => {
      const { elementId } = await send(phone, 'Page.getElement', { pageId, selector })
      return (await send(phone, 'Element.getWXML', { pageId, elementId, type })).wxml
    }
    assert.equal(await wxml('.two', 'outer'), '<text class="word two">two</text>')
    assert.equal(
      await wxml('#card', 'outer'),
      '<my-card id="card" title="Hi"><view class="frame"><text class="word title">Hi</text><view class="inside">slot</view></view></my-card>',
    )
    assert.equal(await wxml('.row', 'inner'), '1')
    await send(phone, 'Page.setData', { pageId, data: { word: '<a & "b">' } })
    assert.equal(await wxml('.field', 'outer'), '<input class="field" value="&lt;a &amp; &quot;b&quot;&gt;" placeholder="say"></input>')
  })
})

test('a tree tells tags, attributes, events, places and texts, as deep as asked', async () => {
  const seen = { left: 1, top: 2, width: 3, height: 4, visible: true, text: 'says' }
  const asks = { automation: ({ what, args }) => (what === 'nodes' ? args.nodes.map(() => seen) : what === 'xpath' ? [0, 2] : null) }
  const app = { ...files, 'pages/a/a.wxml': '<view id="v" bindtap="add"><text>one</text></view><my-card/>' }
  await playing(app, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    const { path, tree } = JSON.parse(JSON.stringify(await send(phone, 'Page.getTree', { pageId })))
    assert.equal(path, 'pages/a/a')
    const [view, card] = tree.children
    const box = { left: 1, top: 2, width: 3, height: 4 }
    assert.deepEqual({ ...view, elementId: '', children: view.children.length }, { elementId: '', tag: 'view', attributes: { id: 'v' }, events: ['tap'], children: 1, visible: true, box })
    assert.deepEqual([view.children[0].children, card.component], [['one'], 'c/card'])
    const cut = (await send(phone, 'Page.getTree', { pageId, depth: 1 })).tree.children
    assert.deepEqual([cut[0].children, cut[0].more], [undefined, 1])
    const { elements } = await send(phone, 'Page.getElementsByXpath', { pageId, selector: '//x' })
    assert.deepEqual(elements.map(({ tagName }) => tagName), ['page', 'text'])
    assert.equal((await send(phone, 'Page.getElements', { pageId, selector: 'text', text: 'says' })).elements.length, 1)
    assert.equal((await send(phone, 'Page.getElements', { pageId, selector: 'text', text: 'other' })).elements.length, 0)
    await refused(phone, 'Page.getElement', { pageId, selector: 'text', text: 'other' }, /matches "text" and says "other"/)
  }, { asks })
})

test('events of components are triggered by them, those of fingers by the view', async () => {
  const asked = []
  const asks = { automation: (question) => { asked.push([question.what, question.args.type]); return null } }
  const app = { ...files, 'pages/a/a.wxml': '<my-card id="c" bind:open="opened"/><video id="v"/>', 'pages/a/a.js': 'Page({ opened(e) { this.setData({ got: e.detail }) } })' }
  await playing(app, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    const { elementId } = await send(phone, 'Page.getElement', { pageId, selector: '#c' })
    await send(phone, 'Element.triggerEvent', { pageId, elementId, type: 'open', detail: { a: 1 } })
    assert.deepEqual({ ...(await send(phone, 'Page.getData', { pageId, path: 'got' })).data }, { a: 1 })
    await send(phone, 'Element.triggerEvent', { pageId, elementId, type: 'tap' })
    await send(phone, 'Element.dispatchEvent', { pageId, elementId, eventName: 'touchmove', $: '.title' })
    assert.deepEqual(asked, [['trigger', 'tap'], ['trigger', 'touchmove']])
    const video = await send(phone, 'Page.getElement', { pageId, selector: 'video' })
    assert.equal(video.videoId, 'v')
    await send(phone, 'Element.callContextMethod', { pageId, elementId: video.elementId, method: 'seek', args: [7] })
    const { name, args } = phone.commands.at(-1)
    assert.deepEqual([name, args.position], ['seek', 7])
    await refused(phone, 'Element.callContextMethod', { pageId, elementId: video.elementId, method: 'fly' }, /context of <video> has no method 'fly'/)
    await refused(phone, 'Element.callContextMethod', { pageId, elementId, method: 'play' }, /<my-card> has no context/)
  }, { asks })
})

test('a plugin has a wx of its own to be called and replaced', async () => {
  const plugin = { provider: 'wxp', version: 'dev' }
  const app = {
    ...files, 'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'], plugins: { mine: plugin, far: { provider: 'wxf', version: '1.0.0' } } }),
    '__plugin__/mine/index.js': 'module.exports = { read: () => wx.getStorageSync("k"), same: () => wx }',
  }
  const phone = new Phone(app, { apis: { getStorageSync: ok({}, 'kept') } })
  phone.compiled.manifest.plugins = { mine: { main: '__plugin__/mine/index.js', components: {}, pages: {} } }
  await phone.start()
  try {
    const both = async () => (await send(phone, 'App.callFunction', { functionDeclaration: '() => [requirePlugin("mine").read(), wx.getStorageSync("k")]', args: [] })).result
    assert.deepEqual([...(await both())], ['kept', 'kept'])
    await send(phone, 'App.mockWxMethod', { pluginId: 'wxp', method: 'getStorageSync', result: 'mocked' })
    assert.deepEqual([...(await both())], ['mocked', 'kept'])
    assert.equal((await send(phone, 'App.callWxMethod', { pluginId: 'mine', method: 'getStorageSync', args: ['k'] })).result, 'mocked')
    await send(phone, 'App.mockWxMethod', { method: 'getStorageSync', result: 'app' })
    await send(phone, 'App.mockWxMethod', { pluginId: 'wxp', method: 'getStorageSync' })
    assert.deepEqual([...(await both())], ['kept', 'app'])
    await send(phone, 'App.mockWxMethod', { method: 'getStorageSync' })
    assert.deepEqual([...(await both())], ['kept', 'kept'])
    await refused(phone, 'App.callWxMethod', { pluginId: 'wxf', method: 'login' }, /plugin 'far' is a published one/)
    await refused(phone, 'App.mockWxMethod', { pluginId: 'wx0', method: 'login', result: {} }, /the app has no plugin 'wx0': app.json names mine, far/)
  } finally {
    phone.stop()
  }
})

test('a custom tab bar is a component over the page', async () => {
  const app = {
    ...files, 'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b'], tabBar: { custom: true, list: [{ pagePath: 'pages/a/a', text: 'A' }, { pagePath: 'pages/b/b', text: 'B' }] } }),
    'custom-tab-bar/index.json': JSON.stringify({ component: true }), 'custom-tab-bar/index.wxml': '<view class="tab" wx:for="{{list}}">{{item}}</view>',
    'custom-tab-bar/index.js': 'Component({ data: { list: ["A", "B"] } })',
  }
  await playing(app, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    const bar = await send(phone, 'Page.getElement', { pageId, selector: 'custom-tab-bar' })
    assert.equal(bar.nodeId, bar.elementId)
    assert.equal((await send(phone, 'Element.getElements', { pageId, elementId: bar.elementId, selector: '.tab' })).elements.length, 2)
    assert.deepEqual([await texts(phone, pageId, '.tab'), await texts(phone, pageId, 'custom-tab-bar >>> .tab')], [[], ['view', 'view']])
    assert.deepEqual([...(await send(phone, 'Element.getData', { pageId, elementId: bar.elementId, path: 'list' })).data], ['A', 'B'])
  })
})

test('whatever a selector says, the answer is elements or a sentence', async () => {
  const pieces = ['view', '.row', '#top', '*', '>', '+', '~', '>>>', ' ', ',', '[a', ']', '="x"', ':not(', ')', ':nth-child(2n)', '\\', '"', '.', '#', '日', ':first-child']
  let seed = 7
  const next = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below }
  await playing(files, async (phone) => {
    const { pageId } = await send(phone, 'App.getCurrentPage')
    for (let round = 0; round < 300; round += 1) {
      const selector = Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join('')
      await send(phone, 'Page.getElements', { pageId, selector }).catch(({ message }) => assert.match(message, /is no selector|a selector is a text/))
    }
  })
})
