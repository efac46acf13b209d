import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { ok, perform, playing } from './harness.mjs'

const files = (script = 'Page({})', wxml = '<view/>') => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a'], tabBar: undefined }), 'app.js': 'App({})', 'pages/a/a.wxml': wxml, 'pages/a/a.js': script,
})
const root = new URL('../../../', import.meta.url)

test('every documented name exists', async () => {
  const { apis, cloud, legacyApis } = JSON.parse(await readFile(new URL('resources/reference/apis.json', root), 'utf8'))
  await playing(files(), (phone) => {
    const has = (name) => phone.run(`${name} !== undefined`)
    assert.deepEqual([...apis, ...cloud, ...legacyApis].map((api) => api.name).filter((name) => !has(name)), [])
    assert.equal(phone.run('wx.notThere'), undefined)
  })
})

test('callbacks come later and never together with a promise; without them there is a promise', async () => {
  await playing(files(), async (phone) => {
    phone.run(`global.order = []; global.returned = wx.getLocation({ success: (r) => order('success ' + r.latitude), complete: (r) => order('complete ' + r.errMsg) })
      function order(text) { global.order.push(text) }
      order('after'); wx.getLocation({ type: 'gcj02' }).then((r) => order('promise ' + r.latitude))
      wx.openBluetoothAdapter().catch((e) => order(e.errMsg + e.errCode))`)
    await phone.settle()
    await phone.settle()
    assert.equal(phone.run('global.returned'), undefined)
    assert.deepEqual([...phone.run('global.order')].sort(), ['after', 'complete getLocation:ok', 'openBluetoothAdapter:fail x10001', 'promise 3', 'success 3'])
    assert.equal(phone.run('global.order[0]'), 'after')
    assert.deepEqual(phone.calls.find((call) => call.name === 'getLocation' && call.params.type).params, { type: 'gcj02' })
  }, {
    apis: {
      getLocation: ok({ latitude: 3 }),
      openBluetoothAdapter: () => ({ outcome: 'fail', result: { errMsg: 'openBluetoothAdapter:fail x', errCode: 10001 }, value: null, simulated: true }),
    },
  })
})

test('synchronous calls return the value or throw, with arguments by their names', async () => {
  await playing(files(), (phone) => {
    assert.equal(phone.run("wx.getFileSystemManager().readFileSync('wxfile://usr/a', 'utf8')"), 'text')
    assert.deepEqual(phone.calls.find((call) => call.name === 'FileSystemManager.readFileSync').params, { filePath: 'wxfile://usr/a', encoding: 'utf8' })
    assert.throws(() => phone.run("wx.getFileSystemManager().accessSync('x')"), /accessSync:fail no such file/)
    assert.equal(phone.run("wx.getFileSystemManager().statSync('d').isDirectory()"), true)
  }, {
    apis: {
      'FileSystemManager.readFileSync': ok({}, 'text'),
      'FileSystemManager.statSync': ok({}, { mode: 0o40755, size: 0 }),
      'FileSystemManager.accessSync': () => ({ outcome: 'fail', result: { errMsg: 'accessSync:fail no such file' }, value: null, simulated: true }),
    },
  })
})

test('storage is read from the device once and written through', async () => {
  const store = { old: { a: [1] } }
  await playing(files(), async (phone) => {
    const reads = () => phone.calls.filter((call) => call.name === 'getStorageSync').length
    phone.run("global.one = wx.getStorageSync('old'); global.one.a.push(2); global.two = wx.getStorageSync('old'); wx.setStorageSync('new', { b: 1 }); global.three = wx.getStorageSync('new'); global.none = wx.getStorageSync('none')")
    assert.deepEqual(JSON.parse(phone.run('JSON.stringify([global.two, global.three, global.none])')), [{ a: [1] }, { b: 1 }, ''])
    assert.equal(reads(), 2)
    assert.deepEqual(store.new, { b: 1 })
    phone.send({ type: 'device-event', name: '$storage', detail: {} })
    phone.run("wx.getStorageSync('old')")
    assert.equal(reads(), 3)
  }, {
    apis: {
      getStorageSync: ({ key }) => ({ outcome: 'ok', result: {}, value: store[key] ?? '', simulated: true }),
      setStorageSync: ({ key, data }) => {
        store[key] = data
        return { outcome: 'ok', result: {}, value: null, simulated: true }
      },
    },
  })
})

