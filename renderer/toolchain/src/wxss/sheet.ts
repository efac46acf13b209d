/**
 * One style sheet → its parts. Reads CSS the way browsers do, so that a mistake costs its own rule
 * and the rest of the sheet survives.
 */

import { diagnose, type Code, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { commentEnd, nameEnd, stringEnd, withoutComments } from './css-text'
import { Parts, type CssPart } from './parts'
import { writeSelector } from './selector'
import { writeValue } from './value'

/** `*zoom: 1`: written for one old browser, passed over by all others. */
const BROWSER_HACK = /^[*#!+&$=|~]\s*[a-z-]+\s*:/i

/** A piece of a sheet: parts, or another sheet imported at that place. */
export type Piece = { readonly parts: readonly CssPart[] } | { readonly import: Import }

export interface Import {
  readonly specifier: string
  /** Media condition of the import, '' for none. */
  readonly media: string
  readonly start: number
  readonly end: number
}

/** Offsets of a rule: its selectors up to `open`, all of it up to `end`. */
export interface RulePlace {
  readonly start: number
  readonly open: number
  readonly end: number
}

export interface Sheet {
  readonly pieces: readonly Piece[]
  readonly urls: readonly string[]
  /** The rules that stand in no other rule. */
  readonly rules: readonly RulePlace[]
  readonly diagnostics: readonly Diagnostic[]
}

const CONDITIONAL = new Set(['media', 'supports', 'layer', 'container', 'document', '-moz-document', 'scope', 'starting-style'])
const IMPORT = /^\s*(?:url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|"([^"]*)"|'([^']*)')\s*([^]*)$/i
/** An import up to its semicolon or, where that is missing, the end of its line. */
const IMPORT_STATEMENT = /\s*(?:url\([^)\n]*\)|"[^"\n]*"|'[^'\n]*')(?:[^;{}\n]|(?<=,)\s*\n)*/y
const OPENERS: Readonly<Record<string, string>> = { '(': ')', '[': ']' }

type Stop = { at: number; by: '{' | '}' | ';' | '' }

export function readSheet(path: string, source: string): Sheet {
  const reader = new SheetReader(path, source, false)
  const sheet = reader.read()
  return reader.unclosed ? new SheetReader(path, source, true).read() : sheet
}

class SheetReader {
  unclosed = false
  private readonly pieces: Piece[] = []
  private readonly urls = new Set<string>()
  private readonly ruled: RulePlace[] = []
  private readonly diagnostics: Diagnostic[] = []
  private parts = new Parts()
  private i = 0
  private lines: Lines | undefined

  /** With `byIndent`, a rule that starts left of the rule around it closes that rule first. */
  constructor(private readonly path: string, private readonly text: string, private readonly byIndent: boolean) {}

  read(): Sheet {
    if (this.text.charCodeAt(0) === 0xfeff) this.i = 1
    while (this.i < this.text.length) {
      this.rules(-1)
      if (this.text[this.i] === '}') {
        this.report('wxss-stray-brace', this.i, this.i + 1)
        this.i++
      }
    }
    this.endPiece()
    return { pieces: this.pieces, urls: [...this.urls], rules: this.ruled, diagnostics: this.diagnostics }
  }

  /** Rules up to the `}` that ends them; `around` is where the block around them started, -1 at the top. */
  private rules(around: number): void {
    while (this.i < this.text.length) {
      this.space()
      const c = this.text[this.i]
      if (c === undefined || c === '}') return
      if (this.dedented(around)) return
      if (c === '@') this.atRule(around)
      else if (this.text.startsWith('<!--', this.i)) this.i += 4
      else if (this.text.startsWith('-->', this.i)) this.i += 3
      else if (c === ';') this.i++
      else this.outerRule(this.scan(around >= 0))
    }
  }

  private outerRule(stop: Stop): void {
    const start = this.i
    this.rule(stop)
    if (stop.by === '{') this.ruled.push({ start, open: stop.at, end: this.i })
  }

