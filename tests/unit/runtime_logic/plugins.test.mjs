import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const files = (script) => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a'], plugins: { Speech: { version: '1.0.0', provider: 'wx1' } } }),
  'app.js': 'App({})', 'pages/a/a.wxml': '<view>{{heard}}</view>', 'pages/a/a.js': script,
})

test('a page lives on without a published plugin, whose calls fail as without a network', async () => {
  await playing(files(`const plugin = requirePlugin('Speech'), manager = plugin.getManager()
    manager.onStart = () => {}
    Page({ data: { heard: '' }, async onLoad() {
      plugin.translate({ fail: (error) => this.setData({ heard: error.errMsg }) })
      new plugin.Session(plugin.MODE + 1)
      global.lazy = typeof (await requirePlugin.async('Speech')).translate
      await plugin.record()
    } })`), async (phone) => {
    await phone.settle()
    assert.match(phone.top.root.content, /Speech":fail not available offline/)
    assert.equal(phone.run('global.lazy'), 'function')
    assert.deepEqual([...new Set(phone.reports.map((report) => report.kind))], ['offline'])
    assert.equal(phone.reports[0].message, 'plugin Speech')
  })
})

test('a plugin that app.json does not name is an error', async () => {
  await playing(files("requirePlugin('Other'); Page({})"), (phone) => {
    assert.match(phone.reports[0].message, /"Other" is not declared in app.json/)
    assert.equal(phone.reports[0].kind, 'script')
  })
})
