/** A place on the phone as a scenario names it: a selector of the page's WXML, and what tells it from others. */
import type { JsonObject } from '../shared/chunk'
import type { Name } from './witness_names'
import { namesOf } from './witness_names'

const LONGEST_TEXT = 24
/** What is done there depends on where it is touched. */
const TOUCHED_AT = /^wx-(canvas|slider|map|swiper|picker-view|movable-area|movable-view|camera|video|web-view)$/

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim()
const sized = ({ width, height }: DOMRect): boolean => width > 0 && height > 0

interface Choice {
  readonly selector: string
  readonly text?: string
  readonly nth: number
  /** How many it might have been. */
  readonly among: number
}

/** What an element is called: `selector`, `text` and `nth` where it needs them. */
export function nameOf(shell: Document, element: Element): JsonObject {
  const found = choices(shell, element)
  const chosen = found.find(({ among }) => among === 1) ?? found.sort((one, two) => one.among - two.among)[0]
  if (!chosen) return { selector: element.localName.replace(/^wx-/, '') }
  const { selector, text, nth } = chosen
  return { selector, ...(text !== undefined && { text }), ...(nth > 0 && { nth }) }
}

/**
 * Where (x, y) of the element's document is: its name, and `at`, the way from its corner; `middle` when a finger in its middle
 * does the same, as far as `meant` knows. `ide/headless/places.js` finds it again, by the same rules.
 */
export function describe(shell: Document, element: Element, x: number, y: number, meant?: (element: Element | null) => Element | null): JsonObject {
  const box = [...element.getClientRects()].find(sized) ?? element.getBoundingClientRect()
  const at = [hundredths(x - box.left), hundredths(y - box.top)]
  const middle = meant !== undefined && !TOUCHED_AT.test(element.localName) && meant(inTheMiddle(element, box)) === element
  return { ...nameOf(shell, element), at, ...(middle && { middle }) }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100

/** What lies in the middle of what is seen of a box. */
function inTheMiddle({ ownerDocument }: Element, box: DOMRect): Element | null {
  const { clientWidth, clientHeight } = ownerDocument.documentElement
  const [left, top, right, bottom] = [Math.max(0, box.left), Math.max(0, box.top), Math.min(clientWidth, box.right), Math.min(clientHeight, box.bottom)]
  return right > left && bottom > top ? ownerDocument.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null
}

/** The ways to name an element, the plainest first. */
function choices(shell: Document, element: Element): Choice[] {
  const names = namesOf(element)
  const words = plain((element as HTMLElement).innerText ?? '')
  const telling = words !== '' && words.length <= LONGEST_TEXT
  const choice = ({ strict, loose }: Name, text?: string): Choice[] => {
    const alike = candidates(shell, strict.replaceAll(' >>> ', ' '), loose, text ?? '')
    const nth = alike.indexOf(element)
    return nth < 0 ? [] : [{ selector: strict, nth, among: alike.length, ...(text !== undefined && { text }) }]
  }
  const plainly = names.filter(({ bare }) => !bare).flatMap((name) => choice(name))
  const withWords = telling ? names.flatMap((name) => choice(name, words)) : []
  return [...plainly, ...withWords, ...names.filter(({ bare }) => bare).flatMap((name) => choice(name))]
}

/** All a selector may mean, in the order of `places.js`: the phone, then the pages that are shown. */
function candidates(shell: Document, strict: string, loose: string, text: string): Element[] {
  const shown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true })
  const roots = [shell]
  for (const frame of shell.querySelectorAll('iframe')) if (frame.contentDocument?.body && shown(frame)) roots.push(frame.contentDocument)
  const says = (element: Element): boolean => !text || plain((element as HTMLElement).innerText ?? '').includes(text)
  const search = (selector: string): Element[] => roots.flatMap((root) => [...root.querySelectorAll(selector)].filter(says))
  const found = search(strict)
  return (found.length ? found : search(loose)).filter((element) => shown(element) && sized(element.getBoundingClientRect()))
}
