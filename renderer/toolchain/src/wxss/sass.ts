/** Sass (both syntaxes) → CSS through the official compiler. */

import { createRequire } from 'node:module'
import { diagnose } from '../diagnostics'
import { extension } from '../paths'
import { findSource } from './sources'
import type { WxssCompileItem } from './compile'
import type { Css } from './preprocess'

interface SassSpan { start: { line: number; column: number }; end: { line: number; column: number }; url?: URL }
interface SassError { sassMessage?: string; message: string; span?: SassSpan }
interface SassModule {
  compileString(source: string, options: object): { css: string }
  Logger: { silent: object }
}

const load = createRequire(__filename)
const SCHEME = 'package:///'
const SYNTAXES: Readonly<Record<string, string>> = { '.sass': 'indented', '.css': 'css' }

const urlOf = (path: string): URL => new URL(SCHEME + path.split('/').map(encodeURIComponent).join('/'))
const pathOf = (url: URL | undefined | null): string | undefined =>
  url?.href.startsWith(SCHEME) ? decodeURIComponent(url.href.slice(SCHEME.length)) : undefined

export function compileSass(path: string, language: 'scss' | 'sass', item: WxssCompileItem): Css {
  const sass = load('sass') as SassModule
  const importer = {
    canonicalize(specifier: string, context: { containingUrl: URL | null }): URL | null {
      const from = pathOf(context.containingUrl) ?? path
      const known = specifier.startsWith(SCHEME) ? pathOf(new URL(specifier)) : undefined
      const found = known === undefined
        ? findSource(item, from, specifier, ['.scss', '.sass', '.css', '.wxss'])
        : findSource(item, '', known, ['.scss', '.sass', '.css', '.wxss'])
      return found === undefined ? null : urlOf(found)
    },
    load(url: URL): { contents: string; syntax: string } {
      const found = pathOf(url)!
      return { contents: item.sources[found] ?? '', syntax: SYNTAXES[extension(found)] ?? 'scss' }
    },
  }
  try {
    const { css } = sass.compileString(item.sources[path] ?? '', {
      syntax: language === 'sass' ? 'indented' : 'scss', url: urlOf(path), importer, importers: [importer], logger: sass.Logger.silent, charset: false,
    })
    return { text: css, diagnostics: [] }
  } catch (thrown) {
    const error = thrown as SassError
    const start = error.span?.start ?? { line: 0, column: 0 }
    const end = error.span?.end ?? start
    const place = { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 }
    const file = pathOf(error.span?.url) ?? path
    return { text: '', diagnostics: [diagnose('wxss-sass', file, place, { reason: error.sassMessage ?? error.message })] }
  }
}
