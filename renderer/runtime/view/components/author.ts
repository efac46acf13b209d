/** What the author wrote into an attribute, made usable inside a component: classes, CSS, lengths. */
import type { Host, PageView } from '../component'

/**
 * Class names of an attribute such as `hover-class` as they appear in the page's style sheets: the
 * plain names, and those of each component around with its class prefix.
 */
export function authorClasses(host: Host, names: string): string[] {
  const plain = names.split(/\s+/).filter(Boolean)
  const result = [...plain]
  let around = host.element.parentElement
  while (around) {
    const prefix = around.getAttribute('wx-host')
    if (prefix) result.push(...plain.map((name) => `${prefix}--${name}`))
    around = around.parentElement
  }
  return result
}

/** CSS text of an attribute such as `placeholder-style`, lengths in rpx resolved. */
export const authorCss = (page: PageView, text: unknown): string =>
  String(text ?? '').replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi, (_, number: string) => `${page.rpx(Number(number))}px`)

/** Mirror an attribute into the DOM, where style sheets select by it (`button[type=primary]`). */
export function reflect(host: Host, name: string, value: unknown): void {
  if (value === false || value === null || value === undefined) host.element.removeAttribute(name)
  else host.element.setAttribute(name, value === true ? '' : String(value))
}

/** A number the author may have left out or written as text. */
export function numeric(value: unknown, fallback: number): number {
  if (value === null || value === undefined || value === '') return fallback
  const number = typeof value === 'number' ? value : parseFloat(String(value))
  return Number.isFinite(number) ? number : fallback
}

/** `scrollTop` → `scroll-top`. */
export const dashCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
