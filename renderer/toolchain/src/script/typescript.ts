/** TypeScript → the body of a CommonJS function, through esbuild, with a source map. */

import { createRequire } from 'node:module'
import type * as Esbuild from 'esbuild'
import { at, diagnose, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { asyncEdits, nothing, type ScriptItem, type ScriptResult } from './compile'
import { applyEdits, type Edit } from './edits'
import { decodeMappings, encodeMappings, originalOf, type Segment } from './source-map'
import { parseScript, referencesOf } from './syntax'

const load = createRequire(__filename)
const STRICT = '"use strict";'

export async function compileTypeScript(item: ScriptItem, source: string): Promise<ScriptResult> {
  const esbuild = load('esbuild') as typeof Esbuild
  try {
    const output = await esbuild.transform(source, {
      loader: 'ts', format: 'cjs', target: 'es2022', sourcemap: 'external', sourcefile: item.path, sourcesContent: true,
      charset: 'utf8', logLevel: 'silent', tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    })
    return finish(output)
  } catch (thrown) {
    const failure = thrown as Esbuild.TransformFailure
    if (!failure.errors) throw thrown
    return nothing(...failure.errors.map((error) => translate(item.path, error)))
  }
}

/** esbuild counts columns in bytes. */
function translate(path: string, { text, location }: Esbuild.Message): Diagnostic {
  if (!location) return diagnose('script-syntax', path, at(1, 1), { reason: text })
  const bytes = Buffer.from(location.lineText, 'utf8')
  const columnOf = (byte: number): number => bytes.subarray(0, byte).toString('utf8').length + 1
  const place = {
    line: location.line, column: columnOf(location.column),
    endLine: location.line, endColumn: columnOf(location.column + location.length),
  }
  return diagnose('script-syntax', path, place, { reason: text })
}

/** Strictness and `import(…)` of the transformed text; its map follows them. */
function finish(output: Esbuild.TransformResult): ScriptResult {
  const parsed = parseScript(output.code)
  if (!('program' in parsed)) throw new Error(`esbuild wrote what acorn cannot read: ${parsed.message}`)
  const references = referencesOf(parsed.program)
  const map = JSON.parse(output.map) as { mappings: string }
  const segments = decodeMappings(map.mappings)
  const lines = new Lines(output.code)
  forgetExports(output.code, segments)
  const sourceOf = (offset: number): { row: number; column: number } | undefined =>
    originalOf(segments, lines.row(offset), lines.column(offset) - 1)
  const edits: Edit[] = [{ start: 0, end: 0, text: STRICT }, ...asyncEdits(references.dynamicImports)]
  const requires = references.requires.map(({ specifier, kind, offset }) => {
    const place = sourceOf(offset)
    return { specifier, kind, line: (place?.row ?? 0) + 1, column: (place?.column ?? 0) + 1 }
  })
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) shift(segments, lines, edit)
  return { code: applyEdits(output.code, edits), map: JSON.stringify({ ...map, mappings: encodeMappings(segments) }), requires, diagnostics: [] }
}

/** The lines before this one are esbuild's: they only list what the module exports. */
const LISTED = /^module\.exports = __toCommonJS\(/m

/** Map nothing in the list of exports to the author's first line: a debugger would stop there. */
function forgetExports(code: string, segments: Segment[][]): void {
  const listed = LISTED.exec(code)
  if (!listed) return
  const end = code.slice(0, listed.index).split('\n').length
  for (let row = 0; row < Math.min(end, segments.length); row++) segments[row] = []
}

/** Move the segments that follow an edit on its line. */
function shift(segments: Segment[][], lines: Lines, edit: Edit): void {
  const by = edit.text.length - (edit.end - edit.start)
  const column = lines.column(edit.start) - 1
  for (const segment of segments[lines.row(edit.start)] ?? []) if (segment[0] >= column) segment[0] += by
}
