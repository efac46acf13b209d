/** Values that may cross to another thread: plain JSON, functions dropped, cycles cut. */
import type { Json } from '../shared/chunk'

/** Copy `value` as JSON would, without functions, symbols and cycles; buffers are left as they are. */
export function jsonSafe(value: unknown): Json {
  return copy(value, []) as Json
}

function copy(value: unknown, above: readonly object[]): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return undefined
  if (above.includes(value)) return undefined
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value
  if (value instanceof Date) return value.toJSON()
  const path = [...above, value]
  if (Array.isArray(value)) return value.map((item) => copy(item, path) ?? null)
  if (value instanceof Map || value instanceof Set || value instanceof Error) return String(value)
  const result: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const member = copy((value as Record<string, unknown>)[key], path)
    if (member !== undefined) result[key] = member
  }
  return result
}
