/** Which tags of a WXML text belong together, however broken it is elsewhere. */

export interface Tag {
  readonly name: string
  /** Offset of the name. */
  readonly start: number
  readonly kind: 'start' | 'end' | 'alone'
}

const PART = /<!--[\s\S]*?(?:-->|$)|<wxs\b(?:[^>"']|"[^"]*"|'[^']*')*?(?<!\/)>[\s\S]*?(?=<\/wxs|$)|<(\/?)([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)(>?)|\{\{[\s\S]*?\}\}/g
const EMPTY_BY_CUSTOM: ReadonlySet<string> = new Set(['import', 'include'])

/** The tags of a text in their order; what is in comments, scripts and expressions is none. */
export function tagsOf(source: string): Tag[] {
  const tags: Tag[] = []
  for (const found of source.matchAll(PART)) {
    const [whole, slash, name, inner] = found
    if (name === undefined) {
      if (whole.startsWith('<wxs')) tags.push({ name: 'wxs', start: found.index + 1, kind: 'start' })
      continue
    }
    const kind = slash ? 'end' : inner!.endsWith('/') ? 'alone' : 'start'
    tags.push({ name, start: found.index + 1 + slash!.length, kind })
  }
  return tags
}

/** The two names of the element whose start or end tag is at an offset; null when it has no partner. */
export function partners(source: string, offset: number): readonly [Tag, Tag] | null {
  const tags = tagsOf(source)
  const at = tags.findIndex(({ name, start }) => start <= offset && offset <= start + name.length)
  const tag = tags[at]
  if (!tag || tag.kind === 'alone') return null
  const step = tag.kind === 'start' ? 1 : -1
  let depth = 0
  for (let index = at; index >= 0 && index < tags.length; index += step) {
    const other = tags[index]!
    if (other.kind === 'alone') continue
    depth += other.kind === tag.kind ? 1 : -1
    if (depth === 0) return other.name === tag.name ? [tag, other] : null
  }
  return null
}

/** The name a `>` just written at the end of a text has to be closed with; empty for none. */
export function toClose(before: string): string {
  const start = /<([A-Za-z_][\w.:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>$/.exec(before)
  const name = start?.[1] ?? ''
  const inExpression = before.lastIndexOf('{{') > before.lastIndexOf('}}')
  if (!name || inExpression || before.endsWith('/>') || EMPTY_BY_CUSTOM.has(name)) return ''
  return tagsOf(before).at(-1)?.name === name ? name : ''
}

/** The name of the innermost element that is open at the end of a text; empty for none. */
export function openAtEnd(before: string): string {
  const open: string[] = []
  for (const { name, kind } of tagsOf(before)) {
    if (kind === 'start') open.push(name)
    else if (kind === 'end' && open.at(-1) === name) open.pop()
  }
  return open.at(-1) ?? ''
}
