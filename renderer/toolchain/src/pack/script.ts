/** `script.pack`: a compiled script as a package holds it: for older engines, small, with a map. */

import { createRequire } from 'node:module'
import type * as Esbuild from 'esbuild'
import type { Diagnostic } from '../diagnostics'
import { decodeMappings, encodeMappings, originalOf, type Segment } from '../script/source-map'

export interface ScriptPackItem {
  path: string
  code: string
  /** Leads from `code` to the author's text; null where their lines are the same. */
  map: string | null
  minify: boolean
  /** Whether what is newer than ES2015 is written in older words. */
  lower: boolean
}

export interface ScriptPackResult {
  code: string
  map: string | null
  /** Why `code` is as it was, '' where it is not. */
  kept: string
  diagnostics: Diagnostic[]
}

const load = createRequire(__filename)

export async function packScript(item: ScriptPackItem): Promise<ScriptPackResult> {
  const esbuild = load('esbuild') as typeof Esbuild
  try {
    const output = await esbuild.transform(item.code, {
      loader: 'js', format: 'cjs', platform: 'neutral', minify: item.minify, target: item.lower ? 'es2015' : 'esnext',
      sourcemap: 'external', sourcefile: item.path, sourcesContent: false, charset: 'utf8', logLevel: 'silent', legalComments: 'none',
    })
    // Whoever runs it puts a wrapper before the first line: columns stay true when code begins on the second.
    return { code: `\n${output.code}`, map: composed(output.map, item.map), kept: '', diagnostics: [] }
  } catch (thrown) {
    const failure = thrown as Esbuild.TransformFailure
    if (!failure.errors) throw thrown
    // What an engine runs and esbuild cannot write otherwise is packed as it is.
    return { code: item.code, map: item.map, kept: failure.errors[0]?.text ?? 'unknown', diagnostics: [] }
  }
}

/** The map of the second step led through that of the first. */
function composed(outer: string, inner: string | null): string {
  const map = JSON.parse(outer) as { mappings: string; names: string[] }
  const lines = decodeMappings(map.mappings)
  return JSON.stringify({ ...map, names: [], mappings: `;${encodeMappings(inner === null ? lines : through(lines, inner))}` })
}

function through(lines: Segment[][], inner: string): Segment[][] {
  const first = decodeMappings((JSON.parse(inner) as { mappings: string }).mappings)
  return lines.map((segments) => segments.flatMap(([column, row, sourceColumn]): Segment[] => {
    const place = originalOf(first, row, sourceColumn)
    return place ? [[column, place.row, place.column]] : []
  }))
}
