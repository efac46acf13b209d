import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const files = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({ numbers: [Math.random(), Math.random()] })', 'pages/a/a.wxml': '<view/>', 'pages/a/a.js': 'Page({})',
}

async function numbers(boot = {}) {
  let found = []
  await playing(files, async (phone) => { found = [...phone.run('getApp().numbers')] }, { boot })
  return found
}

test('a seed gives the app the same random numbers in every run, from its first statement on', async () => {
  const [first, again, other] = [await numbers({ seed: 1 }), await numbers({ seed: 1 }), await numbers({ seed: 2 })]
  assert.deepEqual(first, again)
  assert.notDeepEqual(first, other)
  assert.ok([...first, ...other].every((number) => number >= 0 && number < 1))
})

test('without one they are those of the engine', async () => {
  assert.notDeepEqual(await numbers(), await numbers())
})
