/** Pictures, fixed bars, scrolling boxes, style rules and log-in controls of a page, for a smoke run. */
import type { JsonObject } from '../shared/chunk'
import { interactive, shown } from './audit_touch'
import { styleRules } from './inspect_css'
import type { ElementNode } from './node'
import type { Page } from './page'

const MOST = 300
/** Built-in components that scroll in their own way. */
const SCROLLING = new Set(['scroll-view', 'swiper', 'picker-view', 'picker-view-column', 'textarea', 'editor', 'movable-area', 'grid-view', 'page', 'wx-page', 'body', 'page-container', 'map'])
/** What is longer by less than a line was not meant to scroll. */
const LONGER = 20
const MOMENTUM = /-webkit-overflow-scrolling\s*:\s*touch/
const LOGINS = new Set(['getPhoneNumber', 'getRealtimePhoneNumber'])

const round = (n: number): number => Math.round(n * 10) / 10

/** Pictures that are there, in the size they have and the size they are shown in. */
export function picturesOf(page: Page): JsonObject[] {
  const found: JsonObject[] = []
  for (const picture of page.document.querySelectorAll<HTMLImageElement>('.wx-image-picture')) {
    const owner = page.hostOf(picture.closest('wx-image') ?? picture) as ElementNode | null
    const { width, height } = picture.getBoundingClientRect()
    if (!owner || !picture.naturalWidth || !width || !height || !shown(owner.element)) continue
    const { naturalWidth, naturalHeight } = picture
    found.push({
      node: owner.node, source: String(owner.props['src'] ?? '').slice(0, 200), mode: String(owner.props['mode'] || 'scaleToFill'),
      natural: [naturalWidth, naturalHeight], shown: [round(width), round(height)], turned: isTurned(page, picture), vector: isVector(picture),
    })
    if (found.length >= MOST) break
  }
  return found
}

/** Vectors have no pixels to spare. */
const isVector = (picture: HTMLImageElement): boolean => /\.svg(\?|#|$)|^data:image\/svg/i.test(picture.src)

/** Whether a box around the picture is turned, so that width and height cannot be compared. */
function isTurned(page: Page, picture: Element): boolean {
  for (let at: Element | null = picture; at; at = at.parentElement) {
    const { transform, rotate } = page.window.getComputedStyle(at)
    if (rotate !== 'none' && rotate !== '') return true
    const [, b = 0, c = 0] = /^matrix\(([^)]*)\)/.exec(transform)?.[1]?.split(',').map(Number) ?? []
    if (b !== 0 || c !== 0 || transform.startsWith('matrix3d')) return true
  }
  return false
}

/** Fixed parts that answer a finger and reach into the strip of the home indicator. */
export function barsOf(page: Page, owners: readonly ElementNode[]): JsonObject[] {
  const { screen } = page
  const frame = page.window.frameElement?.getBoundingClientRect()
  const inset = frame ? Math.max(0, frame.bottom - screen.safeArea.bottom) : 0
  const { clientHeight } = page.document.documentElement
  if (!inset) return []
  const fixed = owners.filter(({ element }) => page.window.getComputedStyle(element).position === 'fixed' && shown(element))
  const found: JsonObject[] = []
  for (const owner of fixed) {
    const { top, bottom, height } = owner.element.getBoundingClientRect()
    const touched = interactive(owner) || owners.some((one) => one !== owner && owner.element.contains(one.element) && interactive(one))
    const visible = height > 0 && top < clientHeight && bottom > clientHeight - inset
    if (touched && visible) found.push({ node: owner.node, tag: owner.tag, height: round(height), overlap: round(Math.min(bottom, clientHeight) - clientHeight + inset) })
  }
  return found
}

/** Elements that scroll by CSS and hold more than they show, without momentum on old iPhones. */
export function scrollersOf(page: Page, owners: readonly ElementNode[]): JsonObject[] {
  const flowing = sheetsOf(page).flatMap(({ css }) => styleRules(css).filter(({ start, end }) => MOMENTUM.test(css.slice(start, end))).map(({ test }) => test))
  const found: JsonObject[] = []
  for (const owner of owners) {
    const { element } = owner
    if (SCROLLING.has(owner.tag) || element.style.overflow || element.style.overflowX || element.style.overflowY || !shown(element)) continue
    const style = page.window.getComputedStyle(element)
    const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
    const longer = (scrolls(style.overflowY) && element.scrollHeight > element.clientHeight + LONGER) || (scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + LONGER)
    if (longer && !flows(element, flowing)) found.push({ node: owner.node, tag: owner.tag })
  }
  return found
}

/** Whether a rule gives an element momentum, by itself or through what is around it: the property is inherited. */
function flows(element: Element, tests: readonly string[]): boolean {
  return tests.some((test) => {
    try {
      return element.closest(test) !== null
    } catch {
      return false // a selector the engine does not know
    }
  })
}

/** Rules that show a touch by `:active`. */
export function rulesOf(page: Page): JsonObject[] {
  const found: JsonObject[] = []
  for (const { key, css } of sheetsOf(page)) {
    for (const { ordinal, selector } of styleRules(css)) {
      if (/:active(?![\w-])/.test(selector)) found.push({ key, ordinal, selector })
    }
  }
  return found
}

/** What asks a person to log in: buttons for the phone number, fields for passwords. */
export function controlsOf(owners: readonly ElementNode[]): JsonObject[] {
  const found: JsonObject[] = []
  for (const { node, tag, props, element } of owners) {
    const asked = tag === 'button' ? String(props['openType'] ?? '') : ''
    const secret = tag === 'input' && (props['password'] === true || props['type'] === 'safe-password')
    if ((LOGINS.has(asked) || secret) && shown(element)) found.push({ node, tag, kind: secret ? 'password' : asked })
  }
  return found
}

function sheetsOf(page: Page): { key: string; css: string }[] {
  return [...page.document.head.querySelectorAll<HTMLStyleElement>('style[data-key]')].map((sheet) => ({ key: sheet.dataset['key'] ?? '', css: sheet.textContent ?? '' }))
}
