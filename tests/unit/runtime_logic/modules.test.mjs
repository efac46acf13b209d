import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const page = (script) => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
  'app.js': 'App({})',
  'pages/a/a.wxml': '<view id="v">{{text}}</view>',
  'pages/a/a.js': script,
})

test('modules are shared, may be circular, and know their exports', async () => {
  await playing({
    ...page("const one = require('../../one'); const again = require('../../one.js'); Page({ data: { text: [one === again, one.name, one.late(), require('/two').half].join() } })"),
    'one.js': "exports.name = 'one'; const two = require('./two'); exports.late = () => two.name",
    'two.js': "const one = require('./one'); module.exports = { name: 'two', half: one.name }",
  }, (phone) => {
    assert.equal(phone.top.root.content, 'true,one,two,one')
  })
})

test('a missing module is reported in WeChat\'s words, with the line that requires it', async () => {
  await playing(page("\n\nconst x = require('./nothing')\nPage({})"), (phone) => {
    const [report] = phone.reports
    assert.equal(report.message, "Error: module 'pages/a/nothing' is not defined, require args is './nothing'")
    assert.deepEqual([report.kind, report.file, report.line], ['script', 'pages/a/a.js', 3])
    assert.equal(phone.reports.length, 1)
  })
})

test('the browser is hidden, also behind the global object', async () => {
  const names = ['window', 'document', 'self', 'fetch', 'XMLHttpRequest', 'postMessage', 'importScripts', 'location', 'WebSocket', 'indexedDB', 'addEventListener']
  await playing(page(`const all = Function('return this')(); Page({ data: { text: ${JSON.stringify(names)}.filter((n) => all[n] !== undefined || globalThis[n] !== undefined).join() + typeof window + typeof wx + typeof global } })`), (phone) => {
    assert.equal(phone.top.root.content, 'undefinedobjectobject')
  })
})

test('require.async resolves with exports and rejects with the missing path', async () => {
  await playing({
    ...page("Page({ onLoad() { require.async('../../one').then((one) => this.setData({ text: one.name })); require.async('../../none').catch((e) => { global.missing = e }) } })"),
    'one.js': "exports.name = 'late'",
  }, async (phone) => {
    await phone.settle()
    assert.equal(phone.top.root.content, 'late')
    assert.equal(phone.run('global.missing.mod'), 'none')
    assert.match(phone.run('global.missing.errMsg'), /is not defined/)
  })
})

test('errors are reported once, with page, file and line', async () => {
  await playing(page(`Page({
  onLoad() {
    setTimeout(() => { throw new Error('in a timer') }, 1)
    Promise.reject(new Error('nobody catches'))
    Promise.reject({ errMsg: 'plain:fail' })
    throw new Error('in onLoad')
  },
  tap() { missing() },
})`), async (phone) => {
    await phone.settle()
    const found = phone.reports.map(({ kind, message, page: route, line }) => [kind, message, route, line])
    assert.deepEqual(found.sort(), [
      ['rejection', 'Error: nobody catches', 'pages/a/a', 4],
      ['rejection', 'Unhandled promise rejection: plain:fail', 'pages/a/a', 0],
      ['script', 'Error: in a timer', 'pages/a/a', 3],
      ['script', 'Error: in onLoad', 'pages/a/a', 6],
    ])
  })
})

test('what an app rejects because there is no network is offline, its mistakes and later rejections are errors', async () => {
  const fail = { outcome: 'fail', result: { errMsg: 'request:fail errcode:-106 error_msg:net::ERR_INTERNET_DISCONNECTED' }, value: null, simulated: true }
  await playing(page(`Page({
  async onLoad() {
    const load = () => new Promise((resolve, reject) => wx.request({ url: 'https://a.b/c', fail: () => reject(new Error('no answer')) }))
    load()
    load().catch(() => { missing() })
    await load().catch(() => {})
    const wait = (times) => (times ? setTimeout(() => wait(times - 1)) : Promise.reject('later'))
    wait(5)
  },
})`), async (phone) => {
    await phone.until(({ type, report }) => type === 'report' && report.message.endsWith('later'))
    assert.deepEqual(phone.reports.map(({ kind, message }) => `${kind} ${message}`).sort(), [
      ...Array(3).fill('offline request https://a.b/c'),
      'offline Error: no answer',
      'rejection ReferenceError: missing is not defined',
      'rejection Unhandled promise rejection: later',
    ].sort())
  }, { apis: { request: () => fail } })
})

test('App.onError and wx.onError hear of errors, onUnhandledRejection of rejections', async () => {
  await playing({
    ...page("Page({ onLoad() { wx.onError((text) => { global.heard = text }); Promise.reject('why'); setTimeout(() => { throw new Error('oops') }) } })"),
    'app.js': 'App({ onError(text) { global.error = text }, onUnhandledRejection({ reason }) { global.reason = reason } })',
  }, async (phone) => {
    await phone.settle()
    assert.match(phone.run('global.error'), /^Error: oops\n/)
    assert.equal(phone.run('global.heard'), phone.run('global.error'))
    assert.equal(phone.run('global.reason'), 'why')
  })
})

test('a mapped module is reported with the author\'s file and line', async () => {
  const { Phone, perform } = await import('./harness.mjs')
  const phone = new Phone(page("Page({ onLoad() { throw new Error('typed') } })"), { apis: { navigateTo: perform } })
  const chunk = phone.compiled.chunk
  phone.compiled.chunk = (name) => {
    const made = chunk(name)
    made.modules['pages/a/a.js'].mapped = true
    return made
  }
  const respond = phone.respond.bind(phone)
  // Line 1 of the module is line 7 of pages/a/a.ts.
  phone.respond = (url, headers) => (url.includes('source-map/') ? { version: 3, sources: ['pages/a/a.ts'], mappings: 'AAMA' } : respond(url, headers))
  await phone.start()
  await phone.settle()
  phone.stop()
  const [{ file, line, message }] = phone.reports
  assert.deepEqual([file, line, message], ['pages/a/a.ts', 7, 'Error: typed'])
})

test('what is written to the console is forwarded with its place', async () => {
  await playing(page("Page({ onLoad() {\n console.warn('look', { a: 1 }, [2]) } })"), (phone) => {
    const { kind, level, message, file, line } = phone.reports[0]
    assert.deepEqual([kind, level, message, file, line], ['console', 'warn', 'look {a: 1} (1) [2]', 'pages/a/a.js', 2])
  })
})

test('a handler that does not exist is reported when its event comes', async () => {
  await playing({ ...page('Page({})'), 'pages/a/a.wxml': '<view id="v" bindtap="nowhere"/>' }, async (phone) => {
    phone.tap('v')
    await phone.settle()
    const [{ kind, message, file }] = phone.reports
    assert.deepEqual([kind, file], ['script', 'pages/a/a.wxml'])
    assert.equal(message, 'Component "pages/a/a" does not have a method "nowhere" to handle event "tap".')
  })
})

test('code that cannot be read is reported with its file', async () => {
  await playing(page('Page({ onLoad() { let 1 } })'), (phone) => {
    const [{ message, file }] = phone.reports
    assert.match(message, /^SyntaxError/)
    assert.equal(file, 'pages/a/a.js')
  })
})
