import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const files = { 'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})', 'pages/a/a.wxml': '<view/>', 'pages/a/a.js': 'Page({})' }

test('a listener that has no off… replaces the one before, others are all heard', async () => {
  await playing(files, (phone) => {
    phone.run(`global.heard = []
      for (const name of ['onSocketMessage', 'onNetworkStatusChange']) for (const turn of [1, 2]) wx[name](() => global.heard.push(name + turn))`)
    for (const name of ['onSocketMessage', 'onNetworkStatusChange']) phone.send({ type: 'device-event', name, detail: {} })
    assert.equal(phone.run('global.heard.join()'), 'onSocketMessage2,onNetworkStatusChange1,onNetworkStatusChange2')
  })
})
