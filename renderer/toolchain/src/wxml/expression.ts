/** Where `{{ … }}` bindings begin and end. */

/**
 * End (behind `}}`) of the binding whose `{{` is at `start`, or -1 when it is not closed. Strings
 * and braces inside are skipped; a further `{{` or an end tag inside means that this one was left open.
 */
export function bindingEnd(text: string, start: number): number {
  let depth = 0
  for (let i = start + 2; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34 || c === 39) {
      const end = stringEnd(text, i)
      if (end < 0) return -1
      i = end - 1
    } else if (c === 92 /* \ */) {
      i++
    } else if (c === 60 /* < */ && text.charCodeAt(i + 1) === 47) {
      return -1
    } else if (c === 123 /* { */) {
      if (i > start + 2 && text.charCodeAt(i + 1) === 123) return -1
      depth++
    } else if (c === 125 /* } */) {
      if (depth > 0) depth--
      else return text.charCodeAt(i + 1) === 125 ? i + 2 : -1
    }
  }
  return -1
}

/** End of the string literal at `start`, or -1; a string ends within its line. */
function stringEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start)
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === quote) return i + 1
    if (c === 92) i++
    else if (c === 10) return -1
  }
  return -1
}

/** Literal text and bindings of `text` between two offsets, in order. */
export interface Stretch { binding: boolean; closed: boolean; start: number; end: number }

export function stretches(text: string, start: number, end: number): Stretch[] {
  const out: Stretch[] = []
  let literal = start
  for (let open = text.indexOf('{{', start); open >= 0 && open < end; open = text.indexOf('{{', literal)) {
    const found = bindingEnd(text, open)
    const close = found > 0 && found <= end ? found : lastResort(text, open, end)
    if (open > literal) out.push({ binding: false, closed: true, start: literal, end: open })
    out.push({ binding: true, closed: close > 0, start: open, end: close > 0 ? close : open + 2 })
    literal = close > 0 ? close : open + 2
  }
  if (literal < end) out.push({ binding: false, closed: true, start: literal, end })
  return out
}

/** A binding with a stray quote or brace inside still ends at the next `}}` before another `{{`. */
function lastResort(text: string, open: number, end: number): number {
  const close = text.indexOf('}}', open + 2)
  if (close < 0 || close + 2 > end) return -1
  return /\{\{|<\//.test(text.slice(open + 3, close)) ? -1 : close + 2
}
