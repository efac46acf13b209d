"""JavaScript the client runs in the app: functions as text."""

from __future__ import annotations

HOOK_WX = """(method, binding, hook) => {
  const path = method.split('.')
  const name = path.pop()
  const holder = path.reduce((found, part) => found && found[part], wx)
  if (!holder || typeof holder[name] !== 'function') throw new Error(`wx has no method ${method}`)
  const tell = (...what) => globalThis[binding](hook, ...what)
  const origin = holder[name].minideckOrigin || holder[name]
  const heard = (then) => function (...results) {
    tell('callback', ...results)
    return typeof then === 'function' ? then.apply(this, results) : undefined
  }
  const hooked = function (...args) {
    tell('before', ...args)
    const options = args[0]
    const calls = options && typeof options === 'object' &&
      (options.success || options.fail || options.complete)
    if (calls) args[0] = { ...options, success: heard(options.success), fail: heard(options.fail) }
    const result = origin.apply(this, args)
    const later = result && typeof result.then === 'function'
    tell('after', ...(later ? [] : [result]))
    const told = (value) => tell('callback', value)
    if (later && !calls) result.then(told, told)
    return result
  }
  hooked.minideckOrigin = origin
  holder[name] = hooked
}"""

RELEASE_WX = """(method) => {
  const path = method.split('.')
  const name = path.pop()
  const holder = path.reduce((found, part) => found && found[part], wx)
  const origin = holder && holder[name] && holder[name].minideckOrigin
  if (origin) holder[name] = origin
}"""

HOOK_PAGE = """(method, binding, hook) => {
  const page = getCurrentPages().pop()
  const name = page ? page.route : 'no page'
  if (typeof page?.[method] !== 'function') throw new Error(`${name} has no method ${method}`)
  const tell = (...what) => globalThis[binding](hook, ...what)
  const origin = page[method].minideckOrigin || page[method]
  const hooked = function (...args) {
    tell('before', ...args)
    return origin.apply(this, args)
  }
  hooked.minideckOrigin = origin
  page[method] = hooked
}"""

RELEASE_PAGE = """(method) => {
  for (const page of getCurrentPages()) {
    const origin = page[method] && page[method].minideckOrigin
    if (origin) page[method] = origin
  }
}"""
