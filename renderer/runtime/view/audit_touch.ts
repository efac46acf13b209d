/** How large the parts of a page are that answer a finger, as the finger finds them. */
import type { JsonObject } from '../shared/chunk'
import { ownerOf, type ElementNode, type OwnedElement } from './node'
import type { Page } from './page'

/** Larger ones are no matter of doubt. */
const LARGE = 24
const STEP = 0.5
const MOST = 200
const BUILT_IN = new Set(['button', 'navigator', 'checkbox', 'radio', 'switch', 'picker'])
/** What a label, or a row that is tapped itself, stands in for. */
const LABELLED = new Set(['checkbox', 'radio', 'switch'])

/** Component libraries pass a tap on as `click`. */
const hears = (owner: ElementNode): boolean => owner.listens('tap') || owner.listens('longpress') || owner.listens('longtap') || (owner.listens('click') && owner.element.hasAttribute('wx-host'))

export const shown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })

/** Whether somebody listens to a tap on it, or it is made for one, and it can be seen. */
export function interactive(owner: ElementNode): boolean {
  if (owner.tag === 'wx-page' || owner.tag === 'page' || !shown(owner.element)) return false
  if (hears(owner)) return true
  return BUILT_IN.has(owner.tag) && owner.props['disabled'] !== true && !(LABELLED.has(owner.tag) && isStoodInFor(owner))
}

function isStoodInFor(owner: ElementNode): boolean {
  for (let at = ownerOf(owner.element.parentNode); at; at = ownerOf(at.element.parentNode)) {
    if (at.tag === 'label' || at.tag === 'checkbox-group' || hears(at)) return at.tag !== 'checkbox-group'
  }
  return false
}

/** Whether a picture is missing that gives it its size. */
const isUnloaded = (element: Element): boolean => element.matches('wx-image:not([wx-loaded])') || element.querySelector('wx-image:not([wx-loaded])') !== null

/** Small parts whose middle lies on the screen and can be hit there; `seen` holds those that were looked at. */
export function tapsOf(page: Page, owners: readonly ElementNode[], seen: Set<ElementNode>): JsonObject[] {
  const found: JsonObject[] = []
  for (const owner of owners) {
    if (seen.size >= MOST) break
    if (seen.has(owner) || !interactive(owner) || isUnloaded(owner.element)) continue
    const box = reachOfBoxes(owner.element)
    if (!box || Math.min(box.right - box.left, box.bottom - box.top) >= LARGE) continue
    const size = hitSize(page.document, owner.element, box)
    if (!size) continue
    seen.add(owner)
    found.push({ node: owner.node, tag: owner.tag, width: size.width, height: size.height, heard: isHeard(owner), text: (owner.element.innerText ?? '').trim().slice(0, 40) })
  }
  return found
}

/**
 * Whether a touch is sure to do something: icons of component libraries listen to taps that nobody asked them for.
 * What is all there is to a component is judged as that component, where somebody listens to it. Other parts of one that
 * nobody listens to count where nothing around them is tapped.
 */
function isHeard(owner: ElementNode): boolean {
  const host = owner.element.parentElement?.closest<OwnedElement>('[wx-host]')
  const component = host?.mdNode
  if (!host || !component || component.tag === 'page') return true
  const [inner, outer] = [owner.element.getBoundingClientRect(), host.getBoundingClientRect()]
  const all = host.children.length === 1 && (Math.abs(inner.width - outer.width) < 2 || outer.width === 0)
  return !all && (component.listensAtAll || !isStoodInFor(component))
}

interface Box { left: number; top: number; right: number; bottom: number }

/** The box around an element and all in it: a touch of a child is one of its parents too. */
function reachOfBoxes(element: Element): Box | null {
  let box: Box | null = null
  for (const part of [element, ...element.querySelectorAll('*')]) {
    for (const { left, top, right, bottom } of part.getClientRects()) {
      if (right - left <= 0 || bottom - top <= 0) continue
      box = box ? { left: Math.min(box.left, left), top: Math.min(box.top, top), right: Math.max(box.right, right), bottom: Math.max(box.bottom, bottom) } : { left, top, right, bottom }
    }
  }
  return box
}

/** How far a finger may be off the middle of an element and still hit it; null where the middle is not hit, or beside what scrolling would show. */
function hitSize(document: Document, element: Element, box: Box): { width: number; height: number } | null {
  const { clientHeight, scrollTop, scrollHeight } = document.documentElement
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
  const hits = (dx: number, dy: number): boolean => {
    const at = document.elementFromPoint(x + dx, y + dy)
    return at !== null && element.contains(at)
  }
  const more = { above: scrollTop > 0, below: scrollTop + clientHeight < scrollHeight - 1 }
  if ((more.above && y < LARGE) || (more.below && y > clientHeight - LARGE) || !hits(0, 0)) return null
  const reach = (dx: number, dy: number): number => {
    let far = 0
    while (far < LARGE && hits(dx * (far + STEP), dy * (far + STEP))) far += STEP
    return far
  }
  const measured = { width: reach(-1, 0) + reach(1, 0), height: reach(0, -1) + reach(0, 1) }
  // What reaches farther than was looked is as large as its box.
  const size = (reached: number, length: number): number => Math.max(reached, reached > 2 * LARGE - 1 ? length : Math.min(LARGE, length))
  const rounded = (n: number): number => Math.round(n * 10) / 10
  return { width: rounded(size(measured.width, box.right - box.left)), height: rounded(size(measured.height, box.bottom - box.top)) }
}

