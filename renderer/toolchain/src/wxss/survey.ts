/** `wxss.survey`: the rules of one style sheet with what they need to match, and the files it names. */

import type { Diagnostic, Place } from '../diagnostics'
import { Lines } from '../lines'
import type { WxssCompileItem } from './compile'
import { withoutComments } from './css-text'
import { preprocess } from './preprocess'
import { selectorNeeds, type SelectorNeeds } from './selector'
import { readSheet } from './sheet'

/** Rules of Less and Sass have the place of their sheet: its first line. */
export interface SeenRule extends Place { text: string; bytes: number; needs: SelectorNeeds[] }
export interface NamedFile extends Place { url: string }
export interface WxssSurvey {
  rules: SeenRule[]
  urls: NamedFile[]
  /** Whether some rules hold in dark mode only. */
  dark: boolean
  diagnostics: Diagnostic[]
}

const TEXT_LIMIT = 80
const URL_VALUE = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]*))\s*\)/gi
const COMMENT = /\/\*[^]*?(?:\*\/|$)/g
const DARK = /prefers-color-scheme\s*:\s*dark/i
const FIRST: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 }

export async function surveyWxss(item: WxssCompileItem): Promise<WxssSurvey> {
  const source = item.sources[item.path] ?? ''
  const made = await preprocess(item.path, item.lang, item)
  const text = made ? made.text : source
  const lines = new Lines(text)
  const place = (start: number, end: number): Place => (made ? FIRST : lines.place(start, end))
  const rules = readSheet(item.path, text).rules.map(({ start, open, end }) => {
    const selectors = text.slice(start, open)
    const shown = withoutComments(selectors).trim().replace(/\s+/g, ' ').slice(0, TEXT_LIMIT)
    return { text: shown, bytes: Buffer.byteLength(text.slice(start, end)), needs: selectorNeeds(selectors), ...place(start, start + selectors.trimEnd().length) }
  })
  const plain = text.replace(COMMENT, (comment) => ' '.repeat(comment.length))
  const urls = [...plain.matchAll(URL_VALUE)].map((found) => ({ url: (found[1] ?? found[2] ?? found[3]!).trim(), ...place(found.index, found.index + found[0].length) }))
  return { rules, urls: urls.filter(({ url }) => url && !/^[\w+.-]+:|^\/\/|^#|^%23/.test(url)), dark: DARK.test(plain), diagnostics: [] }
}
