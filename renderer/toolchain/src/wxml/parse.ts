/** WXML text → tree. Never gives up: each mistake is a problem, and the rest of the text is read on. */

import type { Code } from '../diagnostics'
import { bindingEnd } from './expression'
import type { Attribute, Element, Node } from './tree'

export interface Problem { code: Code; start: number; end: number; values?: Record<string, string> }
export interface Parsed { children: Node[]; problems: Problem[] }

const TAG_NAME = /[A-Za-z_][\w.:-]*/y
const ATTRIBUTE_NAME = /[^\s=>"'/<]+/y
const SPACE = /\s*/y
/** Elements that never hold children: left open, they end at once, so that what follows is not lost. */
const CHILDLESS = new Set(['input', 'image', 'icon', 'import', 'include', 'progress', 'slider', 'switch', 'wxs', 'textarea'])
/** Far more than the rewriter passes on; only keeps recursion over the tree within bounds. */
const MAX_DEPTH = 1000

/** Of one file; more would only repeat what is wrong. */
const MAX_PROBLEMS = 100

const KEPT = 1000
const kept = new Map<string, Parsed>()

/** The tree of a text; a template is often scanned, compiled, and imported by others in turn. */
export function parseWxml(text: string): Parsed {
  const known = kept.get(text)
  if (known) return known
  if (kept.size >= KEPT) kept.clear()
  const parsed = new Parser(text).parse()
  kept.set(text, parsed)
  return parsed
}

class Parser {
  private readonly problems: Problem[] = []
  private readonly top: Node[] = []
  private readonly open: Element[] = []
  private i = 0

  constructor(private readonly text: string) {
    if (text.charCodeAt(0) === 0xfeff) this.i = 1
  }

  parse(): Parsed {
    const { text } = this
    while (this.i < text.length) {
      if (text[this.i] === '<' && this.markup()) continue
      this.characters()
    }
    this.leaveOpen(0)
    this.problems.sort((a, b) => a.start - b.start)
    return { children: this.top, problems: this.problems }
  }

  private get siblings(): Node[] {
    return this.open.at(-1)?.children ?? this.top
  }

  private report(code: Code, start: number, end: number, values?: Record<string, string>): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ code, start, end, ...(values && { values }) })
  }

  /** Reads a tag, comment or declaration; false when `<` is only a character. */
  private markup(): boolean {
    const { text } = this
    if (text.startsWith('<!--', this.i)) this.comment()
    else if (text[this.i + 1] === '!' || text[this.i + 1] === '?') this.declaration()
    else if (text[this.i + 1] === '/') this.endTag()
    else {
      TAG_NAME.lastIndex = this.i + 1
      const name = TAG_NAME.exec(text)?.[0]
      if (!name) {
        this.report('wxml-stray-angle', this.i, this.i + 1)
        return false
      }
      this.startTag(name)
    }
    return true
  }

  private comment(): void {
    const end = this.text.indexOf('-->', this.i + 4)
    if (end < 0) this.report('wxml-unclosed-comment', this.i, this.i + 4)
    this.i = end < 0 ? this.text.length : end + 3
  }

  private declaration(): void {
    const end = this.text.indexOf('>', this.i)
    this.report('wxml-declaration', this.i, end < 0 ? this.text.length : end + 1)
    this.i = end < 0 ? this.text.length : end + 1
  }

  private characters(): void {
    const { text } = this
    const start = this.i
    let i = start
    while (i < text.length) {
      if (text[i] === '<' && i > start) break
      const end = text.startsWith('{{', i) ? bindingEnd(text, i) : -1
      i = end > 0 ? end : i + 1
    }
    this.siblings.push({ kind: 'text', start, end: i })
    this.i = i
  }

  private startTag(name: string): void {
    const start = this.i
    const element: Element = {
      kind: 'element', name, start, nameEnd: start + 1 + name.length, attributes: [], children: [],
      openEnd: 0, selfClosing: false, closeStart: -1, end: 0,
    }
    this.i = element.nameEnd
    this.attributes(element)
    element.openEnd = element.end = this.i
    this.siblings.push(element)
    if (element.selfClosing) return
    if (this.open.length >= MAX_DEPTH) this.report('wxml-too-deep', start, element.nameEnd, { limit: String(MAX_DEPTH) })
    else if (name === 'wxs') this.script(element)
    else this.open.push(element)
  }

  /** The text of an inline script, up to `</wxs>`. */
  private script(element: Element): void {
    const pattern = /<\/wxs\s*>/g
    pattern.lastIndex = this.i
    const close = pattern.exec(this.text)
    const end = close?.index ?? this.text.length
    if (end > this.i) element.children.push({ kind: 'text', start: this.i, end })
    if (!close) this.report('wxml-missing-end-tag', element.start, element.nameEnd, { tag: element.name })
    element.closeStart = close ? end : -1
    this.i = element.end = close ? pattern.lastIndex : this.text.length
  }

  private attributes(element: Element): void {
    const { text } = this
    for (;;) {
      this.space()
      const c = text[this.i]
      if (c === undefined || c === '<') {
        this.report('wxml-incomplete-tag', element.start, this.i, { tag: element.name })
        element.selfClosing = c === undefined
        return
      }
      if (c === '>') {
        this.i++
        return
      }
      if (c === '/') {
        this.i++
        const slash = this.i
        this.space()
        if (text[this.i] !== '>') this.i = slash
        else {
          this.i++
          element.selfClosing = true
          return
        }
      } else this.attribute(element)
    }
  }

  private attribute(element: Element): void {
    const { text } = this
    ATTRIBUTE_NAME.lastIndex = this.i
    const name = ATTRIBUTE_NAME.exec(text)?.[0]
    if (!name) {
      this.report('wxml-attribute-character', this.i, this.i + 1, { text: text[this.i]! })
      this.i++
      return
    }
    const start = this.i
    this.i += name.length
    const nameEnd = this.i
    this.space()
    if (text[this.i] !== '=') {
      this.i = nameEnd
      element.attributes.push({ name, start, nameEnd, quote: '', hasValue: false, valueStart: nameEnd, valueEnd: nameEnd, end: nameEnd })
      return
    }
    this.i++
    this.space()
    element.attributes.push(this.value(name, start, nameEnd))
  }

  private value(name: string, start: number, nameEnd: number): Attribute {
    const { text } = this
    const c = text[this.i]
    const quote = c === '"' || c === "'" ? c : ''
    const valueStart = this.i + quote.length
    const valueEnd = quote ? this.quotedEnd(quote, valueStart) : this.unquotedEnd(valueStart)
    const closed = quote !== '' && text[valueEnd] === quote
    if (quote && !closed) this.report('wxml-unclosed-value', valueStart - 1, valueEnd, { name })
    if (!quote) this.report('wxml-unquoted-value', start, valueEnd, { name })
    this.i = closed ? valueEnd + 1 : valueEnd
    return { name, start, nameEnd, quote, hasValue: true, valueStart, valueEnd, end: this.i }
  }

  private quotedEnd(quote: string, start: number): number {
    const { text } = this
    for (let i = start; i < text.length; i++) {
      const c = text[i]
      if (c === quote) return i
      if (c === '\\') i++
      else if (c === '{' && text[i + 1] === '{') {
        const end = bindingEnd(text, i)
        if (end > 0) i = end - 1
      }
    }
    const line = text.slice(start).search(/[>\n]/)
    return line < 0 ? text.length : start + line
  }

  private unquotedEnd(start: number): number {
    const { text } = this
    let i = start
    while (i < text.length && !/[\s>]/.test(text[i]!) && !(text[i] === '/' && text[i + 1] === '>')) {
      const end = text.startsWith('{{', i) ? bindingEnd(text, i) : -1
      i = end > 0 ? end : i + 1
    }
    return i
  }

  private endTag(): void {
    const { text } = this
    const start = this.i
    const stop = text.slice(start + 1).search(/[<>]/)
    const end = stop < 0 ? text.length : start + 1 + stop
    const name = text.slice(start + 2, end).trim()
    this.i = text[end] === '>' ? end + 1 : end
    const depth = this.open.findLastIndex((element) => element.name === name)
    if (depth < 0) {
      this.report('wxml-unexpected-end-tag', start, this.i, { tag: name })
      return
    }
    this.leaveOpen(depth + 1)
    const element = this.open.pop()!
    element.closeStart = start
    element.end = this.i
  }

  /** Ends the open elements from `depth` on; the children of one that can hold none become its siblings. */
  private leaveOpen(depth: number): void {
    while (this.open.length > depth) {
      const element = this.open.pop()!
      this.report('wxml-missing-end-tag', element.start, element.nameEnd, { tag: element.name })
      element.end = element.children.at(-1)?.end ?? element.openEnd
      if (CHILDLESS.has(element.name)) this.siblings.push(...element.children.splice(0))
    }
  }

  private space(): void {
    SPACE.lastIndex = this.i
    SPACE.exec(this.text)
    this.i = SPACE.lastIndex
  }
}