  private rule(stop: Stop): void {
    const start = this.i
    const prelude = this.text.slice(start, stop.at)
    this.i = stop.at
    if (stop.by !== '{') {
      if (withoutComments(prelude).trim()) this.report('wxss-not-a-rule', start, stop.at, { text: shorten(prelude) })
      if (stop.by === ';') this.i++
      return
    }
    if (!withoutComments(prelude).trim()) this.report('wxss-no-selector', start, stop.at + 1)
    if (prelude.startsWith('//')) this.report('wxss-line-comment', start, stop.at)
    const findings = writeSelector(prelude, this.parts)
    if (findings.deep) this.report('wxss-deep-combinator', start, stop.at)
    this.block(start, () => this.declarations(start))
  }

  /** Reads `{`, what `inside` reads, and `}`. */
  private block(start: number, inside: () => void): void {
    const open = this.i
    this.i++
    this.parts.text('{')
    inside()
    this.parts.text('}')
    if (this.text[this.i] === '}') this.i++
    else {
      this.unclosed = true
      this.report('wxss-unclosed-block', start, open + 1)
    }
  }

  private declarations(around: number): void {
    while (this.i < this.text.length) {
      this.space()
      const c = this.text[this.i]
      if (c === undefined || c === '}') return
      if (c === ';') this.i++
      else if (this.dedented(around) && this.scan(true).by === '{') return
      else if (c === '@') this.atRule(around)
      else {
        const stop = this.scan(true)
        if (stop.by === '{') this.rule(stop)
        else this.declaration(stop)
      }
    }
  }

  private declaration(stop: Stop): void {
    const start = this.i
    const text = this.text.slice(start, stop.at)
    this.i = stop.by === ';' ? stop.at + 1 : stop.at
    const end = nameEnd(this.text, start)
    const colon = /^\s*(?:\/\*[^]*?\*\/\s*)*:/.exec(text.slice(end - start))
    if (end === start || !colon) {
      if (BROWSER_HACK.test(text)) return
      this.report(text.startsWith('//') ? 'wxss-line-comment' : 'wxss-not-a-declaration', start, stop.at, { text: shorten(text) })
      return
    }
    this.parts.text(`${this.text.slice(start, end)}:`)
    writeValue(text.slice(end - start + colon[0].length).trim(), this.path, this.parts, this.urls)
    this.parts.text(';')
  }

  private atRule(around: number): void {
    const start = this.i
    const nameStop = nameEnd(this.text, start + 1)
    const name = this.text.slice(start + 1, nameStop).toLowerCase()
    this.i = nameStop
    const stop = (name === 'import' && this.importEnd(nameStop)) || this.scan(true)
    const prelude = withoutComments(this.text.slice(nameStop, stop.at))
    this.i = stop.by === ';' ? stop.at + 1 : stop.at
    if (name === 'import' && stop.by !== '{') this.importRule(prelude, start, stop.at, around)
    else if (name === 'charset') return
    else {
      this.parts.text(this.text.slice(start, nameStop))
      writeValue(prelude, this.path, this.parts, this.urls)
      if (stop.by !== '{') this.parts.text(';')
      else this.block(start, () => this.atBlock(name, start, around))
    }
  }

  private atBlock(name: string, start: number, around: number): void {
    if (name.endsWith('keyframes')) this.frames(start)
    else if (CONDITIONAL.has(name)) {
      if (around >= 0) this.declarations(start)
      else this.rules(start)
    } else this.declarations(start)
  }

  /** Frames of an animation: their selectors are left alone. */
  private frames(around: number): void {
    while (this.i < this.text.length) {
      this.space()
      const c = this.text[this.i]
      if (c === undefined || c === '}' || this.dedented(around)) return
      const start = this.i
      const stop = this.scan(true)
      this.i = stop.at
      if (stop.by === '{') {
        this.parts.text(withoutComments(this.text.slice(start, stop.at)))
        this.block(start, () => this.declarations(start))
      } else {
        this.report('wxss-not-a-rule', start, stop.at, { text: shorten(this.text.slice(start, stop.at)) })
        if (stop.by === ';') this.i++
      }
    }
  }

