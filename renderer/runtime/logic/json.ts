/** Values that may cross to another thread: plain JSON, functions dropped, cycles cut. */
import type { Json } from '../shared/chunk'

/** How many objects may still be looked into. */
interface Budget {
  objects: number
}

/** Copy `value` as JSON would, without functions, symbols and cycles; buffers are left as they are. */
export function jsonSafe(value: unknown): Json {
  return copy(value, [], { objects: Infinity }) as Json
}

/** The same for a person to read: of a value without end (a component, the app) only the beginning. */
export function abridged(value: unknown): Json {
  return copy(value, [], { objects: 500 }) as Json
}

function copy(value: unknown, above: readonly object[], budget: Budget): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return undefined
  if (above.includes(value)) return undefined
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value
  if (value instanceof Date) return value.toJSON()
  if (--budget.objects < 0) return Array.isArray(value) ? '[…]' : '{…}'
  const path = [...above, value]
  if (Array.isArray(value)) return value.map((item) => copy(item, path, budget) ?? null)
  if (value instanceof Map || value instanceof Set || value instanceof Error) return String(value)
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const member = copy((value as Record<string, unknown>)[key], path, budget)
    if (member !== undefined) result[key] = member
  }
  return result
}
