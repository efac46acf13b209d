/** A place on the phone as a scenario names it: a selector of the page's WXML, and what tells it from others. */
import type { JsonObject } from '../shared/chunk'

const NAME = /^-?[A-Za-z_][\w-]*$/
/** Classes that come and go with a finger. */
const FLEETING = /hover|active|pressed|focus/
const LONGEST_TEXT = 24

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim()
const sized = ({ width, height }: DOMRect): boolean => width > 0 && height > 0

interface Choice {
  readonly selector: string
  readonly text?: string
  readonly nth: number
  /** How many it might have been. */
  readonly among: number
}

/**
 * Where (x, y) of the element's document is: `selector`, `text` or `nth` where it needs them, and `at`, the way from its
 * corner. `ide/headless/places.js` finds it again, by the same rules.
 */
export function describe(shell: Document, element: Element, x: number, y: number): JsonObject {
  const found = choices(shell, element)
  const chosen = found.find(({ among }) => among === 1) ?? found.sort((one, two) => one.among - two.among)[0]
  const box = [...element.getClientRects()].find(sized) ?? element.getBoundingClientRect()
  const at = [hundredths(x - box.left), hundredths(y - box.top)]
  if (!chosen) return { selector: element.localName.replace(/^wx-/, ''), at }
  const { selector, text, nth } = chosen
  return { selector, ...(text !== undefined && { text }), ...(nth > 0 && { nth }), at }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100

/** The ways to name an element, the plainest first. */
function choices(shell: Document, element: Element): Choice[] {
  const names = namesOf(element)
  const words = plain((element as HTMLElement).innerText ?? '')
  const texts = words && words.length <= LONGEST_TEXT ? [undefined, words] : [undefined]
  return texts.flatMap((text) => names.flatMap(({ strict, loose }) => {
    const alike = candidates(shell, strict, loose, text ?? '')
    const nth = alike.indexOf(element)
    return nth < 0 ? [] : [{ selector: strict, nth, among: alike.length, ...(text !== undefined && { text }) }]
  }))
}

/** Selectors as people write them, and as the document's own names need them. */
function namesOf(element: Element): { strict: string; loose: string }[] {
  const tag = element.localName.replace(/^wx-/, '')
  // Those of a component carry a prefix.
  const classes = [...element.classList].map((name) => name.replace(/^.*--/, ''))
  const meant = classes.filter((name) => NAME.test(name) && !FLEETING.test(name) && !name.startsWith('wx-'))
  return [
    ...(NAME.test(element.id) ? [{ strict: `#${element.id}`, loose: `#${element.id}` }] : []),
    ...meant.map((name) => ({ strict: `.${name}`, loose: `:is([class*="--${name} "], [class$="--${name}"], .${name})` })),
    { strict: tag, loose: `:is(${tag}, wx-${tag})` },
  ]
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
