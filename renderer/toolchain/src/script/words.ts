/**
 * Finds `require`, `import` and `export` in a script by its tokens alone, much faster than by a
 * syntax tree. Gives up (null) where tokens alone do not tell; then the tree decides.
 */

import type { Require } from './syntax'

export interface Words {
  requires: Require[]
  /** Offsets of the word `import` of every `import(…)`. */
  dynamicImports: number[]
  /** Whether the script has the syntax of ES modules. */
  isModule: boolean
}

const GAP = String.raw`(?:\s|\/\*[^]*?\*\/)*`
const CONSTANT = String.raw`(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|\x60([^\x60$\\]*)\x60)`
/** What follows a whole argument: `'./a' + name` is none that is known. */
const END = String.raw`(?=${GAP}[,)])`
const REQUIRED = new RegExp(`${GAP}(\\.${GAP}async${GAP})?\\(${GAP}${CONSTANT}${END}`, 'y')
const IMPORTED = new RegExp(`${GAP}(\\()${GAP}(?:${CONSTANT}${END})?`, 'y')
const WORD = /[\w$\u0080-\uffff\\]+/y
const NUMBER = /(?:0[xXbBoO][\da-fA-F_]+n?|[\d_]*\.?[\d_]*(?:[eE][+-]?\d+)?n?)/y
const BEFORE_REGEX = new Set([
  'return', 'typeof', 'case', 'do', 'else', 'in', 'instanceof', 'new', 'void', 'delete', 'throw', 'await', 'yield', 'of',
])
const CONDITIONS = new Set(['if', 'while', 'for', 'with'])
const BLOCK_WORDS = new Set(['else', 'do', 'try', 'finally', ''])

export function findWords(source: string): Words | null {
  if (!/\brequire\b|\bimport\b|\bexport\b/.test(source)) return { requires: [], dynamicImports: [], isModule: false }
  return new WordFinder(source).find()
}

type Bracket = { close: string; regexAfter: boolean }

class WordFinder {
  private readonly found: Words = { requires: [], dynamicImports: [], isModule: false }
  private readonly open: Bracket[] = []
  private i = 0
  /** Whether a `/` here begins a regular expression. */
  private regex = true
  /** The last token: a word, or its last character. */
  private last = ''

  constructor(private readonly text: string) {}

  find(): Words | null {
    while (this.i < this.text.length) if (!this.token()) return null
    return this.open.length ? null : this.found
  }

