/** Storage: a mirror of the device's that is read without leaving the worker and written through. */
import { decode, encode } from '../wire'
import { carryOut, carryOutSync } from './carry_out'
import { log } from './logged'
import { settle, type Result } from './outcome'
import type { Surface } from './surface'

/** Key → its value as text; null for a key the device said it does not have. */
const mirror = new Map<string, string | null>()

/** The device's storage changed behind our back. */
export function forgetStorage(): void {
  mirror.clear()
}

function remember(key: unknown, data: unknown): void {
  mirror.set(String(key), data === undefined ? null : encode(data))
}

function checkKey(api: string, key: unknown): string {
  if (typeof key !== 'string') {
    const type = key === null ? 'Null' : Object.prototype.toString.call(key).slice(8, -1)
    throw new Error(`${api}:fail parameter error: parameter.key should be String instead of ${type};`)
  }
  return key
}

function getStorageSync(key: unknown): unknown {
  const name = checkKey('getStorageSync', key)
  const known = mirror.get(name)
  if (known !== undefined) {
    const value = known === null ? '' : decode(known)
    log('getStorageSync', { key }, value)
    return value
  }
  const value = carryOutSync('getStorageSync', { key: name })
  mirror.set(name, value === '' || value === null || value === undefined ? null : encode(value))
  return value ?? ''
}

function setStorageSync(key: unknown, data: unknown): void {
  const name = checkKey('setStorageSync', key)
  mirror.delete(name)
  carryOutSync('setStorageSync', { key: name, data })
  remember(name, data)
}

function removeStorageSync(key: unknown): void {
  const name = checkKey('removeStorageSync', key)
  carryOutSync('removeStorageSync', { key: name })
  mirror.set(name, null)
}

/** An asynchronous call after which the mirror is brought up to date. */
function passed(name: string, done: (params: Result) => void): unknown {
  return (params?: Result) => {
    const work = carryOut(name, params ?? {}).then((result) => {
      done(params ?? {})
      return result
    })
    return settle(work, params, true)
  }
}

export const storageApis: Surface = {
  getStorageSync,
  setStorageSync,
  removeStorageSync,
  clearStorageSync: () => {
    carryOutSync('clearStorageSync', {})
    mirror.clear()
  },
  batchSetStorageSync: (kvList: unknown) => {
    mirror.clear()
    carryOutSync('batchSetStorageSync', { kvList })
  },
  setStorage: passed('setStorage', (params) => (params['encrypt'] ? mirror.delete(String(params['key'])) : remember(params['key'], params['data']))),
  removeStorage: passed('removeStorage', (params) => mirror.set(String(params['key']), null)),
  clearStorage: passed('clearStorage', forgetStorage),
  batchSetStorage: passed('batchSetStorage', forgetStorage),
}
