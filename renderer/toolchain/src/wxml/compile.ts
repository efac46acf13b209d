/** `wxml.compile`: a template and all it needs → one expression of template groups. */

import { at, diagnose, type Code, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { EngineExhausted, withGroup, type EngineDiagnostic } from './engine'
import { GuardedScripts, type ScriptPosition } from './guarded-scripts'
import { groupName, Rewriter } from './rewrite'
import { closeRuntime, EXTRA_RUNTIME } from './runtime'
import type { TmplGroup } from 'glass-easel-template-compiler'

export interface WxmlCompileItem {
  path: string
  sources: Record<string, string>
  scripts?: Record<string, string>
  resolved?: Record<string, Record<string, string>>
  legacy?: boolean
}

export interface WxmlResult { code: string; positions: ScriptPosition[]; diagnostics: Diagnostic[] }

const EMPTY = '({})'
const MAX_ROUNDS = 12
/** Diagnostics of the template compiler by their number; null is not shown. */
const ENGINE_CODES: Readonly<Record<number, Code | null>> = {
  65537: 'wxml-character', 65538: 'wxml-expression', 65540: 'wxml-expression', 65546: 'wxml-attribute-name', 65548: 'wxml-ignored-attribute',
  65549: null, 65551: null, 65552: null, 65554: 'wxml-binding-not-allowed', 65555: 'wxml-expression', 65566: 'wxml-empty-binding', 65568: null,
}
const LEVEL_CODES: Readonly<Record<EngineDiagnostic['level'], Code>> = {
  Note: 'wxml-note', Warn: 'wxml-warning', Error: 'wxml-error', Fatal: 'wxml-error',
}

export function compileWxml(item: WxmlCompileItem): WxmlResult {
  try {
    return withGroup((group) => new TemplateCompiler(item, group).run())
  } catch (fault) {
    if (!(fault instanceof EngineExhausted)) throw fault
    return { code: EMPTY, positions: [], diagnostics: [diagnose('wxml-too-complex', item.path, at(1, 1))] }
  }
}

class TemplateCompiler {
  private readonly diagnostics: Diagnostic[] = []
  private readonly guarded = new GuardedScripts()
  private readonly scripts = new Map<string, { file: string; offset: number }>()

  constructor(private readonly item: WxmlCompileItem, private readonly group: TmplGroup) {}

  run(): WxmlResult {
    const { item, group } = this
    group.setExtraRuntimeScript(EXTRA_RUNTIME)
    const wanted = [item.path]
    const seen = new Set(wanted)
    for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
      for (const imported of this.template(path)) {
        if (!seen.has(imported)) wanted.push(imported)
        seen.add(imported)
      }
    }
    this.addScripts()
    const code = closeRuntime(group.getTmplGenObjectGroups())
    return { code, positions: this.guarded.positions(code), diagnostics: this.diagnostics }
  }

  /** Compile one file; a broken binding is left out, the rest stays. Returns the files it imports. */
  private template(file: string): Iterable<string> {
    const broken = new Set<string>()
    const faults: Diagnostic[] = []
    for (let round = 0; ; round++) {
      const rewriter = new Rewriter({ sources: this.item.sources, resolved: this.item.resolved ?? {}, legacy: this.item.legacy ?? true }, broken, this.guarded)
      rewriter.file(file)
      const text = rewriter.out.toString()
      const found = this.group.addTmpl(groupName(file), text) as EngineDiagnostic[]
      const lines = new Lines(text)
      const fatal = found.filter((entry) => entry.level === 'Fatal')
      const before = broken.size
      for (const entry of fatal) {
        const start = lines.offset(entry.startLine, entry.startColumn)
        const slot = rewriter.slots.find((candidate) => candidate.start <= start && start <= candidate.end)
        if (slot && !broken.has(slot.key)) {
          broken.add(slot.key)
          faults.push(this.translate(entry, rewriter, lines)!)
        }
      }
      if (broken.size > before && round < MAX_ROUNDS) continue
      const own = found.map((entry) => this.translate(entry, rewriter, lines)).filter((entry) => entry !== null)
      this.diagnostics.push(...rewriter.diagnostics, ...faults, ...own)
      for (const [path, place] of rewriter.scripts) if (!this.scripts.has(path)) this.scripts.set(path, place)
      return rewriter.imports
    }
  }

  private translate(entry: EngineDiagnostic, rewriter: Rewriter, lines: Lines): Diagnostic | null {
    const position = lines.offset(entry.startLine, entry.startColumn)
    const isElse = /^wx:el(?:if|se)\b/.test(lines.text.slice(position, position + 8))
    const known = isElse ? 'wxml-else-without-if' : ENGINE_CODES[entry.code]
    if (known === null) return null
    const start = rewriter.out.origin(position)
    const end = rewriter.out.origin(lines.offset(entry.endLine, entry.endColumn))
    const file = start?.file ?? this.item.path
    const from = start?.offset ?? 0
    const to = end && end.file === file && end.offset > from ? end.offset : from
    return diagnose(known ?? LEVEL_CODES[entry.level], file, rewriter.linesOf(file).place(from, to), { reason: entry.message })
  }

  /** Every script under both names it is asked for, missing ones as empty modules. */
  private addScripts(): void {
    const { group } = this
    const sources = this.item.scripts ?? {}
    for (const [path, place] of this.scripts) {
      if (sources[path] !== undefined) continue
      const lines = new Lines(this.item.sources[place.file] ?? '')
      this.diagnostics.push(diagnose('wxml-wxs-not-found', place.file, lines.place(place.offset), { src: path }))
    }
    for (const path of new Set([...Object.keys(sources), ...this.scripts.keys()])) {
      const stem = path.replace(/\.wxs$/, '')
      group.addScript(stem, this.guarded.add(sources[path] ?? '', path, 1))
      if (stem !== path) group.addScript(path, `module.exports=require(${JSON.stringify(`/${stem}`)})`)
    }
  }
}
