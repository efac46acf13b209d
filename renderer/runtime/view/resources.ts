/** Addresses and lengths as authors write them → what the browser understands. */
import type { Screen } from '../shared/messages'
import { rpxToPx } from '../shared/rpx'

/** Schemes that are loaded as they are. */
const ABSOLUTE = /^(https?:|data:|blob:|wxapp:|file:)/i
/** Files of the phone: `wxfile://usr/a`, `wxfile://tmp_a`, and `http://usr/a`, `http://tmp/a` as the official tool writes them. */
const PHONE_FILE = /^(?:wxfile|https?):\/\/(usr|store|tmp)(?:[/_](.*))?$/i

/** URL of `source` as seen from a page; '' when it is empty. */
export function resourceUrl(source: string, base: string, route: string): string {
  const trimmed = source.trim()
  if (!trimmed) return ''
  const file = PHONE_FILE.exec(trimmed)
  if (file) {
    const folder = (file[1] as string).toLowerCase()
    const rest = encodePath(file[2] ?? '')
    if (folder === 'usr') return `${base}usr/${rest}`
    return `${base}tmp/${trimmed.includes('://tmp_') ? `tmp_${rest}` : rest}`
  }
  if (ABSOLUTE.test(trimmed)) return trimmed
  if (trimmed.startsWith('//')) return `https:${trimmed}`
  const [path = '', query] = splitQuery(trimmed)
  const full = path.startsWith('/') ? path : `${route.slice(0, route.lastIndexOf('/') + 1)}${path}`
  return `${base}pkg/${encodePath(normalise(full))}${query}`
}

function splitQuery(source: string): [string, string] {
  const at = source.search(/[?#]/)
  return at < 0 ? [source, ''] : [source.slice(0, at), source.slice(at)]
}

/** `a/./b/../c` → `a/c`; never above the root. */
export function normalise(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Escape each segment, but leave what is escaped already. */
function encodePath(path: string): string {
  return path.split('/').map((part) => encodeURIComponent(decode(part))).join('/')
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** `20`, `'20'`, `'20px'`, `'40rpx'` → px; NaN when it is no length. */
export function length(value: unknown, screen: Screen): number {
  if (typeof value === 'number') return value
  const match = /^\s*(-?[\d.]+(?:e-?\d+)?)\s*(px|rpx)?\s*$/i.exec(String(value ?? ''))
  if (!match) return NaN
  const number = Number(match[1])
  return match[2]?.toLowerCase() === 'rpx' ? rpxToPx(number, screen.width) : number
}
