/** What a smoke run asks of a page: facts of the document as it stands, without a verdict. */
import type { JsonObject } from '../shared/chunk'
import { barsOf, controlsOf, picturesOf, rulesOf, scrollersOf } from './audit_looks'
import { textsOf, type Painted } from './audit_paint'
import { interactive, tapsOf } from './audit_touch'
import { ownerOf, type ElementNode, type OwnedElement } from './node'
import type { Page } from './page'

const MOST_SCREENS = 12
/** What lies at an edge of one screen lies well inside another. */
const OVERLAP = 60
const renderings = new WeakMap<Page, number[]>()

/** Everything there is to say of a page. The page is moved to look at its parts and put back before the next frame. */
export function auditOf(page: Page): JsonObject {
  const owners = ownersOf(page)
  const { documentElement: root } = page.document
  const [left, top] = [root.scrollLeft, root.scrollTop]
  const texts: Painted[] = []
  const taps: JsonObject[] = []
  const seen = { texts: new Set<Text>(), taps: new Set<ElementNode>() }
  try {
    for (let screen = 0, before = -1; screen < MOST_SCREENS; screen++) {
      root.scrollTo({ left, top: screen * (root.clientHeight - OVERLAP), behavior: 'instant' })
      if (root.scrollTop === before) break
      before = root.scrollTop
      taps.push(...tapsOf(page, owners, seen.taps))
      texts.push(...textsOf(page, seen.texts))
    }
  } finally {
    root.scrollTo({ left, top, behavior: 'instant' })
  }
  return {
    page: page.id, route: page.route, renderings: renderings.get(page) ?? [], tree: treeOf(owners), interactive: owners.filter(interactive).length,
    texts: texts as unknown as JsonObject[], taps, pictures: picturesOf(page), bars: barsOf(page, owners), scrollers: scrollersOf(page, owners),
    rules: rulesOf(page), controls: controlsOf(owners), ...windowOf(page, owners),
  }
}

/** Apply a batch of the logic and measure until the page is laid out with it. */
export function measureRendering(page: Page, apply: () => void): void {
  const begun = performance.now()
  apply()
  // Layout is part of what the person waits for; reading a length makes it happen now.
  void page.document.documentElement.offsetHeight
  const known = renderings.get(page) ?? []
  renderings.set(page, [...known, Math.round((performance.now() - begun) * 10) / 10])
}

function ownersOf(page: Page): ElementNode[] {
  const found: ElementNode[] = []
  for (const element of page.document.querySelectorAll<OwnedElement>('*')) {
    if (element.mdNode && element !== page.document.body) found.push(element.mdNode)
  }
  return found
}

/** How many elements of WXML there are, the deepest and the one with most children. */
function treeOf(owners: readonly ElementNode[]): JsonObject {
  const depths = new Map<ElementNode, number>()
  const children = new Map<ElementNode, number>()
  let [depth, deepest, most, widest] = [0, 0, 0, 0]
  for (const owner of owners) {
    const parent = ownerOf(owner.element.parentNode)
    const own = (parent ? (depths.get(parent) ?? 0) : 0) + 1
    depths.set(owner, own)
    if (own > depth) [depth, deepest] = [own, owner.node]
    if (!parent) continue
    const count = (children.get(parent) ?? 0) + 1
    children.set(parent, count)
    if (count > most) [most, widest] = [count, parent.node]
  }
  return { nodes: owners.length, depth, deepest, children: most, widest }
}

/** Whether the page may change its size, and whether anything in it follows. */
function windowOf(page: Page, owners: readonly ElementNode[]): JsonObject {
  const turning = page.settings['pageOrientation']
  const media = [...page.document.head.querySelectorAll('style[data-key]')].some((sheet) => /@media\b/.test(sheet.textContent ?? ''))
  return { resizable: turning === 'auto' || turning === 'landscape', adapts: media || owners.some(({ tag }) => tag === 'match-media') }
}
