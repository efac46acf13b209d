/** `wx.getFileSystemManager`: one manager whose methods are calls, with the objects its results promise. */
import table from 'minideck:api-table'
import { carryOut, carryOutSync } from './carry_out'
import { named, type RemoteObject } from './objects'
import { settle, type Result } from './outcome'

const TYPE = 'FileSystemManager'
const FORMAT = 0o170000
const FOLDER = 0o040000
const FILE = 0o100000

/** Give every stat in a result its methods. */
function withStats(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof ArrayBuffer) return value
  const members = value as Record<string, unknown>
  if (typeof members['mode'] === 'number' && 'size' in members) {
    const kind = members['mode'] & FORMAT
    return Object.assign(members, { isDirectory: () => kind === FOLDER, isFile: () => kind === FILE })
  }
  for (const [name, member] of Object.entries(members)) members[name] = withStats(member)
  return members
}

let manager: RemoteObject | null = null

/** The one file system manager. */
export function getFileSystemManager(): RemoteObject {
  manager ??= create()
  return manager
}

function create(): RemoteObject {
  const object: RemoteObject = {}
  for (const [name, [kind, promise, params]] of Object.entries(table.managers[TYPE]?.methods ?? {})) {
    const api = `${TYPE}.${name}`
    const stats = /stat/i.test(name)
    const finish = stats ? withStats : (value: unknown) => value
    if (kind === 'async') {
      object[name] = (options?: Result) =>
        settle(carryOut(api, options ?? {}).then((result) => finish(result) as Result), options, promise === 1)
    } else object[name] = (...args: unknown[]) => finish(carryOutSync(api, named(params, args)))
  }
  return object
}
