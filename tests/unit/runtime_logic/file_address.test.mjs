import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

test('a relative file of a component lies beside the component, other addresses stay', async () => {
  await playing({
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
    'app.js': 'App({})',
    'pages/a/a.json': '{"usingComponents": {"c": "../../lib/c/c"}}',
    'pages/a/a.wxml': '<c><image id="slotted" src="./b.png" /></c>',
    'lib/c/c.json': '{"component": true}',
    'lib/c/c.wxml': '<image id="near" src="./a.png?x=1" /><image id="up" src="../a.html" /><image id="root" src="/a.png" /><image id="far" src="https://x/a.png" /><slot />',
    'lib/c/c.js': 'Component({})',
  }, async (phone) => {
    const source = (id) => phone.top.root.find((node) => node.id === id).attributes.src
    assert.equal(source('near'), '/lib/c/a.png?x=1')
    assert.equal(source('up'), '/lib/a.html')
    assert.equal(source('root'), '/a.png')
    assert.equal(source('far'), 'https://x/a.png')
    assert.equal(source('slotted'), '/pages/a/b.png')
  })
})
