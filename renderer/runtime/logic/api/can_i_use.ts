/** `wx.canIUse`: versions of APIs, their parameters and results, and of components and their attributes. */
import table, { type ApiRow } from 'minideck:api-table'
import { device } from '../device'
import { program } from '../program'

/** Whether the library of the project has what `schema` names. */
export function canIUse(schema: string): boolean {
  const [name = '', ...rest] = String(schema).split('.')
  const api = table.apis[name]
  if (api) return usable(api[4]) && member(api, rest)
  const component = table.components[name]
  if (!component || !usable(component[0])) return manager(name, rest)
  const [attribute, value] = rest
  if (attribute === undefined) return true
  const known = component[1][attribute] ?? component[1][`bind${attribute}`]
  if (!known || !usable(known[0])) return false
  return value === undefined || (value in known[1] && usable(known[1][value] ?? ''))
}

function member(api: ApiRow, [group, name]: readonly string[]): boolean {
  if (group === undefined) return true
  if (group === 'object' || group === 'options') return name === undefined || api[3].includes(name) || ['success', 'fail', 'complete'].includes(name)
  if (group === 'return' || group === 'success' || group === 'callback') return name === undefined || api[6].includes(name) || api[6].length === 0
  return api[3].includes(group) || api[6].includes(group)
}

function manager(name: string, [method]: readonly string[]): boolean {
  const known = table.managers[name]
  if (!known) return false
  return method === undefined || method in known.methods || method in known.properties
}

function usable(since: string): boolean {
  return since === '' || compare(String(device.system['SDKVersion'] ?? (program().bundle.manifest.libVersion || '99')), since) >= 0
}

/** Compare versions such as 2.10.4; positive when the first is newer. */
export function compare(first: string, second: string): number {
  const [left, right] = [first, second].map((version) => version.split('.').map((part) => parseInt(part, 10) || 0))
  for (let index = 0; index < Math.max(left!.length, right!.length); index += 1) {
    const difference = (left![index] ?? 0) - (right![index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
