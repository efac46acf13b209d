// A page that calls every function of `wx` in each form it has and keeps how each call ended.
const list = require('./list')

const LIMIT_MS = 6000
const TOGETHER = 20

const revive = (value) => {
  if (Array.isArray(value)) return value.map(revive)
  if (typeof value !== 'object' || value === null) return value
  if ('$buffer' in value) return wx.base64ToArrayBuffer(value.$buffer)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revive(item)]))
}

const late = () => new Promise((done) => setTimeout(() => done('no answer'), LIMIT_MS))
const words = (result) => String((result && result.errMsg) || result)

/** What the callbacks hear, in order: `now` stands for the end of the call itself. */
function withCallbacks(api, params) {
  const heard = []
  const answered = new Promise((done) => {
    const hear = (name) => (result) => {
      heard.push(name, words(result))
      if (name === 'complete') done(heard)
    }
    let returned
    try {
      returned = wx[api]({ ...params, success: hear('success'), fail: hear('fail'), complete: hear('complete') })
    } catch (error) {
      done(['thrown', words(error)])
    }
    heard.push('now', returned instanceof Promise ? 'promise' : typeof returned)
  })
  return Promise.race([answered, late()])
}

function withPromise(api, params) {
  let returned
  try {
    returned = wx[api](params)
  } catch (error) {
    return ['thrown', words(error)]
  }
  if (!returned || typeof returned.then !== 'function') return ['none', typeof returned]
  return Promise.race([returned.then((result) => ['ok', words(result)], (result) => ['fail', words(result)]), late()])
}

/** A synchronous function: the type of its value, or what it throws. */
function atOnce(api, params) {
  try {
    return ['value', typeof wx[api](...Object.values(params))]
  } catch (error) {
    return ['thrown', words(error)]
  }
}

async function one({ api, kind, params, wrong }) {
  if (typeof wx[api] !== 'function') return { api, missing: typeof wx[api] }
  const given = revive(params)
  if (kind === 'sync') return { api, value: atOnce(api, given) }
  const found = { api, callbacks: await withCallbacks(api, given), promise: await withPromise(api, given) }
  if (wrong) found.wrong = [await withCallbacks(api, {}), await withPromise(api, {})]
  return found
}

Page({
  data: { results: [], done: 0 },
  async start() {
    const results = []
    for (let start = 0; start < list.length; start += TOGETHER) {
      results.push(...(await Promise.all(list.slice(start, start + TOGETHER).map(one))))
      this.setData({ done: results.length })
    }
    this.setData({ results })
  },
})
