/** Reads a generated style sheet for the panels: its style rules with their places in the text. Qualified enough for what the compiler writes. */

/** `name: value` as the sheet has it. */
export interface Declaration {
  readonly name: string
  readonly value: string
  readonly important: boolean
}

export interface Selector {
  readonly text: string
  /** Without its pseudo-element. */
  readonly plain: string
  /** As `::before`, '' for none. */
  readonly pseudo: string
}

export interface StyleRule {
  /** Index among the style rules of the sheet. */
  readonly ordinal: number
  readonly selector: string
  readonly selectors: readonly Selector[]
  /** Matches whatever one of the selectors matches, by itself or with a pseudo-element of it. */
  readonly test: string
  /** Conditions around it, outermost first: `@media (min-width: 1px)`. */
  readonly conditions: readonly string[]
  /** The text between the braces. */
  readonly start: number
  readonly end: number
}

const CONDITIONAL = /^@(media|supports|layer|container|document|scope|starting-style)\b/i
const kept = new Map<string, readonly StyleRule[]>()
const MOST_KEPT = 40

/** The style rules of a sheet, in its order; those inside other style rules are left out. */
export function styleRules(css: string): readonly StyleRule[] {
  let rules = kept.get(css)
  if (!rules) {
    if (kept.size >= MOST_KEPT) kept.clear()
    rules = read(css)
    kept.set(css, rules)
  }
  return rules
}

function read(css: string): StyleRule[] {
  const rules: StyleRule[] = []
  const conditions: string[] = []
  let from = 0
  for (let at = 0; at < css.length; at = next(css, at)) {
    const c = css[at]
    if (c === ';') from = at + 1
    else if (c === '}') {
      conditions.pop()
      from = at + 1
    } else if (c === '{') {
      const prelude = css.slice(from, at).trim()
      const end = blockEnd(css, at)
      if (CONDITIONAL.test(prelude)) conditions.push(prelude)
      else {
        if (!prelude.startsWith('@')) {
          const selectors = split(prelude, ',').map(readSelector)
          const test = selectors.map(({ plain }) => plain).join(',')
          rules.push({ ordinal: rules.length, selector: prelude, selectors, test, conditions: [...conditions], start: at + 1, end })
        }
        at = end
      }
      from = at + 1
    }
  }
  return rules
}

const PSEUDO = /::?(before|after|placeholder|first-line|first-letter|selection|marker|-webkit-[\w-]+)$/i

function readSelector(text: string): Selector {
  const pseudo = PSEUDO.exec(text)?.[0] ?? ''
  const plain = text.slice(0, text.length - pseudo.length) || '*'
  return { text, plain: /[\s>+~]$/.test(plain) ? `${plain}*` : plain, pseudo: pseudo.replace(/^::?/, '::') }
}

/** Index behind what stands at `at`: a string, a comment, an escape or one character. */
function next(css: string, at: number): number {
  const c = css[at]
  if (c === '\\') return at + 2
  if (c === '/' && css[at + 1] === '*') {
    const end = css.indexOf('*/', at + 2)
    return end < 0 ? css.length : end + 2
  }
  if (c !== '"' && c !== "'") return at + 1
  let end = at + 1
  while (end < css.length && css[end] !== c) end += css[end] === '\\' ? 2 : 1
  return end + 1
}

/** Index of the brace that closes the one at `open`. */
function blockEnd(css: string, open: number): number {
  let depth = 0
  for (let at = open; at < css.length; at = next(css, at)) {
    if (css[at] === '{') depth += 1
    else if (css[at] === '}' && --depth === 0) return at
  }
  return css.length
}

/** Pieces of `text` between separators that stand outside of brackets and strings. */
export function split(text: string, separator: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at = next(text, at)) {
    const c = text[at] as string
    if ('([{'.includes(c)) depth += 1
    else if (')]}'.includes(c)) depth -= 1
    else if (c === separator && depth === 0) {
      pieces.push(text.slice(from, at))
      from = at + 1
    }
  }
  pieces.push(text.slice(from))
  return pieces.map((piece) => piece.trim()).filter(Boolean)
}

/** The declarations of a block; nested rules are no declarations. */
export function declarations(body: string): Declaration[] {
  const found: Declaration[] = []
  for (const piece of split(body, ';')) {
    const colon = piece.indexOf(':')
    if (colon <= 0 || piece.includes('{')) continue
    const written = piece.slice(colon + 1).trim()
    const value = written.replace(/\s*!important\s*$/i, '')
    found.push({ name: piece.slice(0, colon).trim(), value, important: value !== written })
  }
  return found
}

/** Weight of a selector: ids, then classes, then types. */
export function specificity(selector: string): number {
  let rest = selector.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""')
  let weight = 0
  const inner = /:(not|is|has|matches|-webkit-any|nth-child|nth-last-child)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/i
  for (let match = inner.exec(rest); match; match = inner.exec(rest)) {
    const parts = /^nth/i.test(match[1] as string) ? [(match[2] as string).split(/\sof\s/)[1] ?? ''] : split(match[2] as string, ',')
    weight += Math.max(0, ...parts.map(specificity)) + (/^nth/i.test(match[1] as string) ? 1000 : 0)
    rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length)
  }
  rest = rest.replace(/:where\([^()]*(?:\([^()]*\)[^()]*)*\)/gi, '')
  const count = (pattern: RegExp): number => {
    let found = 0
    rest = rest.replace(pattern, () => {
      found += 1
      return ' '
    })
    return found
  }
  const name = String.raw`(?:[\w-]|[^\x00-\x7f]|\\.)+`
  const pseudoElements = count(new RegExp(`::${name}(?:\\([^)]*\\))?|:(?:before|after|first-line|first-letter)\\b`, 'gi'))
  const ids = count(new RegExp(`#${name}`, 'g'))
  const classes = count(/\[[^\]]*\]/g) + count(new RegExp(`\\.${name}`, 'g')) + count(new RegExp(`:${name}(?:\\([^)]*\\))?`, 'g'))
  return weight + ids * 1_000_000 + classes * 1000 + count(new RegExp(name, 'g')) + pseudoElements
}
