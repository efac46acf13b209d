/** `wxss.compile`: a style sheet with everything it imports, flattened to parts. */

import { diagnose, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { Parts } from './parts'
import { preprocess } from './preprocess'
import { readSheet, type Import, type Sheet } from './sheet'

export interface WxssCompileItem {
  path: string
  lang?: string
  sources: Record<string, string>
  resolved: Record<string, Record<string, string>>
}

const REMOTE = /^(?:https?:)?\/\//i
const KEPT_SHEETS = 2000
const kept = new Map<string, { source: string; sheet: Sheet }>()

export async function compileWxss(item: WxssCompileItem): Promise<{ parts: unknown[]; urls: string[]; diagnostics: Diagnostic[] }> {
  const flattener = new Flattener(item)
  await flattener.add(item.path)
  return { parts: flattener.parts.finish(), urls: [...flattener.urls], diagnostics: flattener.diagnostics }
}

class Flattener {
  readonly parts = new Parts()
  readonly urls = new Set<string>()
  readonly diagnostics: Diagnostic[] = []
  private readonly added = new Set<string>()

  constructor(private readonly item: WxssCompileItem) {}

  async add(path: string): Promise<void> {
    this.added.add(path)
    const sheet = await this.sheet(path)
    this.diagnostics.push(...sheet.diagnostics)
    for (const url of sheet.urls) this.urls.add(url)
    for (const piece of sheet.pieces) {
      if ('parts' in piece) this.parts.append(piece.parts)
      else await this.import(path, piece.import)
    }
  }

  private async import(from: string, found: Import): Promise<void> {
    const path = this.item.resolved[from]?.[found.specifier]
    if (path === undefined || this.item.sources[path] === undefined) {
      const code = REMOTE.test(found.specifier) ? 'wxss-remote-import' : 'wxss-import-not-found'
      const place = new Lines(this.item.sources[from] ?? '').place(found.start, found.end)
      this.diagnostics.push(diagnose(code, from, place, { specifier: found.specifier }))
      return
    }
    if (this.added.has(path)) return
    if (found.media) this.parts.text(`@media ${found.media}{`)
    await this.add(path)
    if (found.media) this.parts.text('}')
  }

  private async sheet(path: string): Promise<Sheet> {
    const source = this.item.sources[path] ?? ''
    const css = await preprocess(path, path === this.item.path ? this.item.lang : undefined, this.item)
    if (css) {
      const sheet = readSheet(path, css.text)
      return { ...sheet, diagnostics: css.diagnostics.length ? css.diagnostics : sheet.diagnostics }
    }
    const known = kept.get(path)
    if (known?.source === source) return known.sheet
    const sheet = readSheet(path, source)
    if (kept.size >= KEPT_SHEETS) kept.clear()
    kept.set(path, { source, sheet })
    return sheet
  }
}
