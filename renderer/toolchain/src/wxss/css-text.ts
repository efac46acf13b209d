/** Reading CSS text by its tokens: where comments, strings, brackets and names end. */

const NAME = /(?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n\r0-9a-fA-F])+/y

/** End of the name that starts at `i`; `i` itself when there is none. */
export function nameEnd(text: string, i: number): number {
  NAME.lastIndex = i
  return NAME.test(text) ? NAME.lastIndex : i
}

/** End of the comment at `i` (which holds `/*`); beyond the text when it is not closed. */
export function commentEnd(text: string, i: number): number {
  const end = text.indexOf('*/', i + 2)
  return end < 0 ? text.length + 1 : end + 2
}

/** End of the string at `i`; a string that is not closed ends before its line's end. */
export function stringEnd(text: string, i: number): { end: number; closed: boolean } {
  const quote = text.charCodeAt(i)
  for (let at = i + 1; at < text.length; at++) {
    const c = text.charCodeAt(at)
    if (c === quote) return { end: at + 1, closed: true }
    if (c === 92 /* \ */) at++
    else if (c === 10) return { end: at, closed: false }
  }
  return { end: text.length, closed: false }
}

/** The text without comments; a comment between two names becomes one space. */
export function withoutComments(text: string): string {
  return text.includes('/*') ? text.replace(/\/\*[^]*?(?:\*\/|$)/g, ' ') : text
}
