/** `wxss.pack`: a style sheet as a package holds it: WXSS made of Less and Sass, small. */

import type { Diagnostic } from '../diagnostics'
import { commentEnd, stringEnd } from '../wxss/css-text'
import { preprocess } from '../wxss/preprocess'
import { readSheet, type Piece, type Sheet } from '../wxss/sheet'
import type { WxssCompileItem } from '../wxss/compile'

export interface SheetPackItem extends WxssCompileItem {
  minify: boolean
  /** What imports are to name instead, by what they name. */
  renamed: Record<string, string>
}

export interface SheetPackResult { code: string; diagnostics: Diagnostic[] }

const URL_START = /url\(\s*(?!["'])/iy
const TIGHT_AFTER = new Set(['{', '}', ';', ',', ':', ''])
const TIGHT_BEFORE = new Set(['{', '}', ';', ','])

export async function packSheet(item: SheetPackItem): Promise<SheetPackResult> {
  const css = await preprocess(item.path, item.lang, item)
  const text = css ? css.text : (item.sources[item.path] ?? '').replace(/^\ufeff/, '')
  const renamed = rename(item.path, text, item.renamed)
  return { code: item.minify ? minified(item.path, renamed) : renamed, diagnostics: css?.diagnostics ?? [] }
}

function rename(path: string, text: string, renamed: Readonly<Record<string, string>>): string {
  if (!Object.keys(renamed).length) return text
  let result = ''
  let at = 0
  for (const piece of readSheet(path, text).pieces) {
    const target = 'import' in piece ? renamed[piece.import.specifier] : undefined
    if (!('import' in piece) || target === undefined) continue
    result += text.slice(at, piece.import.start) + text.slice(piece.import.start, piece.import.end).replace(piece.import.specifier, () => target)
    at = piece.import.end
  }
  return result + text.slice(at)
}

/** The small form, or the text itself where it would be read otherwise. */
function minified(path: string, text: string): string {
  const small = shortened(text)
  const [before, after] = [readSheet(path, text), readSheet(path, small)]
  return meaning(before) === meaning(after) ? small : text
}

const meaning = (sheet: Sheet): string =>
  JSON.stringify([sheet.pieces.map(meant), sheet.diagnostics.map((one) => one.code)])

const meant = (piece: Piece): unknown =>
  'import' in piece ? [piece.import.specifier, piece.import.media] : piece.parts.map((part) => (typeof part === 'string' ? part.replace(/\s+/g, '') : part))

/** Without comments, and without spaces that say nothing. */
function shortened(text: string): string {
  const out: string[] = []
  let last = ''
  let space = false
  const put = (piece: string): void => {
    const first = piece[0]!
    const empty = last === ':' && (first === ';' || first === '}')
    if (first === '}' && last === ';') out.pop()
    if (space && (empty || (!TIGHT_AFTER.has(last) && !TIGHT_BEFORE.has(first)))) out.push(' ')
    space = false
    out.push(piece)
    last = piece.length === 1 ? piece : piece.at(-1) === '\\' ? '\\' : 'x'
  }
  let i = 0
  while (i < text.length) {
    const c = text[i]!
    URL_START.lastIndex = i
    if (c === '"' || c === "'") {
      const end = stringEnd(text, i).end
      put(text.slice(i, end))
      i = end
    } else if (c === '/' && text[i + 1] === '*') {
      i = Math.min(commentEnd(text, i), text.length)
      space = true
    } else if (c === '\\') {
      put(text.slice(i, i + 2))
      i += 2
      if (/[0-9a-f]/i.test(text[i - 1] ?? '')) while (/[0-9a-f]/i.test(text[i] ?? '')) put(text[i++]!)
    } else if (URL_START.test(text)) {
      const close = text.indexOf(')', i)
      const end = close < 0 ? text.length : close + 1
      put(text.slice(i, end))
      i = end
    } else if (/\s/.test(c)) {
      space = true
      i++
    } else {
      put(c)
      i++
    }
  }
  return out.join('')
}
