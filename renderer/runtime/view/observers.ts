/** IntersectionObserver and MediaQueryObserver of a page. */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId, Question } from '../shared/messages'
import type { ElementNode } from './node'
import type { Page } from './page'

type IntersectionQuestion = Extract<Question, { kind: 'intersection' }>

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

interface Watch {
  readonly id: number
  readonly owner: ElementNode
  readonly question: IntersectionQuestion
  /** How many thresholds the last told ratio had passed. */
  passed: number
}

const rectOf = ({ left, top, right, bottom }: Box): JsonObject => ({ left, top, right, bottom, width: right - left, height: bottom - top })

const empty = (box: Box): boolean => box.right <= box.left || box.bottom <= box.top

function intersect(one: Box, other: Box): Box {
  const box = {
    left: Math.max(one.left, other.left), top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom),
  }
  return box.right < box.left || box.bottom < box.top ? { left: 0, top: 0, right: 0, bottom: 0 } : box
}

const area = (box: Box): number => (box.right - box.left) * (box.bottom - box.top)

/** How many of the thresholds a ratio passed; 0 itself counts when there is any common area. */
function passedBy(thresholds: readonly number[], ratio: number): number {
  return thresholds.filter((threshold) => (threshold === 0 ? ratio > 0 : ratio >= threshold)).length
}

export class Observers {
  private readonly watches = new Map<number, Watch>()
  private readonly queries = new Map<number, { list: MediaQueryList; listener: () => void }>()
  private framed = 0

  constructor(private readonly page: Page) {
    const later = (): void => this.schedule()
    // Scroll and load do not bubble; the capture phase sees those of all elements.
    for (const name of ['scroll', 'load', 'transitionend', 'animationend', 'touchmove', 'mousemove']) {
      page.document.addEventListener(name, later, { capture: true, passive: true })
    }
    page.window.addEventListener('resize', later)
  }

  intersection(id: number, question: IntersectionQuestion): Json {
    const owner = this.page.tree.element(question.node)
    if (!owner) return false
    this.watches.set(id, { id, owner, question, passed: passedBy(question.thresholds, question.initialRatio) })
    this.schedule()
    return true
  }

  mediaQuery(id: number, descriptor: JsonObject): Json {
    const list = this.page.window.matchMedia(mediaText(descriptor))
    const listener = (): void => this.notify(id, { matches: list.matches })
    list.addEventListener('change', listener)
    this.queries.set(id, { list, listener })
    listener()
    return true
  }

  /** Stop one observer, or all of an ask. */
  disconnect(id: number): void {
    this.watches.delete(id)
    const query = this.queries.get(id)
    query?.list.removeEventListener('change', query.listener)
    this.queries.delete(id)
  }

  dispose(): void {
    this.page.window.cancelAnimationFrame(this.framed)
    for (const id of [...this.watches.keys(), ...this.queries.keys()]) this.disconnect(id)
  }

  /** Look again before the next paint. */
  schedule(): void {
    if (this.framed || !this.watches.size) return
    this.framed = requestAnimationFrame(() => {
      this.framed = 0
      for (const watch of this.watches.values()) this.check(watch)
    })
  }

  private check(watch: Watch): void {
    const { owner, question } = watch
    const target = owner.element.isConnected ? owner.element.getBoundingClientRect() : new DOMRect()
    const shown: Box = { left: target.left, top: target.top, right: target.right, bottom: target.bottom }
    const references = question.relative.map(({ node, margins }) => this.reference(node, margins))
    const reference = references.length ? references.reduce(intersect) : shown
    const common = intersect(shown, reference)
    const size = area(shown)
    const inside = !empty(common) || (size === 0 && target.left >= reference.left && target.top >= reference.top && target.right <= reference.right && target.bottom <= reference.bottom && owner.element.getClientRects().length > 0)
    const ratio = size ? area(common) / size : inside ? 1 : 0
    const passed = passedBy(question.thresholds, ratio)
    if (passed === watch.passed) return
    watch.passed = passed
    this.notify(watch.id, {
      id: owner.element.id, dataset: owner.dataset, intersectionRatio: ratio, time: Date.now(),
      boundingClientRect: rectOf(shown), intersectionRect: rectOf(common), relativeRect: rectOf(reference),
    })
  }

  /** Area of a reference node (null: the viewport) with its margins. */
  private reference(node: NodeId | null, margins: JsonObject): Box {
    const { clientWidth, clientHeight } = this.page.document.documentElement
    const element = node === null ? null : this.page.tree.element(node)?.element
    const box = element ? element.getBoundingClientRect() : new DOMRect(0, 0, clientWidth, clientHeight)
    const margin = (side: string): number => Number(margins[side] ?? 0) || 0
    return { left: box.left - margin('left'), top: box.top - margin('top'), right: box.right + margin('right'), bottom: box.bottom + margin('bottom') }
  }

  private notify(id: number, detail: JsonObject): void {
    this.page.phone.post({ type: 'notify', id, detail })
  }
}

/** Descriptor of wx.createMediaQueryObserver → text of a CSS media query. */
function mediaText(descriptor: JsonObject): string {
  const parts: string[] = []
  for (const name of ['minWidth', 'maxWidth', 'width', 'minHeight', 'maxHeight', 'height']) {
    const value = descriptor[name]
    if (value !== undefined && value !== null) parts.push(`(${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}:${Number(value)}px)`)
  }
  const orientation = descriptor['orientation']
  if (orientation === 'portrait' || orientation === 'landscape') parts.push(`(orientation:${orientation})`)
  return parts.length ? parts.join(' and ') : 'all'
}
