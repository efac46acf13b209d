/** Reads WXML strictly, keeping every character that may matter: what does not add up is a fault with its line. */

export interface Attribute {
  readonly name: string
  /** Text between the quotes, null when there is no value. */
  readonly value: string | null
}

export interface Element {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly children: readonly Node[]
  readonly selfClosing: boolean
  /** What stands between the tags, as written. */
  readonly inner: string
}

export interface Text {
  readonly kind: 'text' | 'comment'
  readonly text: string
}

export type Node = Element | Text

export class WxmlFault extends Error {
  constructor(message: string, readonly line: number) {
    super(message)
  }
}

const NAME = /[A-Za-z_][\w.:-]*/y
const ATTRIBUTE_NAME = /[^\s=<>"'/]+/y
const UNQUOTED = /(?:\{\{[\s\S]*?\}\}|[^\s"'<>`])+?(?=\s|>|\/>)/y
const SPACE = /\s*/y
const RAW = new Set(['wxs'])

interface Open {
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly children: Node[]
  readonly start: number
  readonly line: number
}

class Reader {
  private at = 0
  private readonly root: Node[] = []
  private readonly open: Open[] = []

  constructor(private readonly source: string) {}

  read(): readonly Node[] {
    while (this.at < this.source.length) this.readNode()
    const left = this.open.at(-1)
    if (left) throw new WxmlFault(`<${left.name}> is not closed`, left.line)
    return this.root
  }

  private readNode(): void {
    const { source } = this
    if (source.startsWith('<!--', this.at)) this.readComment()
    else if (source.startsWith('</', this.at)) this.readEnd()
    else if (source[this.at] === '<' && /[A-Za-z_]/.test(source[this.at + 1] ?? '')) this.readStart()
    else this.readText()
  }

  private add(node: Node): void {
    ;(this.open.at(-1)?.children ?? this.root).push(node)
  }

  private readComment(): void {
    const end = this.source.indexOf('-->', this.at + 4)
    if (end < 0) throw this.fault('this comment has no end')
    this.add({ kind: 'comment', text: this.source.slice(this.at, end + 3) })
    this.at = end + 3
  }

  private readText(): void {
    const start = this.at
    do {
      if (this.source.startsWith('{{', this.at)) this.at = this.endOfExpression()
      else this.at++
    } while (this.at < this.source.length && !/^<(?:!--|\/|[A-Za-z_])/.test(this.source.slice(this.at, this.at + 4)))
    this.add({ kind: 'text', text: this.source.slice(start, this.at) })
  }

  private endOfExpression(): number {
    const end = this.source.indexOf('}}', this.at)
    if (end < 0) throw this.fault('{{ has no }}')
    return end + 2
  }

  private readStart(): void {
    const line = this.line()
    this.at++
    const name = this.take(NAME)
    const attributes: Attribute[] = []
    for (;;) {
      this.take(SPACE)
      if (this.source.startsWith('/>', this.at)) {
        this.at += 2
        this.add({ kind: 'element', name, attributes, children: [], selfClosing: true, inner: '' })
        return
      }
      if (this.source[this.at] === '>') break
      attributes.push(this.readAttribute(name))
    }
    this.at++
    if (RAW.has(name)) this.readRaw(name, attributes, line)
    else this.open.push({ name, attributes, children: [], start: this.at, line })
  }

  private readAttribute(tag: string): Attribute {
    const name = this.take(ATTRIBUTE_NAME)
    if (!name) throw this.fault(`<${tag}> is not written to its end`)
    const before = this.at
    this.take(SPACE)
    if (this.source[this.at] !== '=') {
      this.at = before
      return { name, value: null }
    }
    this.at++
    this.take(SPACE)
    const quote = this.source[this.at]
    if (quote !== '"' && quote !== "'") {
      const value = this.take(UNQUOTED)
      if (!value) throw this.fault(`${name} has no value after =`)
      return { name, value }
    }
    const end = this.source.indexOf(quote, this.at + 1)
    if (end < 0) throw this.fault(`the value of ${name} has no closing quote`)
    const value = this.source.slice(this.at + 1, end)
    this.at = end + 1
    return { name, value }
  }

  private readRaw(name: string, attributes: readonly Attribute[], line: number): void {
    const end = this.source.indexOf(`</${name}`, this.at)
    if (end < 0) throw new WxmlFault(`<${name}> is not closed`, line)
    const inner = this.source.slice(this.at, end)
    this.at = end + name.length + 2
    this.expectEnd(name)
    this.add({ kind: 'element', name, attributes, children: [], selfClosing: false, inner })
  }

  private readEnd(): void {
    const start = this.at
    this.at += 2
    const name = this.take(NAME)
    const begun = this.open.at(-1)
    if (!begun) throw this.fault(`</${name}> closes nothing`)
    if (begun.name !== name) throw this.fault(`</${name}> stands where <${begun.name}> of line ${begun.line} has to be closed`)
    this.expectEnd(name)
    this.open.pop()
    const { attributes, children } = begun
    this.add({ kind: 'element', name, attributes, children, selfClosing: false, inner: this.source.slice(begun.start, start) })
  }

  private expectEnd(name: string): void {
    this.take(SPACE)
    if (this.source[this.at] !== '>') throw this.fault(`</${name} has no >`)
    this.at++
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private line(): number {
    return this.source.slice(0, this.at).split('\n').length
  }

  private fault(message: string): WxmlFault {
    return new WxmlFault(message, this.line())
  }
}

export const readWxml = (source: string): readonly Node[] => new Reader(source).read()
