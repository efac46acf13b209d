/** Which colour a text has, and which colour lies behind it; nothing where that is no single colour. */
import type { NodeId } from '../shared/messages'
import { shown } from './audit_touch'
import { ownerOf, type ElementNode } from './node'
import type { Page } from './page'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

export interface Painted {
  readonly node: NodeId
  readonly text: string
  readonly color: readonly number[]
  readonly background: readonly number[]
  /** CSS pixels. */
  readonly size: number
  readonly weight: number
  /** The built-in component whose own colours these are, '' when the author chose one of them. */
  readonly own: string
}

const MOST = 300
const LETTER = /[\p{L}\p{N}]/u
/** Parts that paint more than the engine tells, or whose texts are not the author's to colour. */
const OPAQUE = new Set(['input', 'textarea', 'editor', 'picker-view', 'map', 'video', 'canvas', 'camera', 'live-player', 'live-pusher', 'web-view', 'slider', 'progress', 'ad', 'open-data', 'image', 'cover-image'])
const DRAWN = new Set(['IMG', 'CANVAS', 'VIDEO', 'IFRAME', 'SVG', 'EMBED', 'OBJECT'])
/** How classes say that something is switched off. */
const OFF = /(^|[\s_-])disabled?($|[\s_-])/
const WHITE: Colour = [255, 255, 255, 1]
/** The text itself must be reached, whatever lets a finger through. */
const REACHED = '*, *::before, *::after { pointer-events: auto !important }'

/** The texts whose middle can be seen on the screen; `seen` holds those that were looked at. Alike ones of one element come once. */
export function textsOf(page: Page, seen: Set<Text>): Painted[] {
  const reached = page.document.createElement('style')
  reached.textContent = REACHED
  page.document.head.appendChild(reached)
  try {
    return read(page, seen)
  } finally {
    reached.remove()
  }
}

