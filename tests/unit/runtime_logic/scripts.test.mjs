import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const files = { 'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})', 'pages/a/a.wxml': '<view/>', 'pages/a/a.js': 'Page({})' }
const script = (source) => () => ({ outcome: 'script', result: {}, value: { source, rule: 'near' }, simulated: true })
const outcomes = (phone) => phone.calls.filter((call) => call.name === '$outcome').map((call) => call.params)

test('a script answers in callback and in promise form, and the phone hears how it ended', async () => {
  await playing(files, async (phone) => {
    phone.run(`global.seen = []
      wx.getLocation({ type: 'gcj02', success: (r) => global.seen.push(r.latitude + r.errMsg) })
      wx.getLocation({ type: 'wgs84' }).then((r) => global.seen.push(r.type))
      wx.login().catch((e) => global.seen.push(e.errMsg))
      wx.getClipboardData().then((r) => global.seen.push(r.data))`)
    await phone.settle()
    await phone.settle()
    assert.deepEqual([...phone.run('global.seen')].sort(), ['3getLocation:ok', 'later', 'login:fail told so', 'wgs84'])
    assert.deepEqual(outcomes(phone).map((one) => one.outcome).sort(), ['fail', 'ok', 'ok', 'ok'])
    assert.deepEqual(phone.reports, [])
  }, {
    apis: {
      getLocation: script('function (params) { return { latitude: 3, type: params.type, success: typeof params.success } }'),
      login: script("() => ({ errMsg: 'login:fail told so' })"),
      getClipboardData: script('async () => { await null; return "later" }'),
    },
  })
})

test('a script that throws or is none gives one message with rule and line, and the app goes on', async () => {
  await playing(files, async (phone) => {
    phone.run(`global.seen = []
      wx.getLocation({ fail: (e) => global.seen.push(e.errMsg), complete: () => global.seen.push('complete') })
      wx.login().catch((e) => global.seen.push(e.errMsg))`)
    await phone.settle()
    await phone.settle()
    assert.deepEqual([...phone.run('global.seen')].sort(), [
      'complete', 'getLocation:fail rule “near”, line 3: TypeError: boom', 'login:fail rule “near”: TypeError: the script is no function',
    ])
    assert.deepEqual(phone.reports.map((one) => one.message).sort(), [
      'rule “near”, line 3: TypeError: boom', 'rule “near”: TypeError: the script is no function',
    ])
    assert.equal(phone.run('wx.getSystemInfoSync().platform'), 'devtools')
  }, {
    apis: { getLocation: script('function () {\n  const a = 1\n  throw new TypeError("boom")\n}'), login: script('42') },
  })
})

test('a synchronous call takes what a script returns, or throws what it says', async () => {
  await playing(files, async (phone) => {
    assert.equal(phone.run('wx.getBatteryInfoSync().level'), 7)
    assert.throws(() => phone.run('wx.getExptInfoSync([])'), /getExptInfoSync:fail rule “near”: .*promise/)
    assert.throws(() => phone.run('wx.getAccountInfoSync()'), /getAccountInfoSync:fail no/)
    assert.equal(phone.reports.length, 1)
  }, {
    apis: {
      getBatteryInfoSync: script('() => ({ level: 7 })'),
      getExptInfoSync: script('async () => 1'),
      getAccountInfoSync: script("() => ({ errMsg: 'getAccountInfoSync:fail no' })"),
    },
  })
})

test('the script that runs is what an endless loop is named by', async () => {
  await playing(files, async (phone) => {
    phone.run('wx.getLocation()')
    await phone.settle()
    assert.equal(phone.messages.some((one) => one.type === 'entered' && one.hook === 'rule “near”'), true)
  }, { apis: { getLocation: script('() => ({})') } })
})