test('buffers travel as base64 both ways', async () => {
  await playing(files(), async (phone) => {
    phone.run("wx.getFileSystemManager().writeFileSync('f', new Uint8Array([1, 2, 255]).buffer); global.read = [...new Uint8Array(wx.getFileSystemManager().readFileSync('f'))]")
    assert.deepEqual(phone.calls.find((call) => call.name.endsWith('writeFileSync')).params.data, { $buffer: 'AQL/' })
    assert.deepEqual([...phone.run('global.read')], [1, 2, 255])
    assert.equal(phone.run("wx.arrayBufferToBase64(wx.base64ToArrayBuffer('aGVsbG8='))"), 'aGVsbG8=')
  }, { apis: { 'FileSystemManager.readFileSync': ok({}, { $buffer: 'AQL/' }) } })
})

test('a task is known by its call, an object by its number', async () => {
  let answer
  await playing(files(), async (phone) => {
    phone.run(`global.task = wx.request({ url: 'https://x.test' }); global.task.onHeadersReceived((r) => { global.header = r.header }); global.task.abort()
      global.audio = wx.createInnerAudioContext(); global.audio.onTimeUpdate(() => { global.at = global.audio.currentTime }); global.audio.src = 'a.mp3'; global.audio.play()`)
    await phone.settle()
    assert.deepEqual({ ...phone.run('(({ paused, duration }) => ({ paused, duration }))(wx.getBackgroundAudioManager())') }, { paused: true, duration: 0 })
    const id = phone.calls.find((call) => call.name === 'request').id
    assert.equal(phone.calls.find((call) => call.name === 'RequestTask.abort').target, id)
    phone.send({ type: 'device-event', name: `task:${id}:headersReceived`, detail: { header: 'h' } })
    assert.equal(phone.run('global.header'), 'h')
    const object = phone.calls.find((call) => call.name === 'createInnerAudioContext').target
    assert.deepEqual(phone.calls.find((call) => call.name === 'InnerAudioContext.$set').params, { src: 'a.mp3' })
    assert.equal(phone.calls.find((call) => call.name === 'InnerAudioContext.play').target, object)
    phone.send({ type: 'device-event', name: `object:${object}:$state`, detail: { currentTime: 4 } })
    phone.send({ type: 'device-event', name: `object:${object}:timeUpdate`, detail: {} })
    assert.equal(phone.run('global.at'), 4)
    answer({ outcome: 'ok', result: {}, value: null, simulated: true })
  }, { apis: { request: () => new Promise((resolve) => { answer = resolve }) } })
})

test('listeners are told to the device, called and removed', async () => {
  await playing(files(), async (phone) => {
    phone.run('global.heard = []; global.f = (r) => global.heard.push(r.isConnected); wx.onNetworkStatusChange(global.f)')
    phone.send({ type: 'device-event', name: 'onNetworkStatusChange', detail: { isConnected: false } })
    phone.run('wx.offNetworkStatusChange(global.f)')
    phone.send({ type: 'device-event', name: 'onNetworkStatusChange', detail: { isConnected: true } })
    await phone.settle()
    assert.deepEqual([...phone.run('global.heard')], [false])
    assert.deepEqual(phone.calls.filter((call) => call.name === '$listen').map((call) => call.params), [
      { name: 'onNetworkStatusChange', on: true }, { name: 'onNetworkStatusChange', on: false },
    ])
  })
})

