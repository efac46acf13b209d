import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const field = "Component({ behaviors: ['wx://form-field'], methods: { choose() { this.setData({ value: [1, 2] }) } } })"

test('a form submits the values of own form fields, named ones only', async () => {
  const files = {
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})',
    'pages/a/a.wxml': '<form bindsubmit="submit"><input name="text"/><view><stars id="s" name="stars"/></view><stars/><group/></form><stars name="outside"/>',
    'pages/a/a.js': 'Page({ submit(e) { global.value = e.detail.value } })',
    'pages/a/a.json': JSON.stringify({ usingComponents: { stars: '../../c/stars', group: '../../c/group' } }),
    'c/stars.wxml': '<view/>', 'c/stars.js': field, 'c/stars.json': '{"component": true}',
    'c/group.wxml': '<stars name="inner" value="x"/>', 'c/group.js': 'Component({})',
    'c/group.json': JSON.stringify({ component: true, usingComponents: { stars: './stars' } }),
  }
  await playing(files, async (phone) => {
    phone.run("getCurrentPages()[0].selectComponent('#s').choose()")
    phone.fire((node) => node.tag === 'form', 'submit', { value: { text: 'hello' } }, { bubbles: false })
    assert.deepEqual(JSON.parse(phone.run('JSON.stringify(global.value)')), { text: 'hello', stars: [1, 2], inner: 'x' })
  })
})

test('what an input handler returns goes into the field', async () => {
  const files = {
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})',
    'pages/a/a.wxml': '<input bindinput="input"/><textarea bindinput="silent"/>',
    'pages/a/a.js': "Page({ input(e) { return { value: e.detail.value.replace(/11/g, '2'), cursor: 1 } }, silent() {} })",
    'pages/a/a.json': '{}',
  }
  await playing(files, async (phone) => {
    const field = phone.fire((node) => node.tag === 'input', 'input', { value: '11' }, { bubbles: false })
    phone.fire((node) => node.tag === 'textarea', 'input', { value: '11' }, { bubbles: false })
    const sent = phone.commands.filter(({ name }) => name === 'replaceInput')
    assert.deepEqual(sent.map(({ args }) => ({ ...args })), [{ node: field.number, value: '2', cursor: 1 }])
  })
})
