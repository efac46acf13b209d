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

/** Values of the database are plain marks: `Geo.Point(1, 2)` → `{$geo: 'Point', args: [1, 2]}`. */
const marks = (kind: string): Chain =>
  new Proxy({} as Chain, {
    get: (_target, name) => (typeof name === 'string' ? (...args: unknown[]) => ({ [kind]: name, args }) : undefined),
  })

/** Commands go on: `_.gt(3).and(_.lt(5))` → `{$command: 'and', args: [{$command: 'gt', args: [3]}, …]}`. */
function command(name: string, args: readonly unknown[]): Chain {
  return new Proxy({ $command: name, args } as Chain, {
    get(target, key) {
      if (typeof key !== 'string' || key in target || key === 'toJSON' || key === 'then') return Reflect.get(target, key)
      return (...more: unknown[]) => command(key, [{ $command: name, args }, ...more])
    },
  })
}

const commands = new Proxy({ aggregate: marks('$aggregate'), project: marks('$project') } as Chain, {
  get: (target, name) => (typeof name !== 'string' || name in target ? Reflect.get(target, name) : (...args: unknown[]) => command(name, args)),
})

function database(): Chain {
  return {
    collection: (name: string) => chain([{ method: 'collection', args: [name] }]),
    command: commands,
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
