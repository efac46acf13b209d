import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

test('a component can be written to the console', async () => {
  await playing({
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
    'app.js': 'App({})',
    'pages/a/a.wxml': '<view/>',
    'pages/a/a.js': 'Page({ onLoad() { console.log("page", this, getApp()) } })',
  }, async (phone) => {
    const [line] = phone.reports.filter((report) => report.kind === 'console')
    assert.match(line.message, /^page \{/)
    assert.deepEqual(phone.state.stack, ['pages/a/a'])
  })
})

test('data and properties may lead back to themselves', async () => {
  await playing({
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
    'app.js': 'App({})',
    'pages/a/a.json': '{"usingComponents": {"c": "../../c/c"}}',
    'pages/a/a.wxml': '<c id="c" value="{{loop}}"/>',
    'pages/a/a.js': 'Page({ data: { loop: {} }, onLoad() { const loop = { name: "x" }; loop.self = loop; this.setData({ loop }) } })',
    'c/c.json': '{"component": true}',
    'c/c.wxml': '<view id="v">{{value.self.name}}</view>',
    'c/c.js': 'Component({ properties: { value: Object } })',
  }, async (phone) => {
    assert.deepEqual(phone.reports, [])
    assert.equal(phone.top.root.find((node) => node.tag === 'view').content, 'x')
  })
})
