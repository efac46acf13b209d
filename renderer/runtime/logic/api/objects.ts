/** Objects that stand for something on the device: audio players, tasks, managers. */
import table, { type MethodRow } from 'minideck:api-table'
import { forgetObject, listen, unlisten } from '../listeners'
import { callAsync, nextId } from './call'
import { carryOut, carryOutSync } from './carry_out'
import { settle, type Result } from './outcome'
import { natives } from '../natives'

/** What players say before the device has told anything of them: nothing sounds yet. */
const AT_REST = { paused: true, currentTime: 0, duration: 0, buffered: 0 }

export type RemoteObject = Record<string, unknown>

/** Positional arguments as the parameters the device knows them by. */
export function named(params: readonly string[], args: readonly unknown[]): Result {
  const [first] = args
  const plain = typeof first === 'object' && first !== null && !Array.isArray(first) && !ArrayBuffer.isView(first) && !(first instanceof ArrayBuffer)
  if (plain && (params.length === 0 || params[0] === 'object' || params[0] === 'options')) return first as Result
  return Object.fromEntries(params.map((name, index) => [name, args[index]]))
}

/**
 * Make the object `id` of class `type`; `family` is the word its events begin with.
 *
 * Its methods become calls `<type>.<method>` with the object as target, its listeners hear `<family>:<id>:<event>`.
 */
export function remoteObject(type: string, family: 'object' | 'task', id: number, extra: RemoteObject = {}): RemoteObject {
  const definition = table.managers[type]
  const object: RemoteObject = {}
  remember(family, id, {})
  if (!definition) return Object.assign(object, extra)
  const known: Record<string, unknown> = { ...definition.properties }
  for (const [name, value] of Object.entries(AT_REST)) if (name in known) known[name] ??= value
  for (const name of Object.keys(definition.properties)) {
    Object.defineProperty(object, name, {
      get: () => known[name],
      set: (value: unknown) => {
        known[name] = value
        if (definition.writable.includes(name)) send(`${type}.$set`, { [name]: value }, id)
      },
      enumerable: true,
      configurable: true,
    })
  }
  for (const [name, row] of Object.entries(definition.methods)) object[name] = method(type, name, row, family, id)
  remember(family, id, known)
  return Object.assign(object, extra)
}

const memory = new Map<string, Record<string, unknown>>()

function remember(family: string, id: number, known: Record<string, unknown>): void {
  memory.set(`${family}:${id}`, known)
}

/** The task or object has ended: nothing more will be heard of it. */
export function release(family: 'object' | 'task', id: number): void {
  memory.delete(`${family}:${id}`)
  forgetObject(`${family}:${id}:`)
}

/** Properties the device tells an object: what it reads from now on. */
export function learn(object: string, detail: Readonly<Record<string, unknown>>): void {
  const known = memory.get(object)
  if (!known) return
  for (const [name, value] of Object.entries(detail)) if (name in known) known[name] = value
}

/** The name an object's event is known by: `onTimeUpdate` and `timeUpdate` are the same. */
export function eventKey(family: string, id: number | string, event: string): string {
  return `${family}:${id}:${event.replace(/^on/, '').toLowerCase()}`
}

function method(type: string, name: string, row: MethodRow, family: string, id: number): unknown {
  const [kind, promise, params, returns] = row
  if (kind === 'event-on' || /^on[A-Z]/.test(name)) return (listener: unknown) => listen(eventKey(family, id, name), listener)
  if (kind === 'event-off' || /^off[A-Z]/.test(name)) {
    return (listener: unknown) => unlisten(eventKey(family, id, name.slice(3)), listener)
  }
  const api = `${type}.${name}`
  if (kind === 'async' || kind === 'task') {
    return (options?: Result) => settle(carryOut(api, options ?? {}, { target: id }), options, promise === 1)
  }
  if (kind === 'promise' || returns.startsWith('Promise')) {
    return (...args: unknown[]) => carryOut(api, named(params, args), { target: id })
  }
  if (name === 'on') return (event: string, listener: unknown) => listen(eventKey(family, id, event), listener)
  if (name === 'off') return (event: string, listener?: unknown) => unlisten(eventKey(family, id, event), listener)
  if (returns in table.managers) {
    return (...args: unknown[]) => {
      const made = nextId()
      send(api, named(params, args), id)
      return remoteObject(returns, 'object', made)
    }
  }
  if (returns || name.endsWith('Sync')) return (...args: unknown[]) => carryOutSync(api, named(params, args), { target: id })
  return (...args: unknown[]) => send(api, named(params, args), id)
}

/** Tell the device something that has no answer. */
function send(name: string, params: Result, target: number): void {
  callAsync(name, params, { target }).catch((error: unknown) => natives.console.error(error))
}
