/** Values of declarations and parameters of at-rules: rpx lengths become parts, local files become package URLs. */

import { join } from '../paths'
import { commentEnd, nameEnd, stringEnd } from './css-text'
import type { Parts } from './parts'

const LENGTH = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?rpx(?![\w-])/iy
const URL = /url\(\s*/iy
const REMOTE = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i

/** Package URL of a file named in a style sheet; what is no package file stays as written. */
export function packageUrl(from: string, written: string): string {
  if (!written || REMOTE.test(written)) return written
  const cut = written.search(/[?#]/)
  const file = cut < 0 ? written : written.slice(0, cut)
  return `pkg/${join(from, file)}${cut < 0 ? '' : written.slice(cut)}`
}

/** Text of a string or bare url, escapes resolved. */
function plain(text: string): string {
  return text.includes('\\') ? text.replace(/\\([^0-9a-fA-F])/g, '$1') : text
}

/** Write `text` to `parts`, converted; `urls` gets the package URLs that occur in it. */
export function writeValue(text: string, from: string, parts: Parts, urls: Set<string>): void {
  if (!/rpx|url\(|\/\*/i.test(text)) {
    parts.text(text)
    return
  }
  let copied = 0
  let i = 0
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c === 34 || c === 39) {
      i = stringEnd(text, i).end
    } else if (c === 47 && text[i + 1] === '*') {
      parts.text(text.slice(copied, i))
      copied = i = Math.min(commentEnd(text, i), text.length)
    } else if ((c >= 48 && c <= 57) || c === 46 || c === 43 || c === 45) {
      LENGTH.lastIndex = i
      const match = LENGTH.exec(text)
      if (match) {
        parts.text(text.slice(copied, i))
        parts.rpx(Number.parseFloat(match[0]))
        copied = i = LENGTH.lastIndex
      } else i = Math.max(nameEnd(text, i), i + 1)
    } else {
      URL.lastIndex = i
      const end = nameEnd(text, i)
      if (URL.test(text)) {
        parts.text(text.slice(copied, i))
        copied = i = writeUrl(text, URL.lastIndex, from, parts, urls)
      } else i = Math.max(end, i + 1)
    }
  }
  parts.text(text.slice(copied))
}

/** Write the `url(…)` whose content starts at `start`; returns where it ends. */
function writeUrl(text: string, start: number, from: string, parts: Parts, urls: Set<string>): number {
  const quoted = text[start] === '"' || text[start] === "'"
  const inner = quoted ? stringEnd(text, start).end : text.indexOf(')', start)
  const contentEnd = inner < 0 ? text.length : inner
  const written = quoted ? text.slice(start + 1, contentEnd - 1) : text.slice(start, contentEnd).trim()
  const close = quoted ? text.indexOf(')', contentEnd) : contentEnd
  const url = packageUrl(from, plain(written))
  if (url.startsWith('pkg/')) urls.add(url)
  parts.text(`url("${(url === plain(written) ? written : url).replace(/(?<!\\)"/g, '\\"')}")`)
  return close < 0 ? text.length : Math.min(close + 1, text.length)
}
