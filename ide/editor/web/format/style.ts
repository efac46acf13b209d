/** The habits of a text, so that formatting lays it out and leaves its style alone. */

export interface Style {
  readonly semi: boolean
  readonly singleQuote: boolean
  readonly trailingComma: 'none' | 'es5' | 'all'
  readonly arrowParens: 'avoid' | 'always'
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

export function styleOf(text: string): Style {
  const semicolons = count(text, /;[^\S\n]*(?:\/\/.*)?$/gm)
  const bare = count(text, /^\s*(?:import|export|const|let|var|return|throw)\b.*[\w)\]'"`][^\S\n]*$/gm)
  return {
    semi: semicolons > 0 && semicolons >= bare,
    singleQuote: count(text, /'(?:[^'\\\n]|\\.)*'/g) >= count(text, /"(?:[^"\\\n]|\\.)*"/g),
    trailingComma: /,\s*\n\s*[}\]]/.test(text) ? 'es5' : 'none',
    arrowParens: count(text, /(?:^|[\s(,=:])\w+\s*=>/gm) > count(text, /\(\w+\)\s*=>/g) ? 'avoid' : 'always',
  }
}
