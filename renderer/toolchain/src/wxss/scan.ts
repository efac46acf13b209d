/** `wxss.scan`: what a style sheet imports, without compiling it. */

import type { Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { withoutComments } from './css-text'

export interface WxssScanItem { path: string; source: string; lang?: string }
export interface FoundImport { specifier: string; line: number; column: number }

const PLAIN = /@import\s+(?:url\(\s*)?(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"');]+))/gi
const LISTED = /@(?:import|use|forward)\s+((?:\([^)]*\)\s*)?(?:"[^"\n]*"|'[^'\n]*'|url\([^)]*\)|[^\s;,"']+)(?:\s*,\s*(?:"[^"\n]*"|'[^'\n]*'))*)/gi
const QUOTED = /"([^"\n]*)"|'([^'\n]*)'/g
const SASS_BUILT_IN = /^sass:/

/** Comments, and strings that look like imports, blanked; offsets kept. */
function blankComments(source: string, lang: string): string {
  const blank = (found: string): string => found.replace(/[^\n]/g, ' ')
  const comment = lang === 'wxss' || lang === 'css'
    ? /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|\/\*[^]*?(?:\*\/|$)/g
    : /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|url\([^)]*\)|\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*/g
  return source.replace(comment, (found) => (found.startsWith('/') || /^["'].*@(?:import|use|forward)/i.test(found) ? blank(found) : found))
}

export function scanWxss(item: WxssScanItem): { imports: FoundImport[]; diagnostics: Diagnostic[] } {
  const lang = item.lang ?? 'wxss'
  const text = blankComments(item.source, lang)
  const imports: FoundImport[] = []
  if (!text.includes('@')) return { imports, diagnostics: [] }
  const lines = new Lines(text)
  const found = (specifier: string, offset: number): void => {
    if (specifier && !SASS_BUILT_IN.test(specifier)) imports.push({ specifier, line: lines.line(offset), column: lines.column(offset) })
  }
  const pattern = lang === 'wxss' || lang === 'css' ? PLAIN : LISTED
  for (const match of text.matchAll(pattern)) {
    if (pattern === PLAIN) found((match[1] ?? match[2] ?? match[3] ?? '').trim(), match.index)
    else {
      const quoted = [...match[1]!.matchAll(QUOTED)]
      if (quoted.length) for (const one of quoted) found((one[1] ?? one[2] ?? '').trim(), match.index)
      else found(withoutComments(match[1]!).replace(/^url\(|\)$/g, '').trim(), match.index)
    }
  }
  return { imports, diagnostics: [] }
}
