/** Selectors of the automation protocol, read: CSS over WXML, and `>>>` into components. */
import { Refusal } from './refusal'

export type Combinator = ' ' | '>' | '+' | '~' | '>>>'

export interface AttributeTest {
  readonly name: string
  /** Empty: the attribute is there at all. */
  readonly operator: '' | '=' | '~=' | '|=' | '^=' | '$=' | '*='
  readonly value: string
}

/** The `step * n + offset`-th of its siblings, from the first or the last, of all or of the same tag. */
export interface PlaceTest {
  readonly step: number
  readonly offset: number
  readonly last: boolean
  readonly sameTag: boolean
}

export interface Compound {
  /** Empty: any. */
  readonly tag: string
  readonly id: readonly string[]
  readonly classes: readonly string[]
  readonly attributes: readonly AttributeTest[]
  readonly places: readonly PlaceTest[]
  readonly not: readonly Complex[]
  readonly empty: boolean
}

/** Compounds from left to right, each with what joins it to the one before. */
export type Complex = readonly { readonly combinator: Combinator; readonly compound: Compound }[]

const NAME = /^(?:[\w\u0080-\uffff-]|\\.)+/
const ATTRIBUTE = /^\[\s*([\w:.-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s\]]+))\s*)?\]/
const COMBINATOR = /^\s*(>>>|\/deep\/|[>+~])\s*|^\s+/
const NTH = /^\(\s*(?:(odd|even)|([+-]?\d*)n\s*(?:([+-])\s*(\d+))?|([+-]?\d+))\s*\)/

/** Read a list of selectors; a text that is none is refused with the place where it ceases to be one. */
export function parseSelector(text: unknown): readonly Complex[] {
  if (typeof text !== 'string' || !text.trim()) throw new Refusal('a selector is a text such as ".item", "#id" or "view > text"')
  const reader = new Reader(text.trim())
  const found = reader.list()
  if (reader.rest) reader.fail()
  return found
}

class Reader {
  constructor(
    private readonly text: string,
    public rest = text,
  ) {}

  fail(): never {
    const at = this.text.length - this.rest.length
    throw new Refusal(`"${this.text}" is no selector: ${this.rest ? `"${this.rest}" at character ${at + 1} is not understood` : 'it ends too early'}`)
  }

  list(): Complex[] {
    const found = [this.complex()]
    while (this.take(/^\s*,\s*/)) found.push(this.complex())
    return found
  }

  private complex(): Complex {
    const parts: { combinator: Combinator; compound: Compound }[] = []
    let combinator: Combinator = ' '
    const first = this.take(/^\s*(>>>|[>+~])\s*/)
    if (first) combinator = first[1] as Combinator
    for (;;) {
      parts.push({ combinator, compound: this.compound() })
      if (!this.rest || /^\s*[,)]/.test(this.rest)) return parts
      const joined = this.take(COMBINATOR)
      if (!joined) this.fail()
      combinator = (joined[1] === '/deep/' ? '>>>' : (joined[1] ?? ' ')) as Combinator
    }
  }

  private compound(): Compound {
    const found = { tag: '', id: [] as string[], classes: [] as string[], attributes: [] as AttributeTest[], places: [] as PlaceTest[], not: [] as Complex[], empty: false }
    const before = this.rest
    if (!this.take(/^\*/)) found.tag = this.take(NAME)?.[0] ?? ''
    for (;;) {
      if (this.take(/^#/)) found.id.push(this.name())
      else if (this.take(/^\./)) found.classes.push(this.name())
      else if (this.rest.startsWith('[')) found.attributes.push(this.attribute())
      else if (/^:[^:]/.test(this.rest)) this.pseudo(found)
      else break
    }
    if (this.rest === before) this.fail()
    return found
  }

  private name(): string {
    const name = this.take(NAME)
    if (!name) this.fail()
    return name[0].replace(/\\(.)/g, '$1')
  }

  private attribute(): AttributeTest {
    const read = this.take(ATTRIBUTE)
    if (!read) this.fail()
    return { name: read[1]!, operator: (read[2] ?? '') as AttributeTest['operator'], value: read[3] ?? read[4] ?? read[5] ?? '' }
  }

  private pseudo(into: { places: PlaceTest[]; not: Complex[]; empty: boolean }): void {
    const whole = this.rest
    const name = this.take(/^:([a-z-]+)/)?.[1] ?? ''
    const place = (last: boolean, sameTag: boolean): PlaceTest => ({ step: 0, offset: 1, last, sameTag })
    const sameTag = name.endsWith('-of-type')
    if (name === 'empty') into.empty = true
    else if (name === 'first-child' || name === 'first-of-type') into.places.push(place(false, sameTag))
    else if (name === 'last-child' || name === 'last-of-type') into.places.push(place(true, sameTag))
    else if (name === 'only-child' || name === 'only-of-type') into.places.push(place(false, sameTag), place(true, sameTag))
    else if (/^nth-(last-)?(child|of-type)$/.test(name)) into.places.push({ ...this.nth(), last: name.startsWith('nth-last'), sameTag })
    else if (name === 'not' && this.take(/^\(\s*/)) {
      into.not.push(...this.list())
      if (!this.take(/^\s*\)/)) this.fail()
    } else {
      this.rest = whole
      this.fail()
    }
  }

  private nth(): { step: number; offset: number } {
    const read = this.take(NTH)
    if (!read) this.fail()
    const [, word, step, sign, offset, fixed] = read
    if (word) return { step: 2, offset: word === 'odd' ? 1 : 0 }
    if (fixed !== undefined) return { step: 0, offset: Number(fixed) }
    const given = step === '' || step === '+' ? 1 : step === '-' ? -1 : Number(step)
    return { step: given, offset: offset === undefined ? 0 : Number(`${sign}${offset}`) }
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest)
    if (found) this.rest = this.rest.slice(found[0].length)
    return found
  }
}
