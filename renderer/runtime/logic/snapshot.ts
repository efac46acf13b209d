/** Values as a console shows them: a short text, and what is inside at this moment, up to a limit. */
import { natives } from './natives'

/** `[name, kind, text, children?]`; without children nothing is inside. */
export type Shown = readonly [name: string, kind: string, text: string, children?: readonly Shown[]]

const DEEPEST = 6
const MOST_NODES = 600
const MOST_MEMBERS = 200
const LONGEST = 10_000
const PREVIEWED = 5
const PREVIEWED_ITEMS = 12

/** How many nodes may still be made. */
interface Budget {
  nodes: number
}

type Record_ = Record<PropertyKey, unknown>

export function shown(value: unknown, name = ''): Shown {
  return node(name, value, 0, { nodes: MOST_NODES }, [])
}

/** What stands in the line itself. */
export function brief(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LONGEST)
  if (value instanceof Error) return String(value.stack ?? value)
  return text(value, true)
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value !== 'object') return typeof value
  if (Array.isArray(value)) return 'array'
  if (value instanceof Error) return 'error'
  return 'object'
}

function node(name: string, value: unknown, depth: number, budget: Budget, above: readonly object[]): Shown {
  budget.nodes--
  const kind = kindOf(value)
  const line = text(value, true)
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return [name, kind, line]
  if (above.includes(value)) return [name, 'note', `${line} (circular)`]
  if (typeof value === 'function') return [name, kind, line]
  if (depth >= DEEPEST || budget.nodes <= 0) return [name, kind, line, [['', 'note', '…']]]
  const children: Shown[] = []
  const path = [...above, value]
  for (const [key, member] of members(value)) {
    if (budget.nodes <= 0 || children.length >= MOST_MEMBERS) {
      children.push(['', 'note', '…'])
      break
    }
    children.push(member instanceof Getter ? [key, 'accessor', '(…)'] : node(key, member, depth + 1, budget, path))
  }
  return children.length ? [name, kind, line, children] : [name, kind, line]
}

/** A property that would run the app's code if it were read. */
class Getter {}

function* members(value: object): Generator<[string, unknown]> {
  if (value instanceof Map) {
    let number = 0
    for (const [key, item] of value) yield [typeof key === 'object' && key !== null ? `${number++}: ${text(key, false)}` : text(key, false), item]
    return
  }
  if (value instanceof Set) {
    let number = 0
    for (const item of value) yield [String(number++), item]
    return
  }
  if (value instanceof ArrayBuffer) {
    yield ['byteLength', value.byteLength]
    return
  }
  if (value instanceof Error) {
    yield ['message', value.message]
    yield ['stack', value.stack]
  }
  for (const key of Reflect.ownKeys(value)) {
    if (Array.isArray(value) && key === 'length') continue
    if (value instanceof Error && (key === 'message' || key === 'stack')) continue
    const described = Object.getOwnPropertyDescriptor(value, key)
    if (!described) continue
    yield [typeof key === 'symbol' ? `[${String(key)}]` : key, 'value' in described ? described.value : new Getter()]
  }
  if (Array.isArray(value)) yield ['length', value.length]
}

function text(value: unknown, open: boolean): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'bigint':
      return `${value}n`
    case 'symbol':
      return String(value)
    case 'function':
      return `ƒ ${value.name || '(anonymous)'}()`
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'object':
      return value === null ? 'null' : objectText(value, open)
    default:
      return String(value)
  }
}

function objectText(value: object, open: boolean): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (value instanceof Promise) return 'Promise {…}'
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`
  const name = className(value)
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return listText(value as unknown as unknown[], name, open)
  if (value instanceof Map) return `Map(${value.size}) ${open ? inside([...value].slice(0, PREVIEWED).map(([key, item]) => `${text(key, false)} => ${text(item, false)}`), value.size) : '{…}'}`
  if (value instanceof Set) return `Set(${value.size}) ${open ? inside([...value].slice(0, PREVIEWED).map((item) => text(item, false)), value.size) : '{…}'}`
  const head = name === 'Object' ? '' : `${name} `
  if (!open) return head ? head.trim() : '{…}'
  const keys = Object.keys(value)
  return head + inside(keys.slice(0, PREVIEWED).map((key) => `${key}: ${memberText(value, key)}`), keys.length)
}

function listText(value: ArrayLike<unknown>, name: string, open: boolean): string {
  const size = Number(value.length ?? 0)
  if (!open) return `${name}(${size})`
  const first = Array.prototype.slice.call(value, 0, PREVIEWED_ITEMS).map((item) => text(item, false))
  if (size > first.length) first.push('…')
  return `${name === 'Array' ? '' : name}(${size}) [${first.join(', ')}]`
}

function memberText(value: object, key: string): string {
  const described = Object.getOwnPropertyDescriptor(value, key)
  return described && 'value' in described ? text(described.value, false) : '(…)'
}

const inside = (parts: readonly string[], size: number): string => `{${[...parts, ...(size > parts.length ? ['…'] : [])].join(', ')}}`

function className(value: object): string {
  const prototype = Object.getPrototypeOf(value) as Record_ | null
  const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  return typeof maker === 'function' && maker.name ? maker.name : 'Object'
}

const quoted = (value: string): string => {
  const short = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  return `'${short.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n')}'`
}

/** Milliseconds for `console.time`. */
export const now = (): number => natives.performance.now()
