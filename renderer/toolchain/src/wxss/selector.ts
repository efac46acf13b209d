/** Selectors: places for the class prefix, `wx-` tags for built-in components, `:host`. */

import reference from '../../../../resources/reference/components.json'
import type { Parts } from './parts'

const BUILT_IN: ReadonlySet<string> = new Set([...reference.components.map((component) => component.name), 'page'])
const TAKES_SELECTORS: ReadonlySet<string> = new Set([
  ':not', ':is', ':where', ':has', ':matches', ':any', ':-webkit-any', ':host', '::slotted', '::cue',
])
const NAME = String.raw`(?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n\r0-9a-fA-F])+`
const STRING = String.raw`"(?:\\[^]|[^"\\])*"?|'(?:\\[^]|[^'\\])*'?`
const TOKEN = new RegExp([
  String.raw`(?<comment>\/\*[^]*?(?:\*\/|$))`,
  `(?<string>${STRING})`,
  String.raw`(?<attribute>\[(?:${STRING}|[^\]"'])*\]?)`,
  String.raw`\.(?<class>${NAME})`,
  `(?<id>#${NAME})`,
  `(?<pseudo>::?${NAME})`,
  `(?<type>${NAME})`,
  String.raw`(?<deep>\/deep\/|>>>)`,
  '(?<other>[^])',
].join('|'), 'gy')

/** What was found in a selector that does nothing in a mini-program. */
export interface SelectorFindings { deep: boolean }

/** Write a selector list to `parts`. */
export function writeSelector(text: string, parts: Parts): SelectorFindings {
  const findings = { deep: false }
  let previous = ''
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const token = match[0]
    const groups = match.groups!
    if (groups.comment !== undefined) continue
    if (groups.class !== undefined) {
      parts.text('.')
      parts.prefix()
      parts.text(groups.class)
    } else if (groups.pseudo !== undefined) {
      TOKEN.lastIndex = writePseudo(text, token, TOKEN.lastIndex, parts)
    } else if (groups.type !== undefined && previous !== ')' && previous !== ']') {
      parts.text(BUILT_IN.has(token) ? `wx-${token}` : token)
    } else if (groups.deep !== undefined) {
      findings.deep = true
      parts.text(' ')
    } else parts.text(token)
    previous = token.charAt(token.length - 1)
  }
  return findings
}

/** What an element, or one around it, has to have so that a selector can match. */
export interface SelectorNeeds { classes: string[]; ids: string[]; tags: string[] }

/** Needs of each selector of a list; what stands in the brackets of `:not(…)` and its like is none. */
export function selectorNeeds(text: string): SelectorNeeds[] {
  const found: SelectorNeeds[] = [{ classes: [], ids: [], tags: [] }]
  let previous = ''
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const groups = match.groups!
    const needs = found[found.length - 1]!
    if (groups.comment !== undefined) continue
    if (groups.class !== undefined) needs.classes.push(groups.class)
    else if (groups.id !== undefined) needs.ids.push(groups.id.slice(1))
    else if (groups.pseudo !== undefined) TOKEN.lastIndex = text[TOKEN.lastIndex] === '(' ? closing(text, TOKEN.lastIndex) : TOKEN.lastIndex
    else if (groups.type !== undefined && previous !== ')' && previous !== ']') needs.tags.push(groups.type)
    else if (groups.other === ',') found.push({ classes: [], ids: [], tags: [] })
    previous = match[0].charAt(match[0].length - 1)
  }
  return found
}

/** Write a pseudo class or element; returns where to read on. */
function writePseudo(text: string, token: string, end: number, parts: Parts): number {
  const name = token.toLowerCase()
  const hasArguments = text[end] === '('
  if (name === ':host') {
    parts.text('[wx-host="')
    parts.prefix()
    parts.text(hasArguments ? '"]:is' : '"]')
    return end
  }
  const stop = hasArguments && !TAKES_SELECTORS.has(name) ? closing(text, end) : end
  parts.text(token + text.slice(end, stop))
  return stop
}

/** End of the bracket that opens at `i`. */
function closing(text: string, i: number): number {
  let depth = 0
  for (let at = i; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at + 1
  }
  return text.length
}
