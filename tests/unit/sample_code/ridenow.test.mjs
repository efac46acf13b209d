// The rules of RideNow: which bike, what it costs, how far, what the lock says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './modules.mjs'

const domain = (name) => load(`ridenow/files/miniprogram/domain/${name}`)
const { bikeOfCode, bikeOfLaunch, bikeOfNumber } = await domain('bike')
const { fare, yuan } = await domain('fare')
const { distance, metres, step } = await domain('track')
const frames = await domain('lock_frames')
const { problems } = await domain('problems')
const { begun, minutes } = await domain('ride')

const bytes = (...values) => new Uint8Array(values).buffer

test('only our own stickers name a bike', () => {
  assert.equal(bikeOfCode(' https://ride.example/b/0042 '), 42)
  for (const other of ['https://ride.example/b/42', 'https://ride.example.org/b/0042', 'http://ride.example/b/0042', '0042', '']) {
    assert.equal(bikeOfCode(other), null, other)
  }
  assert.equal(bikeOfNumber('0043'), 43)
  assert.equal(bikeOfNumber('004'), null)
})

test('each way into the app names its bike in its own way', () => {
  assert.equal(bikeOfLaunch({ q: 'https%3A%2F%2Fride.example%2Fb%2F0042' }), 42)
  assert.equal(bikeOfLaunch({ q: 'https%3A%2F%2Fshop.example' }), null)
  assert.equal(bikeOfLaunch({ scene: 'b%3D0042' }), 42)
  assert.equal(bikeOfLaunch({ bike: '42' }), 42)
  assert.equal(bikeOfLaunch({}), null)
})

test('a step of the fare counts from its first moment, a day has its limit', () => {
  const at = (minute) => fare(minute * 60_000)
  assert.deepEqual([0, 15, 15.01, 25, 25.01].map(at), [150, 150, 200, 200, 250])
  assert.equal(at(24 * 60), 1500)
  assert.equal(yuan(50), '¥0.50')
})

test('a way grows by real steps only', () => {
  const start = { latitude: 23, longitude: 113 }
  const north = { latitude: 23.001, longitude: 113 }
  assert.equal(Math.round(distance(start, north)), 111)
  assert.equal(Math.round(step([start], { ...north, accuracy: 10 })), 111)
  assert.equal(step([start], { ...north, accuracy: 200 }), 0)
  assert.equal(step([start], { latitude: 23.00001, longitude: 113 }), 0)
  assert.equal(step([], north), 0)
  assert.deepEqual([844, 2449].map(metres), ['840 m', '2.4 km'])
})

test('the lock hears what it understands, and is understood', () => {
  assert.deepEqual([...new Uint8Array(frames.openCommand([0x2a, 0x17]))], [5, 1, 0x2a, 0x17, 0x47])
  assert.equal(frames.answerOf(bytes(5, 1, 1, 7)), 'opened')
  assert.equal(frames.answerOf(bytes(5, 1, 2, 8)), 'jammed')
  assert.equal(frames.answerOf(bytes(5, 3, 0, 8)), 'closed')
  assert.equal(frames.answerOf(bytes(5, 0xee, 1, 0xf4)), 'refused')
  assert.equal(frames.answerOf(bytes(5, 1, 1, 9)), null)
  assert.equal(frames.answerOf(bytes()), null)
  assert.equal(frames.numberOf(bytes(0x4d, 0x44, 0x00, 0x42)), 42)
  assert.equal(frames.numberOf(bytes(0x4d, 0x44, 0x00, 0x4a)), null)
  assert.equal(frames.numberOf(undefined), null)
})

test('every minute that was begun counts, and every failure has its words', () => {
  assert.equal(minutes(begun('r', 42, 0), 60_001), 2)
  assert.equal(minutes({ ...begun('r', 42, 0), endedAt: 1 }, 9e9), 1)
  assert.ok(Object.values(problems).every(({ title, text }) => title && text))
})