test('the runtime carries out what the device passes on, and says how it ended', async () => {
  await playing(files(), async (phone) => {
    phone.run("wx.showToast({ title: 'hi' }); wx.showModal({ title: 'q' }).then((r) => { global.modal = r.confirm }); wx.showActionSheet({ itemList: [] }).catch((e) => { global.sheet = e.errMsg }); wx.setTabBarBadge({ index: 0, text: '1' }).catch((e) => { global.badge = e.errMsg })")
    for (let i = 0; i < 3; i += 1) await phone.settle()
    assert.deepEqual(phone.commands.find((command) => command.name === 'showToast').args, { title: 'hi' })
    assert.equal(phone.run('global.modal'), true)
    assert.match(phone.run('global.sheet'), /^showActionSheet:fail parameter error/)
    assert.equal(phone.run('global.badge'), 'setTabBarBadge:fail not TabBar page')
    const outcomes = phone.calls.filter((call) => call.name === '$outcome').map(({ params }) => `${params.name} ${params.outcome}`)
    assert.deepEqual(outcomes.sort(), ['setTabBarBadge fail', 'showActionSheet fail', 'showModal ok', 'showToast ok'])
  }, {
    apis: { showToast: perform, showModal: perform, showActionSheet: perform, setTabBarBadge: perform },
    asks: { sheet: () => ({ confirm: true, cancel: false }) },
  })
})

test('only what a tap leads to carries the gesture', async () => {
  await playing(files("Page({ go() { wx.login(); Promise.resolve().then(() => wx.getSetting()); setTimeout(() => wx.getUserInfo({}), 5) } })", '<view id="v" bindtap="go"/>'), async (phone) => {
    phone.tap('v')
    for (let i = 0; i < 4; i += 1) await phone.settle()
    const gesture = (name) => phone.calls.find((call) => call.name === name).gesture
    assert.deepEqual([gesture('login'), gesture('getSetting'), gesture('getUserInfo')], [true, true, false])
  })
})

test('window and system facts come from the screen; canIUse goes by version', async () => {
  await playing(files(), (phone) => {
    const info = phone.run('wx.getSystemInfoSync()')
    assert.deepEqual([info.windowWidth, info.windowHeight, info.screenTop, info.brand, info.theme], [375, 555, 112, 'devtools', 'light'])
    assert.deepEqual(JSON.parse(phone.run('JSON.stringify(wx.getMenuButtonBoundingClientRect())')), { left: 281, top: 24, right: 368, bottom: 56, width: 87, height: 32 })
    const can = (schema) => phone.run(`wx.canIUse('${schema}')`)
    assert.deepEqual(['getLocation', 'nothing', 'button.open-type.contact', 'button.open-type.nope', 'view', 'getSystemInfoSync.return.safeArea'].map(can), [true, false, true, false, true, true])
  })
})

test('performance tells what opening a page took', async () => {
  await playing(files('Page({ onLoad() { global.seen = []; wx.getPerformance().createObserver((list) => { for (const { name, path } of list.getEntries()) global.seen.push(`${name} ${path}`) }).observe({ entryTypes: ["render", "navigation"] }) } })'), async (phone) => {
    await phone.settle()
    assert.deepEqual([...phone.run('global.seen')], ['appLaunch pages/a/a', 'firstRender pages/a/a'])
    const [entry] = phone.run('wx.getPerformance().getEntriesByType("navigation")')
    assert.equal(entry.entryType, 'navigation')
    assert.ok(entry.duration >= 0)
    // As on a phone the time of day, not the time since the start.
    assert.ok(Math.abs(Date.now() - entry.startTime) < 60_000)
    const [script] = phone.run('wx.getPerformance().getEntriesByName("evaluateScript")')
    assert.deepEqual([script.entryType, script.moduleName], ['script', '__APP__'])
  })
})

test('methods of a page know it however they are called', async () => {
  await playing(files('Page({ onLoad() { setTimeout(this.late, 1) }, late() { global.route = this.route } })'), async (phone) => {
    await phone.settle()
    assert.equal(phone.run('global.route'), 'pages/a/a')
  })
})

test('an app may show a toast before there is a page', async () => {
  await playing({ ...files(), 'app.js': "App({ onLaunch() { wx.showToast({ title: 'early' }) } })" }, async (phone) => {
    await phone.settle()
    assert.deepEqual(phone.commands.filter(({ name }) => name === 'showToast').map(({ args }) => args.title), ['early'])
    assert.equal(phone.commands[0].name, 'showToast')
    assert.deepEqual(phone.reports, [])
  }, { apis: { showToast: perform } })
})
