import assert from 'node:assert/strict'
import { test } from 'node:test'
import { perform, playing } from './harness.mjs'

const files = (script) => ({
  'app.json': JSON.stringify({ pages: ['pages/a/a'], tabBar: undefined }), 'app.js': 'App({})', 'pages/a/a.wxml': '<view/>', 'pages/a/a.js': script,
})
const rejections = async (script) => {
  let found
  await playing(files(script), async (phone) => {
    await phone.settle()
    await phone.settle()
    found = phone.reports.map(({ kind, message }) => `${kind} ${message}`)
  }, { apis: { hideTabBar: perform, navigateTo: perform } })
  return found
}

test('a refusal is an error where the app looks at results, else a notice', async () => {
  assert.deepEqual(await rejections('Page({ onLoad() { wx.hideTabBar() } })'), ['notice nobody looks at the result: hideTabBar:fail not TabBar page'])
  assert.deepEqual(await rejections('Page({ async onLoad() { await wx.hideTabBar() } })'), ['rejection Unhandled promise rejection: hideTabBar:fail not TabBar page'])
})

test('a way to nowhere is always an error', async () => {
  const [found] = await rejections("Page({ onLoad() { wx.navigateTo({ url: '/pages/none/none' }) } })")
  assert.match(found, /^rejection .*navigateTo:fail/)
})

test('calls of a start that was left end in silence', async () => {
  const silent = (phone) => phone.messages.filter(({ type, level }) => type === 'console' && level === 'error')
  await playing(files('Page({})'), async (phone) => {
    phone.run('globalThis.ended = []; const end = (name) => () => ended.push(name); wx.login().then(end("login"), end("login"))')
    await phone.run('wx.getNetworkType().then(end("network"), end("network"))')
    assert.deepEqual([...phone.run('ended')], ['network'])
    assert.deepEqual(phone.reports, [])
    assert.deepEqual(silent(phone), [])
  }, { apis: { login: () => null } })
})