function read(page: Page, seen: Set<Text>): Painted[] {
  const { document } = page
  const { clientWidth, clientHeight } = document.documentElement
  const walker = document.createTreeWalker(document.documentElement, 4 /* texts */)
  const found = new Map<string, Painted>()
  for (let node = walker.nextNode() as Text | null; node && found.size < MOST; node = walker.nextNode() as Text | null) {
    const parent = node.parentElement
    if (!parent || seen.has(node) || !LETTER.test(node.data) || !shown(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = [...range.getClientRects()].find(({ width, height }) => width > 0 && height > 0)
    if (!box) continue
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    if (x < 0 || y < 0 || x >= clientWidth || y >= clientHeight) continue
    seen.add(node)
    const painted = paintedAt(page, node, parent, x, y)
    if (painted) found.set(`${painted.color.join()} ${painted.background.join()} ${painted.size} ${painted.weight} ${painted.node}`, painted)
  }
  return [...found.values()]
}

function paintedAt(page: Page, node: Text, parent: Element, x: number, y: number): Painted | null {
  const owner = ownerOf(parent)
  if (!owner || !isPlain(page, owner, parent)) return null
  const style = page.window.getComputedStyle(parent)
  const colour = colourOf(style.webkitTextFillColor || style.color)
  const background = backgroundAt(page, parent, x, y)
  if (!colour || colour[3] === 0 || !background || style.textShadow !== 'none') return null
  const size = parseFloat(style.fontSize)
  const color = over(colour, background)
  return {
    node: owner.node, text: node.data.trim().slice(0, 40), color: color.slice(0, 3), background: background.slice(0, 3), size: Math.round(size * 10) / 10,
    weight: Number(style.fontWeight) || 400, own: ownColours(page, owner),
  }
}

/** Whether nothing above a text changes its colours in ways that cannot be told, and it is not switched off. */
function isPlain(page: Page, owner: ElementNode, parent: Element): boolean {
  for (let at: ElementNode | null = owner; at; at = ownerOf(at.element.parentNode)) {
    if (OPAQUE.has(at.tag) || at.props['disabled'] === true || at.attribute('disabled') === true) return false
  }
  for (let at: Element | null = parent; at; at = at.parentElement) {
    if (OFF.test(at.className) || at.getAttribute('aria-disabled') === 'true') return false
    const style = page.window.getComputedStyle(at)
    const masked = style.maskImage !== 'none' && style.maskImage !== ''
    if (style.opacity !== '1' || style.filter !== 'none' || style.mixBlendMode !== 'normal' || masked || style.backgroundClip === 'text') return false
  }
  return true
}

/** The colour behind a text at a point; null where something else is painted there, or the text is covered. */
function backgroundAt(page: Page, parent: Element, x: number, y: number): Colour | null {
  const stack = page.document.elementsFromPoint(x, y)
  const at = stack.indexOf(parent)
  if (at < 0) return null
  for (const above of stack.slice(0, at)) {
    const layer = layerOf(page, above)
    if (!layer || layer[3] > 0) return null
  }
  const layers: Colour[] = []
  const ends = [page.document.body, page.document.documentElement].filter((one) => !stack.includes(one))
  for (const below of [...stack.slice(at), ...ends]) {
    const layer = layerOf(page, below)
    if (!layer || isScrim(layer)) return null
    layers.unshift(layer)
    if (layer[3] === 1) break
  }
  return layers.reduce((under, layer) => over(layer, under), WHITE)
}

/** A dark veil: it lies over pictures, which may be missing without a network. */
const isScrim = ([red, green, blue, alpha]: Colour): boolean => alpha > 0.1 && alpha < 1 && Math.max(red, green, blue) < 120

/** The one colour an element paints; null when it paints more than that. */
function layerOf(page: Page, element: Element): Colour | null {
  const style = page.window.getComputedStyle(element)
  const owner = ownerOf(element)
  if (DRAWN.has(element.tagName.toUpperCase()) || (owner && OPAQUE.has(owner.tag))) return null
  const plain = style.backgroundImage === 'none' && style.opacity === '1' && style.filter === 'none' && (style.backdropFilter ?? 'none') === 'none'
  if (!plain || style.backgroundClip === 'text' || /inset/.test(style.boxShadow)) return null
  for (const pseudo of ['::before', '::after']) {
    const drawn = page.window.getComputedStyle(element, pseudo)
    if (drawn.content === 'none' || drawn.content === 'normal' || drawn.display === 'none') continue
    if (drawn.backgroundImage !== 'none' || (colourOf(drawn.backgroundColor)?.[3] ?? 1) > 0) return null
  }
  return colourOf(style.backgroundColor)
}

/** The built-in button that still wears the colours it comes with. */
function ownColours(page: Page, owner: ElementNode): string {
  const button = owner.tag === 'button' ? owner : null
  if (!button) return ''
  const chosen = /(^|[\s;{])(color|background(-color)?)\s*:/
  if (chosen.test(button.element.getAttribute('style') ?? '')) return ''
  for (const sheet of page.document.styleSheets) {
    const author = (sheet.ownerNode as HTMLElement | null)?.dataset['key'] !== undefined
    if (author && declares(sheet.cssRules, button.element, chosen)) return ''
  }
  return button.tag
}

function declares(rules: CSSRuleList, element: Element, what: RegExp): boolean {
  return [...rules].some((rule) => {
    const { selectorText, style, cssRules } = rule as CSSStyleRule
    if (selectorText && style && what.test(style.cssText) && element.matches(selectorText)) return true
    return Boolean(cssRules?.length) && declares(cssRules, element, what)
  })
}

/** Read `rgb(…)`, `rgba(…)`; null for colours of other spaces. */
function colourOf(text: string): Colour | null {
  const numbers = /^rgba?\(([^)]*)\)$/.exec(text)?.[1]?.split(/[\s,/]+/).map(Number)
  if (!numbers || numbers.some(Number.isNaN)) return null
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers
  return [red, green, blue, alpha]
}

function over(top: Colour, below: Colour): Colour {
  const mixed = [0, 1, 2].map((at) => Math.round((top[at] ?? 0) * top[3] + (below[at] ?? 0) * (1 - top[3])))
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1]
}
