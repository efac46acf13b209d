/** The object `wx`: every documented name, built from the table of facts. */
import table, { type ApiRow } from 'minideck:api-table'
import { listen, listenAlone, unlisten } from '../listeners'
import { callAsync, nextId } from './call'
import { carryOut, carryOutSync } from './carry_out'
import { behindRules } from './ruled'
import { named, release, remoteObject } from './objects'
import { settle, type Result } from './outcome'
import { natives } from '../natives'

export type Surface = Record<string, unknown>

/** Build `wx`; what `own` holds is answered by it instead of the device. */
export function surface(own: Surface): Surface {
  const wx: Surface = {}
  for (const [name, row] of Object.entries(table.apis)) wx[name] = name in own ? behindRules(name, row, own[name]) : generic(name, row)
  for (const name of Object.keys(own)) wx[name] ??= own[name]
  return wx
}

function generic(name: string, row: ApiRow): unknown {
  const [kind, promise, params, , , returns] = row
  switch (kind) {
    case 'event-on':
      // A listener that cannot be taken off gives way to the next one, as on a phone.
      return name.replace(/^on/, 'off') in table.apis ? (listener: unknown) => listen(name, listener) : (listener: unknown) => listenAlone(name, listener)
    case 'event-off':
      return (listener: unknown) => unlisten(name.replace(/^off/, 'on'), listener)
    case 'sync':
      return (...args: unknown[]) => carryOutSync(name, named(params, args))
    case 'factory':
      return (...args: unknown[]) => create(name, returns, named(params, args))
    case 'task':
      return (options: Result = {}) => task(name, returns, options)
    case 'property':
      return {}
    default:
      return async(name, promise === 1)
  }
}

/** `get…` answers one object however often it is asked for. */
const shared = new Map<string, unknown>()

function create(name: string, type: string, params: Result): unknown {
  const single = name.startsWith('get')
  const known = single ? shared.get(name) : undefined
  if (known) return known
  const id = nextId()
  callAsync(name, params, { id, target: id }).catch((error: unknown) => natives.console.error(error))
  const object = remoteObject(type, 'object', id)
  if (single) shared.set(name, object)
  return object
}

export function forgetObjects(): void {
  shared.clear()
}

function task(name: string, type: string, options: Result): unknown {
  const id = nextId()
  const work = carryOut(name, options, { id })
  let giveUp = (): void => {}
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject({ errMsg: `${name}:fail abort` })
  })
  settle(Promise.race([work, aborted]), options, false)
  // A connection lives on after its call has succeeded, a transfer ends with it.
  const end = (): void => void natives.setTimeout(() => release('task', id), 0)
  if (type !== 'SocketTask') work.then(end, end)
  const object = remoteObject(type, 'task', id)
  const abort = object['abort']
  if (typeof abort !== 'function') return object
  // The answer may be on its way already: who gave up hears of nothing else.
  object['abort'] = () => {
    giveUp()
    abort()
  }
  return object
}

function async(name: string, promise: boolean): unknown {
  return (options?: Result) => settle(carryOut(name, typeof options === 'object' && options !== null ? options : {}).then(withObjects), options, promise)
}

/** A result in which `{ $object, type }` of the device has become the object itself. */
function withObjects(result: Result): Result {
  for (const [key, value] of Object.entries(result)) {
    const { $object, type } = (value ?? {}) as { $object?: unknown; type?: unknown }
    if (typeof $object === 'number' && typeof type === 'string') result[key] = remoteObject(type, 'object', $object)
  }
  return result
}
