/** `script.compile`: a script of the author → the body of a CommonJS function. */

import { at, diagnose, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { isFunctionBody } from './check'
import { applyEdits, type Edit } from './edits'
import { moduleToCommonJs } from './modules'
import { parseWithLateRegExps } from './regexps'
import { parseScript, referencesOf, statementImports, type Parsed, type References, type Require, type RequireKind } from './syntax'
import { compileTypeScript } from './typescript'
import { findWords } from './words'

export interface ScriptItem { path: string; source: string; lang?: string }
export interface FoundRequire { specifier: string; kind: RequireKind; line: number; column: number }
export interface ScriptResult { code: string; map: string | null; requires: FoundRequire[]; diagnostics: Diagnostic[] }

const IMPORT = 'import'
const ASYNC = 'require.async'

export function compileScript(item: ScriptItem): ScriptResult | Promise<ScriptResult> {
  const source = item.source.charCodeAt(0) === 0xfeff ? item.source.slice(1) : item.source
  if (item.lang === 'json') return compileJson(item.path, source)
  if (item.lang === 'ts') return compileTypeScript(item, source)
  return compileJavaScript(item, source.startsWith('#!') ? `//${source.slice(2)}` : source)
}

export const nothing = (...diagnostics: Diagnostic[]): ScriptResult => ({ code: '', map: null, requires: [], diagnostics })

/** `import(…)` as the mini-program's own way to load a module later. */
export const asyncEdits = (dynamicImports: readonly number[]): Edit[] =>
  dynamicImports.map((start) => ({ start, end: start + IMPORT.length, text: ASYNC }))

function compileJson(path: string, source: string): ScriptResult {
  try {
    JSON.parse(source)
  } catch {
    const parsed = parseScript(`(${source}\n)`)
    if (!('program' in parsed)) {
      const place = new Lines(source).place(Math.max(0, parsed.offset - 1))
      return nothing(diagnose('script-json', path, place, { reason: parsed.message }))
    }
  }
  return { code: `module.exports=${source}\n`, map: null, requires: [], diagnostics: [] }
}

function located(requires: readonly Require[], lines: Lines): FoundRequire[] {
  return requires.map(({ specifier, kind, offset }) => ({ specifier, kind, line: lines.line(offset), column: lines.column(offset) }))
}

function compileJavaScript(item: ScriptItem, source: string): ScriptResult {
  const words = findWords(source)
  if (words && !words.isModule && isFunctionBody(source)) {
    const code = applyEdits(source, asyncEdits(words.dynamicImports))
    return { code, map: null, requires: located(words.requires, new Lines(source)), diagnostics: [] }
  }
  const { text, parsed, faults } = parseWithLateRegExps(source)
  const lines = new Lines(source)
  const diagnostics = faults.map(({ offset, message }) => diagnose('script-regexp', item.path, lines.place(offset), { reason: message }))
  if ('program' in parsed) {
    const result = fromTree(item, text, parsed, faults.length ? null : words)
    return { ...result, diagnostics: [...diagnostics, ...result.diagnostics] }
  }
  return nothing(...diagnostics, diagnose('script-syntax', item.path, new Lines(text).place(parsed.offset), { reason: parsed.message }))
}

function fromTree(item: ScriptItem, source: string, parsed: Parsed, words: References | null): ScriptResult {
  const lines = new Lines(source)
  const { program } = parsed
  const { requires, dynamicImports } = words ?? referencesOf(program)
  const all = words ? [...statementImports(program), ...requires].sort((a, b) => a.offset - b.offset) : requires
  const edits = asyncEdits(dynamicImports)
  const code = parsed.isModule ? moduleToCommonJs(source, parsed, edits) : applyEdits(source, edits)
  if (code === null) return nothing(diagnose('script-not-commonjs', item.path, at(1, 1)))
  return { code, map: null, requires: located(all, lines), diagnostics: [] }
}
