/** `wx.cloud`: every documented function is there; the device says what becomes of it. */
import table from 'minideck:api-table'
import { nextId } from './call'
import { carryOut, carryOutSync } from './carry_out'
import { remoteObject } from './objects'
import { settle, type Result } from './outcome'

type Chain = Record<string, unknown>

/** A reference or query of the cloud database: each step is noted, reading and writing are calls. */
function chain(steps: readonly Result[]): Chain {
  const END = new Set(['get', 'set', 'add', 'update', 'remove', 'count', 'end'])
  return new Proxy({} as Chain, {
    get: (_target, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined
      return (...args: unknown[]) => {
        const next = [...steps, { method: name, args }]
        if (!END.has(name)) return chain(next)
        const options = (args[0] ?? {}) as Result
        return settle(carryOut(`cloud.database.${name}`, { steps: next }), options, true)
      }
    },
  })
}

/** Commands and values of the database are plain marks: `_.gt(3)` → `{$command: 'gt', args: [3]}`. */
const marks = (kind: string): Chain =>
  new Proxy({} as Chain, {
    get: (_target, name) => (typeof name === 'string' ? (...args: unknown[]) => ({ [kind]: name, args }) : undefined),
  })

function database(): Chain {
  return {
    collection: (name: string) => chain([{ method: 'collection', args: [name] }]),
    command: marks('$command'),
    Geo: marks('$geo'),
    serverDate: (options: unknown) => ({ $date: options ?? {} }),
    RegExp: (options: unknown) => ({ $regex: options }),
    config: {},
  }
}

/** With callbacks a transfer answers its task, without them a promise. */
function transfer(api: string, name: string, options: Result): unknown {
  const id = nextId()
  const work = settle(carryOut(api, options, { id }), options, true)
  return work ?? remoteObject(name === 'uploadFile' ? 'UploadTask' : 'DownloadTask', 'task', id)
}

/** Build `wx.cloud`. */
export function cloud(): Chain {
  const object: Chain = {}
  for (const [name, [kind, promise]] of Object.entries(table.cloud)) {
    const api = `cloud.${name}`
    if (kind === 'sync') object[name] = (options?: unknown) => carryOutSync(api, (options ?? {}) as Result)
    else if (kind === 'factory') object[name] = database
    else if (kind === 'property') object[name] = function Marked(this: unknown, value: unknown) { return { [name]: value } }
    else if (kind === 'task') object[name] = (options: Result = {}) => transfer(api, name, options)
    else object[name] = (options?: Result) => settle(carryOut(api, options ?? {}), options, promise === 1)
  }
  return object
}
