import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, playing } from './harness.mjs'

const files = { 'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})', 'pages/a/a.wxml': '<view/>', 'pages/a/a.js': 'Page({})' }

test('queries of the cloud database travel with their commands', async () => {
  await playing(files, async (phone) => {
    phone.run(`const db = wx.cloud.database(), _ = db.command
      db.collection('c').where({ a: _.gt(1).and(_.lt(9)), b: _.or([_.eq(1), _.exists(true)]) }).orderBy('a', 'asc').get()
      db.collection('c').aggregate().group({ _id: null, n: _.aggregate.sum('$a') }).end()`)
    await phone.settle()
    const [query, group] = phone.calls.filter((call) => call.name.startsWith('cloud.database.')).map((call) => call.params.steps)
    assert.deepEqual(query[1].args[0], {
      a: { $command: 'and', args: [{ $command: 'gt', args: [1] }, { $command: 'lt', args: [9] }] },
      b: { $command: 'or', args: [[{ $command: 'eq', args: [1] }, { $command: 'exists', args: [true] }]] },
    })
    assert.deepEqual(group[2].args[0].n, { $aggregate: 'sum', args: ['$a'] })
  }, { apis: { 'cloud.database.get': ok({ data: [] }), 'cloud.database.end': ok({ list: [] }) } })
})
