/** An iPhone's way back: a finger pulls the page from its left edge, and the one below comes into sight. */
import type { Drag } from './component'
import type { Taker } from './dragging'
import type { Page } from './page'

/** Where such a drag begins, CSS px from the left edge. */
const EDGE = 20
/** Share of the width, or px/ms at the end, from which on the page goes. */
const FAR = 0.4
const FAST = 0.4
const SETTLE_MS = 200
/** An app that keeps its page, because it asks first, gets it back after this time. */
const PATIENCE_MS = 800

/** What the stack knows of a page that can be pulled away. */
export interface Pull {
  readonly width: number
  /** Whether the page is still the one on top. */
  readonly stays: () => boolean
  /** The page is gone from sight: it need not slide out when it is closed. */
  readonly gone: (gone: boolean) => void
  /** The page is back: the one below is hidden again. */
  readonly kept: () => void
}

/** Takes a drag that begins at the edge and goes to the right, if there is a page to go back to. */
export function pullBack(page: Page, drag: Drag): Taker | null {
  if (drag.startX > EDGE || drag.dx <= 0 || Math.abs(drag.dy) > drag.dx) return null
  const pull = page.phone.pull(page.id)
  return pull && new PulledPage(page, pull)
}

class PulledPage implements Taker {
  /** How far the page is away, CSS px; the finger's place is told in the page, which moves along. */
  private way = 0
  private speed = 0
  private time = performance.now()

  constructor(
    private readonly page: Page,
    private readonly pull: Pull,
  ) {}

  move({ dx }: Drag): void {
    const way = Math.max(0, this.way + dx)
    const now = performance.now()
    this.speed = (way - this.way) / Math.max(1, now - this.time)
    this.time = now
    this.way = way
    this.page.section.style.transform = `translateX(${way}px)`
  }

  end(_drag: Drag, cancelled: boolean): void {
    const rested = performance.now() - this.time > 100
    const goes = !cancelled && (this.way > this.pull.width * FAR || (!rested && this.speed > FAST))
    if (!goes) {
      this.settle(0, this.pull.kept)
      return
    }
    this.pull.gone(true)
    this.settle(this.pull.width, () => undefined)
    this.page.sendPageEvent('back', {})
    setTimeout(() => {
      if (!this.pull.stays()) return
      this.pull.gone(false)
      this.settle(0, this.pull.kept)
    }, PATIENCE_MS)
  }

  private settle(way: number, done: () => void): void {
    const { section, phone } = this.page
    const from = `translateX(${this.way}px)`
    this.way = way
    section.style.transform = way ? `translateX(${way}px)` : ''
    const animation = section.animate([{ transform: from }, { transform: `translateX(${way}px)` }], { duration: phone.animate ? SETTLE_MS : 0 })
    animation.onfinish = done
  }
}
