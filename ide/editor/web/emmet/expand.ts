/** Expands abbreviations with Emmet, in the words of mini-programs: their tags, their unit. */
import expandAbbreviation, { extract } from 'emmet'
import reference from '../../../../resources/reference/components.json'

export interface Expansion {
  readonly abbreviation: string
  /** Where the abbreviation starts in the line, from 0. */
  readonly start: number
  /** The snippet it stands for. */
  readonly snippet: string
}

const named = [...reference.components, ...reference.templateTags].map(({ name }) => name)
const tags: ReadonlySet<string> = new Set(named)
/** Tags people write without content, so that nobody has to step over an end tag. */
const EMPTY = new Set(['image', 'input', 'icon', 'progress', 'slider', 'switch', 'import', 'include'])
const WITH_SRC = new Set(['image', 'import', 'include', 'wxs'])
/** Emmet's own snippets are of HTML: an `input` would get a type, a `form` an action. */
const snippets = Object.fromEntries(named.map((tag) => [tag, `${tag}${WITH_SRC.has(tag) ? '[src]' : ''}${EMPTY.has(tag) ? '/' : ''}`]))
const OPERATOR = /[.#>+*^[\]{}()$]/
const field = (index: number, placeholder: string): string => `\${${index}${placeholder ? `:${placeholder}` : ''}}`
const text = (value: string): string => value.replace(/[$}\\]/g, '\\$&')

/** What an abbreviation before the cursor stands for in WXML; null when there is none. */
export function expandMarkup(line: string, before: string): Expansion | null {
  const found = extract(line, line.length, { type: 'markup', lookAhead: false })
  if (!found || isInsideTag(before + line.slice(0, found.start))) return null
  const { abbreviation, start } = found
  if (!OPERATOR.test(abbreviation) && !tags.has(abbreviation)) return null
  // A sentence ends with a dot, an enumeration with a plus.
  if (/^[A-Z]|^[\w-]+[.+>#]$/.test(abbreviation) || /^\d/.test(abbreviation)) return null
  const written = expanded(abbreviation, {
    type: 'markup', syntax: 'html', snippets,
    options: { 'output.field': field, 'output.text': text, 'output.selfClosingStyle': 'xhtml', 'output.indent': '\t', 'output.formatSkip': [], 'output.inlineBreak': 2, 'inlineElements': ['text'] },
  })
  // Emmet's tags for a name left out.
  const snippet = written?.replace(/(<\/?)div\b/g, '$1view').replace(/(<\/?)span\b/g, '$1text') ?? ''
  return snippet && snippet !== abbreviation ? { abbreviation, start, snippet } : null
}

/** What an abbreviation before the cursor stands for in a style sheet; null outside of rules. */
export function expandStyle(line: string, before: string, unit: string): Expansion | null {
  const whole = before + line
  const depth = whole.split('{').length - whole.split('}').length
  if (depth < 1 || /:[^;{}]*$/.test(line)) return null
  const found = extract(line, line.length, { type: 'stylesheet', lookAhead: false })
  if (!found || !/^[a-z@!-]/i.test(found.abbreviation)) return null
  const { abbreviation, start } = found
  const snippet = expanded(abbreviation, {
    type: 'stylesheet', syntax: 'css',
    options: { 'output.field': field, 'stylesheet.intUnit': unit, 'stylesheet.floatUnit': unit, 'stylesheet.fuzzySearchMinScore': 0.3 },
  })
  // What Emmet does not know comes back as a property of that name.
  const unknown = !snippet || snippet.includes('\n') || snippet.startsWith(`${abbreviation}:`)
  return unknown ? null : { abbreviation, start, snippet }
}

function expanded(abbreviation: string, config: Parameters<typeof expandAbbreviation>[1]): string | null {
  try {
    return expandAbbreviation(abbreviation, config)
  } catch {
    // Half an abbreviation is the usual case while somebody types.
    return null
  }
}

/** Whether the end of a text stands inside a tag or an expression, where no tag can begin. */
function isInsideTag(source: string): boolean {
  const plain = source.replace(/<!--[\s\S]*?-->/g, '').replace(/"[^"]*"|'[^']*'/g, '')
  return plain.lastIndexOf('<') > plain.lastIndexOf('>') || plain.lastIndexOf('{{') > plain.lastIndexOf('}}')
}
