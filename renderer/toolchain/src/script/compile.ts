/** `script.compile`: a script of the author → the body of a CommonJS function. */

import { createRequire } from 'node:module'
import type * as Esbuild from 'esbuild'
import { at, diagnose, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { breakpointOffsets, DEBUGGER } from './breakpoints'
import { decodeMappings, encodeMappings, originalOf, type Segment } from './source-map'
import { parseScript, type Parsed, type Require, type RequireKind } from './syntax'

export interface ScriptItem { path: string; source: string; lang?: string; breakpoints?: number[] }
export interface FoundRequire { specifier: string; kind: RequireKind; line: number; column: number }
export interface ScriptResult { code: string; map: string | null; requires: FoundRequire[]; diagnostics: Diagnostic[] }

const load = createRequire(__filename)
const IMPORT = 'import'
const ASYNC = 'require.async'

/** Inserts and replacements in one text; applied from the end, so that offsets stay right. */
type Edit = { start: number; end: number; text: string }

const edited = (text: string, edits: readonly Edit[]): string => {
  let out = text
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) out = out.slice(0, edit.start) + edit.text + out.slice(edit.end)
  return out
}

export async function compileScript(item: ScriptItem): Promise<ScriptResult> {
  const source = item.source.charCodeAt(0) === 0xfeff ? item.source.slice(1) : item.source
  if (item.lang === 'json') return compileJson(item.path, source)
  if (item.lang === 'ts') return transformed(item, source, 'ts')
  const parsed = parseScript(source)
  if (!('program' in parsed)) {
    const place = new Lines(source).place(parsed.offset, parsed.offset)
    return nothing(diagnose('script-syntax', item.path, place, { reason: parsed.message }))
  }
  return parsed.isModule ? transformed(item, source, 'js', parsed) : plain(item, source, parsed)
}

const nothing = (...diagnostics: Diagnostic[]): ScriptResult => ({ code: '', map: null, requires: [], diagnostics })

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
  return { code: `module.exports=${source.replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`)}\n`, map: null, requires: [], diagnostics: [] }
}

function located(requires: readonly Require[], lines: Lines): FoundRequire[] {
  return requires.map(({ specifier, kind, offset }) => ({ specifier, kind, line: lines.line(offset), column: lines.column(offset) }))
}

/** CommonJS stays where it is; only `import(…)` and breakpoints change their own lines. */
function plain(item: ScriptItem, source: string, parsed: Parsed): ScriptResult {
  const lines = new Lines(source)
  const edits: Edit[] = parsed.dynamicImports.map((start) => ({ start, end: start + IMPORT.length, text: ASYNC }))
  if (item.breakpoints?.length) {
    for (const start of breakpointOffsets(parsed.program, item.breakpoints, (offset) => lines.row(offset))) edits.push({ start, end: start, text: DEBUGGER })
  }
  if (source.startsWith('#!')) edits.push({ start: 0, end: 2, text: '//' })
  return { code: edited(source, edits), map: null, requires: located(parsed.requires, lines), diagnostics: [] }
}

async function transformed(item: ScriptItem, source: string, loader: 'js' | 'ts', original?: Parsed): Promise<ScriptResult> {
  const esbuild = load('esbuild') as typeof Esbuild
  let output: Esbuild.TransformResult
  try {
    output = await esbuild.transform(source, {
      loader, format: 'cjs', target: 'es2022', sourcemap: 'external', sourcefile: item.path, sourcesContent: true,
      charset: 'utf8', logLevel: 'silent', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    })
  } catch (thrown) {
    return nothing(...faults(item.path, thrown as Esbuild.TransformFailure))
  }
  return finish(item, source, output, original)
}

function faults(path: string, failure: Esbuild.TransformFailure): Diagnostic[] {
  if (!failure.errors) throw failure
  return failure.errors.map(({ text, location }) => {
    const line = location?.line ?? 1
    const column = (location?.column ?? 0) + 1
    const place = location ? { line, column, endLine: line, endColumn: column + location.length } : at(1, 1)
    return diagnose('script-syntax', path, place, { reason: text })
  })
}

/** Strictness, `import(…)` and breakpoints of a transformed module; its map follows. */
function finish(item: ScriptItem, source: string, output: Esbuild.TransformResult, original: Parsed | undefined): ScriptResult {
  const parsed = parseScript(output.code)
  if (!('program' in parsed)) throw new Error(`esbuild wrote what acorn cannot read: ${parsed.message}`)
  const map = JSON.parse(output.map) as { mappings: string }
  const segments = decodeMappings(map.mappings)
  const lines = new Lines(output.code)
  const sourceOf = (offset: number): { row: number; column: number } | undefined => originalOf(segments, lines.row(offset), lines.column(offset) - 1)
  const edits: Edit[] = parsed.dynamicImports.map((start) => ({ start, end: start + IMPORT.length, text: ASYNC }))
  const breakpoints = item.breakpoints?.length ? breakpointOffsets(parsed.program, item.breakpoints, (offset) => sourceOf(offset)?.row) : []
  for (const start of breakpoints) edits.push({ start, end: start, text: DEBUGGER })
  if (/^(?:\s*)(?:import|export)\b|__toCommonJS|__esModule/m.test(source + output.code)) edits.push({ start: 0, end: 0, text: '"use strict";' })
  for (const edit of edits) shift(segments, lines, edit)
  const requires = original ? located(original.requires, new Lines(source)) : parsed.requires.map(({ specifier, kind, offset }) => {
    const place = sourceOf(offset)
    return { specifier, kind, line: (place?.row ?? 0) + 1, column: (place?.column ?? 0) + 1 }
  })
  return { code: edited(output.code, edits), map: JSON.stringify({ ...map, mappings: encodeMappings(segments) }), requires, diagnostics: [] }
}

/** Move the segments that follow an edit on its line. */
function shift(segments: Segment[][], lines: Lines, edit: Edit): void {
  const by = edit.text.length - (edit.end - edit.start)
  const column = lines.column(edit.start) - 1
  for (const segment of segments[lines.row(edit.start)] ?? []) if (segment[0] >= column) segment[0] += by
}