  private importEnd(from: number): Stop | null {
    IMPORT_STATEMENT.lastIndex = from
    const found = IMPORT_STATEMENT.exec(this.text)
    if (!found) return null
    const at = IMPORT_STATEMENT.lastIndex
    const next = this.text[at]
    return next === '{' ? null : { at, by: next === ';' ? ';' : '' }
  }

  private importRule(prelude: string, start: number, end: number, around: number): void {
    const match = IMPORT.exec(prelude)
    const specifier = match?.slice(1, 6).find((found) => found !== undefined)?.trim()
    if (!match || !specifier) this.report('wxss-bad-import', start, end)
    else if (around >= 0) this.report('wxss-nested-import', start, end)
    else {
      this.endPiece()
      this.pieces.push({ import: { specifier, media: (match[6] ?? '').trim(), start, end } })
    }
  }

  private endPiece(): void {
    const parts = this.parts.finish()
    if (parts.length) this.pieces.push({ parts })
    this.parts = new Parts()
  }

  /** Finds what ends the construct at hand: `{`, `}`, and `;` where it can. */
  private scan(semicolonEnds: boolean): Stop {
    const { text } = this
    const open: string[] = []
    for (let at = this.i; at < text.length; at++) {
      const c = text[at]!
      if (c === '"' || c === "'") {
        const string = stringEnd(text, at)
        if (!string.closed) this.report('wxss-unclosed-string', at, string.end)
        at = string.end - 1
      } else if (c === '/' && text[at + 1] === '*') at = commentEnd(text, at) - 1
      else if (c === '\\') at++
      else if (c === '(' && /url$/i.test(text.slice(Math.max(0, at - 3), at))) at = this.urlEnd(at)
      else if (OPENERS[c]) open.push(OPENERS[c])
      else if (open.length && c === open[open.length - 1]) open.pop()
      else if (c === '{' || c === '}' || (c === ';' && semicolonEnds)) {
        if (open.length) this.report('wxss-unclosed-bracket', this.i, at)
        return { at, by: c as '{' | '}' | ';' }
      }
    }
    return { at: text.length, by: '' }
  }

  /** Last place of the `url(` whose bracket opens at `at`; its bare content may hold any character. */
  private urlEnd(at: number): number {
    const bare = /[^\n)"']*/y
    bare.lastIndex = at + 1
    bare.test(this.text)
    return this.text[bare.lastIndex] === ')' ? bare.lastIndex : at
  }

  private space(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.i)
      if (c === 32 || (c >= 9 && c <= 13) || c === 0xfeff) this.i++
      else if (c === 47 && this.text[this.i + 1] === '*') {
        const end = commentEnd(this.text, this.i)
        if (end > this.text.length) this.report('wxss-unclosed-comment', this.i, this.text.length)
        this.i = Math.min(end, this.text.length)
      } else return
    }
  }

  private dedented(around: number): boolean {
    return this.byIndent && around >= 0 && this.startsLine(this.i) && this.indent(this.i) <= this.indent(around)
  }

  private startsLine(offset: number): boolean {
    return !this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1, offset).trim()
  }

  private indent(offset: number): number {
    const line = this.text.lastIndexOf('\n', offset - 1) + 1
    return this.text.slice(line).search(/[^ \t]/)
  }

  private report(code: Code, start: number, end: number, values: Record<string, string> = {}): void {
    this.lines ??= new Lines(this.text)
    this.diagnostics.push(diagnose(code, this.path, this.lines.place(start, end), values))
  }
}

const shorten = (text: string): string => {
  const line = text.trim().split('\n')[0]!.trim()
  return line.length > 40 ? `${line.slice(0, 40)}…` : line
}
