/**
 * Regular expressions that today's engines refuse while reading the script, where older phones only
 * fail when they come to it: the literal becomes a call, so that it costs no more than itself.
 */

import { parseScript, type SyntaxFault } from './syntax'

const LITERAL = /\/((?:\\[^\n]|\[(?:\\[^\n]|[^\]\n])*\]|[^/\\[\n])+)\/([A-Za-z]*)/y
const REFUSED = /^Invalid regular expression/
const MAX_LITERALS = 50

export function withLateRegExps(source: string): { text: string; faults: SyntaxFault[] } {
  const faults: SyntaxFault[] = []
  let text = source
  let moved = 0
  while (faults.length < MAX_LITERALS) {
    const parsed = parseScript(text)
    if ('program' in parsed || !REFUSED.test(parsed.message)) break
    const start = text[parsed.offset] === '/' ? parsed.offset : parsed.offset - 1
    LITERAL.lastIndex = start
    const literal = LITERAL.exec(text)
    if (!literal) break
    const call = `new RegExp(${JSON.stringify(literal[1])},${JSON.stringify(literal[2])})`
    text = text.slice(0, start) + call + text.slice(LITERAL.lastIndex)
    faults.push({ offset: start - moved, message: parsed.message })
    moved += call.length - literal[0].length
  }
  return { text, faults }
}
