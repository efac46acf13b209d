/** Addresses of resources as authors write them → what the browser understands. */

const ABSOLUTE = /^(https?:|data:|blob:|wxapp:|file:)/i
/** Files of the phone: `wxfile://usr/a`, `wxfile://tmp_a`, and `http://usr/a`, `http://tmp/a` as the official tool writes them. */
const PHONE_FILE = /^(?:wxfile|https?):\/\/(usr|store|tmp)(?:[/_](.*))?$/i

/** URL of `source` as seen from a page or component at `route`; '' when it is empty. */
export function resourceUrl(source: string, base: string, route: string): string {
  const trimmed = source.trim()
  if (!trimmed) return ''
  const file = PHONE_FILE.exec(trimmed)
  if (file) {
    const rest = encodePath(file[2] ?? '')
    const folder = file[1]!.toLowerCase()
    if (folder !== 'tmp') return `${base}${folder}/${rest}`
    return `${base}tmp/${trimmed.includes('://tmp_') ? `tmp_${rest}` : rest}`
  }
  if (ABSOLUTE.test(trimmed)) return trimmed
  if (trimmed.startsWith('//')) return `https:${trimmed}`
  const at = trimmed.search(/[?#]/)
  const path = at < 0 ? trimmed : trimmed.slice(0, at)
  const full = path.startsWith('/') ? path : `${route.slice(0, route.lastIndexOf('/') + 1)}${path}`
  return `${base}pkg/${encodePath(normalise(full))}${at < 0 ? '' : trimmed.slice(at)}`
}

/** `a/./b/../c` → `a/c`; never above the root. */
function normalise(path: string): string {
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
