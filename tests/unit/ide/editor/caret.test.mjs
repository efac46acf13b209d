// The caret rests when nobody works.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { load } from './web_modules.mjs'

const { restCaret } = await load('caret.ts')

let now, timers, events, blinking

const clock = {
  setTimeout(then, ms) {
    timers.push({ at: now + ms, then })
    return timers.length
  },
  clearTimeout(number) {
    if (number) timers[number - 1].then = () => {}
  },
}

function pass(ms) {
  now += ms
  for (const timer of timers.filter(({ at }) => at <= now)) {
    timer.then()
    timer.then = () => {}
  }
}

beforeEach(() => {
  now = 0
  timers = []
  events = {}
  blinking = []
  const hear = (name) => (then) => { events[name] = then }
  restCaret({
    onDidFocusEditorText: hear('focus'), onDidChangeCursorSelection: hear('move'), onKeyDown: hear('key'),
    onDidDispose: hear('end'), updateOptions: ({ cursorBlinking }) => blinking.push(cursorBlinking),
  }, clock)
})

test('a caret nobody has used does nothing', () => {
  pass(60_000)
  assert.deepEqual(blinking, [])
})

test('eight seconds after the last work it rests, once', () => {
  events.focus()
  pass(7999)
  assert.deepEqual(blinking, [])
  pass(1)
  pass(60_000)
  assert.deepEqual(blinking, ['solid'])
})

test('every kind of work puts the rest off', () => {
  for (const name of ['focus', 'move', 'key', 'move']) {
    events[name]()
    pass(7000)
  }
  assert.deepEqual(blinking, [])
  pass(1000)
  assert.deepEqual(blinking, ['solid'])
})

test('a resting caret blinks at the next key and rests again later', () => {
  events.key()
  pass(8000)
  events.key()
  events.move()
  assert.deepEqual(blinking, ['solid', 'blink'])
  pass(8000)
  assert.deepEqual(blinking, ['solid', 'blink', 'solid'])
})

test('an editor that is gone is left alone', () => {
  events.key()
  events.end()
  pass(60_000)
  assert.deepEqual(blinking, [])
})
