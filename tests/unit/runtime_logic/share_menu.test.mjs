// What the capsule's menu offers over a page.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { perform, playing } from './harness.mjs'

const app = { 'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})', 'pages/a/a.wxml': '<view/>' }
const offered = (phone) => phone.commands.filter(({ name }) => name === 'shareMenu').at(-1).args

test('a page without handlers cannot be sent on', async () => {
  await playing({ ...app, 'pages/a/a.js': 'Page({ onShareTimeline() {} })' }, async (phone) => {
    assert.deepEqual({ ...offered(phone) }, { share: false, 'share-timeline': false })
  })
})

test('a page with handlers can, until it hides the entries', async () => {
  const script = 'Page({ onShareAppMessage() {}, onShareTimeline() {}, away(menus) { wx.hideShareMenu({ menus }) }, back() { wx.showShareMenu() } })'
  await playing({ ...app, 'pages/a/a.js': script }, async (phone) => {
    assert.deepEqual({ ...offered(phone) }, { share: true, 'share-timeline': true })
    const after = async (code) => {
      phone.run(`getCurrentPages()[0].${code}`)
      await phone.settle()
      return { ...offered(phone) }
    }
    assert.deepEqual(await after("away(['shareTimeline'])"), { share: true, 'share-timeline': false })
    assert.deepEqual(await after('away()'), { share: false, 'share-timeline': false })
    assert.deepEqual(await after('back()'), { share: true, 'share-timeline': false })
  }, { apis: { showShareMenu: perform, hideShareMenu: perform } })
})