  private token(): boolean {
    const { text } = this
    const c = text.charCodeAt(this.i)
    if (c === 32 || (c >= 9 && c <= 13) || c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029) {
      this.i++
      return true
    }
    if (c === 47 /* / */) return this.slash()
    if (c === 34 || c === 39) return this.string(c)
    if (c === 96 /* ` */) return this.template()
    if (c >= 48 && c <= 57) return this.number()
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36 || c === 92 || c > 127) return this.word()
    return this.punctuation(text[this.i]!)
  }

  private after(last: string, regex: boolean): true {
    this.last = last
    this.regex = regex
    return true
  }

  private slash(): boolean {
    const { text } = this
    const next = text[this.i + 1]
    if (next === '/') {
      const end = text.indexOf('\n', this.i)
      this.i = end < 0 ? text.length : end
      return true
    }
    if (next === '*') {
      const end = text.indexOf('*/', this.i + 2)
      this.i = end + 2
      return end >= 0
    }
    if (!this.regex) {
      this.i++
      return this.after('/', true)
    }
    return this.regularExpression()
  }

  private regularExpression(): boolean {
    const { text } = this
    let inClass = false
    for (let i = this.i + 1; i < text.length; i++) {
      const c = text[i]
      if (c === '\n') return false
      if (c === '\\') i++
      else if (c === '[') inClass = true
      else if (c === ']') inClass = false
      else if (c === '/' && !inClass) {
        WORD.lastIndex = i + 1
        this.i = WORD.test(text) ? WORD.lastIndex : i + 1
        return this.after('/re/', false)
      }
    }
    return false
  }

  private string(quote: number): boolean {
    const { text } = this
    for (let i = this.i + 1; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c === quote) {
        this.i = i + 1
        return this.after('""', false)
      }
      if (c === 92) i += text[i + 1] === '\r' && text[i + 2] === '\n' ? 2 : 1
      else if (c === 10) return false
    }
    return false
  }

  /** The text of a template, up to its end or its next hole. */
  private template(): boolean {
    const { text } = this
    for (let i = this.i + 1; i < text.length; i++) {
      const c = text[i]
      if (c === '\\') i++
      else if (c === '`') {
        this.i = i + 1
        return this.after('``', false)
      } else if (c === '$' && text[i + 1] === '{') {
        this.open.push({ close: '`', regexAfter: false })
        this.i = i + 2
        return this.after('{', true)
      }
    }
    return false
  }

  private number(): boolean {
    NUMBER.lastIndex = this.i
    NUMBER.test(this.text)
    this.i = Math.max(NUMBER.lastIndex, this.i + 1)
    return this.after('0', false)
  }

  private word(): boolean {
    WORD.lastIndex = this.i
    const word = WORD.exec(this.text)![0]
    const start = this.i
    this.i = WORD.lastIndex
    const isProperty = this.last === '.'
    if (!isProperty) {
      if (word === 'require') this.required()
      else if (word === 'import') this.imported(start)
      else if (word === 'export' && !this.open.length && /^\s*(?:[{*]|default\b|const\b|let\b|var\b|function\b|class\b|async\b)/.test(this.text.slice(this.i, this.i + 40))) this.found.isModule = true
    }
    return this.after(isProperty ? 'x' : word, !isProperty && BEFORE_REGEX.has(word))
  }

  private required(): void {
    REQUIRED.lastIndex = this.i
    const match = REQUIRED.exec(this.text)
    if (!match) return
    const specifier = match[2] ?? match[3] ?? match[4]!
    const offset = REQUIRED.lastIndex - specifier.length - 2
    this.found.requires.push({ specifier: plain(specifier), kind: match[1] ? 'async' : 'require', offset })
  }

  private imported(start: number): void {
    IMPORTED.lastIndex = this.i
    const match = IMPORTED.exec(this.text)
    if (match) {
      this.found.dynamicImports.push(start)
      const specifier = match[2] ?? match[3] ?? match[4]
      if (specifier !== undefined) this.found.requires.push({ specifier: plain(specifier), kind: 'async', offset: IMPORTED.lastIndex - specifier.length - 2 })
    } else if (!this.open.length && /^\s*(?:["'{*\w$]|[^\x00-\x7f])/.test(this.text.slice(this.i, this.i + 40))) this.found.isModule = true
  }

  private punctuation(c: string): boolean {
    const { text } = this
    this.i++
    if (c === '(' || c === '[') {
      this.open.push({ close: c === '(' ? ')' : ']', regexAfter: c === '(' && CONDITIONS.has(this.last) })
      return this.after(c, true)
    }
    if (c === '{') {
      const isBlock = BLOCK_WORDS.has(this.last) || [')', ';', '{', '}', '=>'].includes(this.last)
      this.open.push({ close: '}', regexAfter: isBlock })
      return this.after(c, true)
    }
    if (c === ')' || c === ']' || c === '}') return this.closing(c)
    if ((c === '+' || c === '-') && text[this.i] === c) {
      this.i++
      return this.after('++', this.regex)
    }
    if (c === '=' && text[this.i] === '>') {
      this.i++
      return this.after('=>', true)
    }
    return this.after(c, true)
  }

  private closing(c: string): boolean {
    const bracket = this.open.pop()
    if (bracket?.close === '`' && c === '}') {
      this.i--
      return this.template()
    }
    return bracket?.close === c && this.after(c, bracket.regexAfter)
  }
}

/** A string's value; its escapes are rare in paths. */
const plain = (text: string): string => (text.includes('\\') ? text.replace(/\\([^])/g, '$1') : text)
