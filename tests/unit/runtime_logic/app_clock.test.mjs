import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

const BEGIN = 1_777_593_600_000
const files = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})', 'pages/a/a.wxml': '<view/>', 'pages/a/a.js': 'Page({})',
}

/** Move the app's time and wait until it is there. */
async function move(phone, now, speed = 0) {
  phone.send({ type: 'time', now, speed })
  await settled(phone)
}

async function settled(phone) {
  for (;;) {
    phone.id = (phone.id ?? 0) + 1
    const answered = phone.next((message) => message.type === 'inspection' && message.id === phone.id)
    phone.send({ type: 'inspect', id: phone.id, what: 'rest', args: { within: 0 } })
    const { value } = await answered
    if (value.open === 0) return value
    await new Promise((done) => setImmediate(done))
  }
}

/** Wait until an expression is true. */
async function true_(phone, expression) {
  while (!phone.run(expression)) await new Promise((done) => setImmediate(done))
}

test('without an order the app has the clock of the computer', async () => {
  await playing(files, async (phone) => {
    assert.equal(phone.run('Date === new Date().constructor'), true)
    assert.ok(Math.abs(phone.run('Date.now()') - Date.now()) < 60_000)
    assert.deepEqual(await settled(phone).then(({ next, stands }) => ({ next, stands })), { next: 0, stands: false })
  })
})

test('time stands, and is moved: every timer runs at its moment, in its order, promises in between', async () => {
  await playing(files, async (phone) => {
    await move(phone, BEGIN)
    phone.run(`global.seen = []
      const note = (name) => global.seen.push(name + (Date.now() - ${BEGIN}))
      setTimeout(note, 30, 'c'); setTimeout(() => { note('a'); Promise.resolve().then(() => note('p')) }, 10)
      setTimeout(note, 10, 'b'); clearTimeout(setTimeout(note, 5, 'never'))
      const tick = setInterval(() => { note('i'); if (global.seen.length === 7) clearInterval(tick) }, 20)`)
    assert.equal(phone.run(`Date.now() - ${BEGIN}`), 0)
    assert.equal((await settled(phone)).next, BEGIN + 10)
    await move(phone, BEGIN + 60)
    assert.equal(phone.run('global.seen.join()'), 'a10,p10,b10,i20,c30,i40,i60')
    const rest = await settled(phone)
    assert.deepEqual([rest.next, rest.stands], [0, true])
  })
})

test('timers set before go over to the time that is kept, with what is left of them', async () => {
  await playing(files, async (phone) => {
    phone.run(`global.seen = []
      const note = (name) => global.seen.push(name)
      setTimeout(note, 300000, 'late'); setInterval(note, 100000, 'again')
      global.stopped = setTimeout(note, 200000, 'never')`)
    await move(phone, BEGIN)
    phone.run('clearTimeout(global.stopped)')
    await move(phone, BEGIN + 100_000)
    assert.equal(phone.run('global.seen.join()'), 'again')
    await move(phone, BEGIN + 300_000)
    assert.equal(phone.run('global.seen.join()'), 'again,again,late,again')
  })
})

test('a timeout that is kept counts as due soon, as long as time goes', async () => {
  await playing(files, async (phone) => {
    await move(phone, BEGIN, 1)
    phone.run('setTimeout(() => { global.ran = true }, 60); setTimeout(() => {}, 60000)')
    const ask = async () => {
      phone.id += 1
      const answered = phone.next((message) => message.type === 'inspection' && message.id === phone.id)
      phone.send({ type: 'inspect', id: phone.id, what: 'rest', args: { within: 100 } })
      return (await answered).value.due
    }
    assert.ok(await ask() > 0)
    await true_(phone, 'global.ran === true')
    assert.equal(await ask(), 0)
  })
})

test('dates are dates, and performance follows', async () => {
  await playing(files, async (phone) => {
    phone.run('global.before = performance.now()')
    await move(phone, BEGIN)
    const seen = phone.run(`(() => {
      class Mine extends Date {}
      const now = new Date(), mine = new Mine()
      return { iso: now.toISOString(), is: now instanceof Date, same: now.constructor === Date, mine: mine instanceof Mine && mine.getTime(),
        given: new Date(2020, 0, 2).getDate(), utc: Date.UTC(1970, 0, 2), text: typeof Date(), parse: Date.parse('1970-01-01T00:00:01Z'), from: performance.now() }
    })()`)
    assert.ok(seen.from - phone.run('global.before') < 5000)
    await move(phone, BEGIN + 5000)
    assert.equal(Math.round(phone.run('performance.now()') - seen.from), 5000)
    delete seen.from
    assert.deepEqual({ ...seen }, {
      iso: '2026-05-01T00:00:00.000Z', is: true, same: true, mine: BEGIN, given: 2, utc: 86400000, text: 'string', parse: 1000,
    })
  })
})

test('it runs faster than the computer, and stops', async () => {
  await playing(files, async (phone) => {
    await move(phone, BEGIN, 20)
    const begun = performance.now()
    phone.run(`setTimeout(() => { global.late = true }, 2000)`)
    await true_(phone, 'global.late')
    assert.ok(performance.now() - begun >= 95)
    await move(phone, BEGIN + 100_000)
    assert.equal(phone.run('Date.now()'), BEGIN + 100_000)
  })
})

test('the app begins with the time of its boot message, and gets the computer\'s clock back', async () => {
  await playing({ ...files, 'app.js': 'App({ begun: Date.now() })' }, async (phone) => {
    assert.ok(Math.abs(phone.run('getApp().begun') - Date.now()) < 60_000)
    await move(phone, BEGIN)
    phone.run(`setTimeout(() => { global.left = true }, 20)`)
    phone.send({ type: 'time', now: 0, speed: null })
    await true_(phone, 'global.left')
    assert.ok(Math.abs(phone.run('Date.now()') - Date.now()) < 60_000)
    assert.equal(phone.run('new Date().constructor === Date'), true)
  })
})

test('a frame is drawn each time the app\'s time has moved, and none while it stands', async () => {
  await playing(files, async (phone) => {
    await move(phone, BEGIN)
    phone.run(`global.drawn = []
      const canvas = wx.createOffscreenCanvas({ type: '2d', width: 8, height: 8 })
      global.canvas = canvas
      const began = performance.now()
      const draw = (time) => {
        global.drawn.push([Math.round(time - began), Date.now() - ${BEGIN}])
        if (global.drawn.length < 3) canvas.requestAnimationFrame(draw)
      }
      canvas.requestAnimationFrame(draw)
      canvas.cancelAnimationFrame(canvas.requestAnimationFrame(() => global.drawn.push('never')))`)
    assert.equal((await settled(phone)).drawing, true)
    assert.equal(phone.run('global.drawn.length'), 0)
    for (const now of [40, 80, 200, 240]) await move(phone, BEGIN + now)
    assert.equal(phone.run('JSON.stringify(global.drawn)'), '[[40,40],[80,80],[200,200]]')
    assert.equal((await settled(phone)).drawing, false)
    phone.run('global.canvas.requestAnimationFrame(() => global.drawn.push("freed"))')
    phone.send({ type: 'time', now: 0, speed: null })
    await true_(phone, 'global.drawn.length === 4')
  }, { globals: { OffscreenCanvas: class { getContext() { return null } } } })
})
