import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

test('data and properties may lead back to themselves', async () => {
  await playing({
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
    'app.js': 'App({})',
    'pages/a/a.json': '{"usingComponents": {"c": "../../c/c"}}',
    'pages/a/a.wxml': '<c id="c" value="{{loop}}"/>',
    'pages/a/a.js': 'Page({ data: {}, onLoad() { const loop = { name: "x" }; loop.self = loop; this.setData({ loop }) } })',
    'c/c.json': '{"component": true}',
    'c/c.wxml': '<view id="v">{{value.self.name}}</view>',
    'c/c.js': 'Component({ properties: { value: Object } })',
  }, async (phone) => {
    assert.deepEqual(phone.reports, [])
    assert.equal(phone.top.root.find((node) => node.tag === 'view').content, 'x')
  })
})
