/**
 * The front pass: a tree as the author wrote it → WXML that the template compiler reads the way
 * WeChat does. Includes are expanded in place, so that they see the scope around them.
 */

import { diagnose, type Code, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { join } from '../paths'
import { compileWxs } from '../wxs/compile'
import { literalAmpersands, unescapeText, unescapeValue } from './escapes'
import { stretches } from './expression'
import type { GuardedScripts } from './guarded-scripts'
import { MappedText } from './mapped'
import { parseWxml, type Parsed } from './parse'
import { attributeOf, type Attribute, type Element, type Node } from './tree'

/** A binding as it stands in the rewritten text. */
export interface Slot { start: number; end: number; key: string }

export interface RewriteInput {
  sources: Readonly<Record<string, string>>
  resolved: Readonly<Record<string, Readonly<Record<string, string>>>>
  legacy: boolean
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  'wx-if': 'wx:if', 'wx-elif': 'wx:elif', 'wx-else': 'wx:else', 'wx-for': 'wx:for', 'wx-for-items': 'wx:for',
  'wx-for-item': 'wx:for-item', 'wx-for-index': 'wx:for-index', 'wx-key': 'wx:key',
}
const VALID_NAME = /^[A-Za-z_][\w.-]*(?::[\w.-]+)*$/
/** Name of a template file in its group. */
export const groupName = (path: string): string => path.replace(/\.wxml$/, '')

/** Whether a node only defines what others use: an include leaves it out. */
const isDefinition = (node: Node): boolean => node.kind === 'element'
  && (node.name === 'import' || node.name === 'wxs' || (node.name === 'template' && !attributeOf(node, 'is')))

/** The template compiler runs out of stack at about 300. */
const MAX_DEPTH = 160
const MAX_INCLUDES = 500
const MAX_LENGTH = 4_000_000

export class Rewriter {
  readonly out = new MappedText()
  readonly slots: Slot[] = []
  readonly scripts = new Map<string, { file: string; offset: number }>()
  /** Files whose templates the text imports. */
  readonly imports = new Set<string>()
  readonly diagnostics: Diagnostic[] = []
  private readonly lines = new Map<string, Lines>()
  private readonly trees = new Map<string, Parsed>()
  private readonly hoisted: (() => void)[] = []
  private readonly modules = new Set<string>()
  private readonly including: string[] = []
  private includes = 0
  private depth = 0

  /** `broken` holds the keys of bindings to leave out. */
  constructor(
    private readonly input: RewriteInput, private readonly broken: ReadonlySet<string>, private readonly guarded: GuardedScripts,
  ) {}

  file(path: string): void {
    this.including.push(path)
    this.nodes(path, this.tree(path).children)
    this.including.pop()
    for (let later = this.hoisted.shift(); later; later = this.hoisted.shift()) later()
  }

  report(code: Code, path: string, start: number, end: number, values: Record<string, string> = {}): void {
    this.diagnostics.push(diagnose(code, path, this.linesOf(path).place(start, end), values))
  }

  linesOf(path: string): Lines {
    let lines = this.lines.get(path)
    if (!lines) this.lines.set(path, (lines = new Lines(this.source(path))))
    return lines
  }

  private source(path: string): string {
    return this.input.sources[path] ?? ''
  }

  private tree(path: string): Parsed {
    let parsed = this.trees.get(path)
    if (!parsed) {
      parsed = parseWxml(this.source(path))
      for (const { code, start, end, values } of parsed.problems) this.report(code, path, start, end, values)
      this.trees.set(path, parsed)
    }
    return parsed
  }

  private nodes(path: string, nodes: readonly Node[]): void {
    const [first] = nodes
    if (first && this.depth >= MAX_DEPTH) {
      this.report('wxml-too-deep', path, first.start, first.start, { limit: String(MAX_DEPTH) })
      return
    }
    this.depth++
    for (const node of nodes) {
      if (node.kind === 'text') this.literal(path, node.start, node.end, '')
      else this.element(path, node)
    }
    this.depth--
  }

  private element(path: string, element: Element): void {
    if (element.name === 'include') this.include(path, element)
    else if (element.name === 'wxs') this.wxs(path, element)
    else if (element.name === 'import') this.import(path, element)
    else {
      this.out.put('<', path, element.start)
      this.out.copy(path, this.source(path), element.start + 1, element.nameEnd)
      this.attributes(path, element)
      this.children(path, element)
    }
  }

  private children(path: string, element: Element): void {
    const dropped = element.name === 'slot' && element.children.some((child) => child.kind === 'element' || this.source(path).slice(child.start, child.end).trim())
    if (dropped) this.report('wxml-slot-content', path, element.start, element.nameEnd)
    if (element.name === 'slot' || !element.children.length) {
      this.out.put('/>', path, element.openEnd)
      return
    }
    this.out.put('>', path, element.openEnd)
    this.nodes(path, element.children)
    this.out.put(`</${element.name}>`, path, element.closeStart < 0 ? element.end : element.closeStart)
  }

  private attributes(path: string, element: Element, skipped: ReadonlySet<string> = new Set()): void {
    const chosen = new Map<string, Attribute>()
    for (const attribute of element.attributes) {
      const name = this.attributeName(path, attribute)
      if (skipped.has(name)) continue
      if (chosen.has(name)) this.report('wxml-duplicate-attribute', path, attribute.start, attribute.nameEnd, { name, which: this.input.legacy ? 'last' : 'first' })
      if (!VALID_NAME.test(name)) this.report('wxml-attribute-name', path, attribute.start, attribute.nameEnd, { name })
      else if (this.input.legacy || !chosen.has(name)) chosen.set(name, attribute)
    }
    for (const [name, attribute] of chosen) this.attribute(path, attribute, name)
  }

  private attributeName(path: string, attribute: Attribute): string {
    if (attribute.name === 'wx:for-items') return 'wx:for'
    const directive = this.input.legacy ? DIRECTIVES[attribute.name] : undefined
    if (directive === undefined) return attribute.name
    this.report('wxml-dash-directive', path, attribute.start, attribute.nameEnd, { name: attribute.name, directive })
    return directive
  }

  private attribute(path: string, attribute: Attribute, name: string): void {
    this.out.put(' ', path, attribute.start)
    if (name === attribute.name) this.out.copy(path, this.source(path), attribute.start, attribute.nameEnd)
    else this.out.put(name, path, attribute.start)
    if (!attribute.hasValue) return
    const quote = attribute.quote || '"'
    this.out.put(`=${quote}`, path, attribute.nameEnd)
    this.literal(path, attribute.valueStart, attribute.valueEnd, quote)
    this.out.put(quote, path, attribute.valueEnd)
  }

  /** Literal text with bindings; `quote` is what ends it, '' between tags. */
  private literal(path: string, start: number, end: number, quote: string): void {
    const source = this.source(path)
    for (const stretch of stretches(source, start, end)) {
      if (stretch.binding) this.binding(path, stretch.start, stretch.end, stretch.closed, quote)
      else this.characters(path, stretch.start, stretch.end, quote)
    }
  }

  private binding(path: string, start: number, end: number, closed: boolean, quote: string): void {
    const source = this.source(path)
    const key = `${path}:${start}`
    if (!closed) {
      this.report('wxml-unclosed-binding', path, start, end)
      this.out.put(quote === "'" ? '{{"{{"}}' : "{{'{{'}}", path, start)
      return
    }
    if (this.broken.has(key)) {
      return
    }
    const from = this.out.length
    if (quote && source.slice(start, end).includes(`\\${quote}`)) this.out.put(source.slice(start, end).replaceAll(`\\${quote}`, quote), path, start)
    else this.out.copy(path, source, start, end)
    this.slots.push({ start: from, end: this.out.length, key })
  }

  private characters(path: string, start: number, end: number, quote: string): void {
    const source = this.source(path)
    const written = source.slice(start, end)
    if (!/[\\&<]/.test(written) && !(quote && written.includes(quote))) {
      this.out.copy(path, source, start, end)
      return
    }
    let text = written
    if (this.input.legacy) text = quote ? unescapeValue(written) : unescapeText(written)
    text = literalAmpersands(text)
    if (quote) text = text.replaceAll(quote, quote === '"' ? '&quot;' : '&#39;')
    else text = text.replaceAll('<', '&lt;')
    this.out.put(text, path, start)
  }

  private target(path: string, element: Element, extension: string): { written: string; path: string | undefined; attribute: Attribute | undefined } {
    const attribute = attributeOf(element, 'src')
    const written = attribute ? this.source(path).slice(attribute.valueStart, attribute.valueEnd).trim() : ''
    const resolved = this.input.resolved[path]?.[written]
    if (resolved !== undefined || !written) return { written, path: resolved, attribute }
    const guess = join(path, written)
    return { written, path: [guess, guess + extension].find((candidate) => this.input.sources[candidate] !== undefined), attribute }
  }

  private import(path: string, element: Element): void {
    const { written, path: target, attribute } = this.target(path, element, '.wxml')
    const place = attribute ?? { start: element.start, end: element.nameEnd }
    if (!attribute) this.report('wxml-no-src', path, place.start, place.end, { tag: 'import' })
    else if (target === undefined || this.input.sources[target] === undefined) this.report('wxml-import-not-found', path, place.start, place.end, { src: written })
    else this.hoisted.push(() => this.importOf(target, path, element.start))
  }

  private importOf(target: string, path: string, offset: number): void {
    this.imports.add(target)
    this.out.put(`<import src="/${groupName(target)}"/>`, path, offset)
  }

  private include(path: string, element: Element): void {
    const { written, path: target, attribute } = this.target(path, element, '.wxml')
    const place = attribute ?? { start: element.start, end: element.nameEnd }
    if (!attribute) this.report('wxml-no-src', path, place.start, place.end, { tag: 'include' })
    else if (target === undefined || this.input.sources[target] === undefined) this.report('wxml-include-not-found', path, place.start, place.end, { src: written })
    else if (this.including.includes(target)) this.report('wxml-include-cycle', path, place.start, place.end, { src: written })
    else if (++this.includes > MAX_INCLUDES || this.out.length > MAX_LENGTH) this.report('wxml-too-many-includes', path, place.start, place.end)
    else {
      this.out.put('<block', path, element.start)
      this.attributes(path, element, new Set(['src']))
      this.out.put('>', path, element.openEnd)
      this.including.push(target)
      const nodes = this.tree(target).children
      this.nodes(target, nodes.filter((node) => !isDefinition(node)))
      this.including.pop()
      this.out.put('</block>', path, element.end)
      this.hoist(target, nodes)
    }
  }

  /** Templates and scripts that an included file brings along. */
  private hoist(path: string, nodes: readonly Node[]): void {
    const elements = nodes.filter((node) => node.kind === 'element')
    if (elements.some((node) => node.name === 'template' && isDefinition(node))) {
      this.hoisted.push(() => this.importOf(path, path, 0))
    }
    for (const element of elements) {
      if (element.name === 'wxs') this.hoisted.push(() => this.wxs(path, element))
      else if (element.name === 'import') this.hoisted.push(() => this.import(path, element))
    }
  }

  private wxs(path: string, element: Element): void {
    const source = this.source(path)
    const module = attributeOf(element, 'module')
    const name = module ? source.slice(module.valueStart, module.valueEnd) : ''
    if (!name) {
      this.report('wxml-wxs-no-module', path, element.start, element.nameEnd)
      return
    }
    if (this.modules.has(name)) {
      if (this.including.length === 1) this.report('wxml-wxs-duplicate', path, element.start, element.nameEnd, { name })
      return
    }
    this.modules.add(name)
    const attribute = attributeOf(element, 'src')
    if (attribute) {
      const written = source.slice(attribute.valueStart, attribute.valueEnd).trim()
      const target = this.input.resolved[path]?.[written] ?? join(path, written.endsWith('.wxs') ? written : `${written}.wxs`)
      this.scripts.set(target, { file: path, offset: attribute.start })
      this.out.put(`<wxs module="${name}" src="/${target}"/>`, path, element.start)
      return
    }
    const text = element.children[0]
    const lead = text ? source.slice(0, text.start).replace(/[^\n]/g, ' ') : ''
    const compiled = compileWxs({ path, source: text ? lead + source.slice(text.start, text.end) : '' })
    this.diagnostics.push(...compiled.diagnostics)
    this.out.put(`<wxs module="${name}">`, path, element.start)
    const place = this.linesOf(path).place(text?.start ?? element.start)
    this.out.put(this.guarded.add(compiled.code.slice(lead.length), path, place.line), path, text?.start ?? element.start)
    this.out.put('</wxs>', path, element.end)
  }
}
