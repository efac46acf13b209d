/**
 * Regular expressions that today's engines refuse while reading the script, where older phones only
 * fail when they come to it: the literal becomes a call, so that it costs no more than itself.
 */

import { parseScript, type Parsed, type SyntaxFault } from './syntax'

const LITERAL = /\/((?:\\[^\n]|\[(?:\\[^\n]|[^\]\n])*\]|[^/\\[\n])+)\/([A-Za-z]*)/y
const REFUSED = /^Invalid regular expression/
const MAX_LITERALS = 50

/** The text that can be read, what was read of it, and the literals that were replaced. */
export function parseWithLateRegExps(source: string): { text: string; parsed: Parsed | SyntaxFault; faults: SyntaxFault[] } {
  const faults: SyntaxFault[] = []
  let text = source
  let moved = 0
  let parsed = parseScript(text)
  while (faults.length < MAX_LITERALS && !('program' in parsed) && REFUSED.test(parsed.message)) {
    const start = text[parsed.offset] === '/' ? parsed.offset : parsed.offset - 1
    LITERAL.lastIndex = start
    const literal = LITERAL.exec(text)
    if (!literal) break
    const call = `new RegExp(${JSON.stringify(literal[1])},${JSON.stringify(literal[2])})`
    text = text.slice(0, start) + call + text.slice(LITERAL.lastIndex)
    faults.push({ offset: start - moved, message: parsed.message })
    moved += call.length - literal[0].length
    parsed = parseScript(text)
  }
  return { text, parsed, faults }
}
