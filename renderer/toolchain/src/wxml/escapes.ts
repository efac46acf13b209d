/** Backslash escapes and entities of literal WXML text, as WeChat's older compiler reads them. */

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' }
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g

/** Text with its escapes resolved. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(ESCAPE, (_, unicode: string | undefined, hex: string | undefined, one: string | undefined) =>
    one === undefined ? String.fromCharCode(Number.parseInt((unicode ?? hex)!, 16)) : (SIMPLE[one] ?? one))
}
