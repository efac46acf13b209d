/** Who takes a finger's movement: a component's gesture, a scroll container or the page itself. */
import type { Drag, GestureHandlers } from './component'
import type { Finger } from './fingers'
import { coast } from './motion'
import type { GestureElement, OwnedElement } from './node'
import type { Page } from './page'

/** Whoever got the movement. */
export interface Taker {
  move(drag: Drag): void
  end(drag: Drag, cancelled: boolean): void
}

/** Hears how to stop what rolls on after the finger left; null once it came to rest. */
export type Rolling = (stop: (() => void) | null) => void

/** So far a finger moves before anything follows, CSS px. */
export const SLACK = 6

const SCROLLS = /^(auto|scroll|overlay)$/

/** Elements from the innermost outwards. */
export function* pathOf(target: Element): Generator<HTMLElement> {
  for (let element: Element | null = target; element; element = element.parentElement) yield element as HTMLElement
}

/** Gesture handlers of the elements under a finger, innermost first. */
export const handlersOf = (target: Element): GestureHandlers[] =>
  [...pathOf(target)].flatMap((element) => (element as GestureElement).mdGestures ?? [])

/** Whether `element` can be scrolled by a finger moving (dx, dy) along the axis. */
function canScroll(element: HTMLElement, horizontal: boolean, delta: number): boolean {
  const room = horizontal ? element.scrollWidth - element.clientWidth : element.scrollHeight - element.clientHeight
  if (room < 1) return false
  const at = horizontal ? element.scrollLeft : element.scrollTop
  return delta > 0 ? at > 0 : at < room - 0.5
}

class ScrollTaker implements Taker {
  protected readonly left: number
  protected readonly top: number
  private readonly startX: number
  private readonly startY: number

  constructor(
    protected readonly page: Page,
    protected readonly element: HTMLElement,
    protected readonly horizontal: boolean,
    drag: Drag,
    private readonly rolling: Rolling,
  ) {
    this.left = element.scrollLeft
    this.top = element.scrollTop
    // The content follows from the end of the slack on, however coarse the first steps were.
    this.startX = drag.startX + Math.sign(drag.dx) * Math.min(SLACK, Math.abs(drag.dx))
    this.startY = drag.startY + Math.sign(drag.dy) * Math.min(SLACK, Math.abs(drag.dy))
  }

  move(drag: Drag): void {
    if (this.horizontal) this.element.scrollLeft = this.left - (drag.x - this.startX)
    else this.scrollVertically(this.top - (drag.y - this.startY))
  }

  protected scrollVertically(top: number): void {
    this.element.scrollTop = top
  }

  end(drag: Drag, cancelled: boolean): void {
    if (cancelled || this.page.phone.timeKept) return
    const { element, horizontal } = this
    // Fractions of a pixel are kept here, for browsers round scroll positions.
    let position = horizontal ? element.scrollLeft : element.scrollTop
    this.rolling(
      coast(horizontal ? drag.vx : 0, horizontal ? 0 : drag.vy, (dx, dy) => {
        position -= horizontal ? dx : dy
        if (horizontal) element.scrollLeft = position
        else element.scrollTop = position
        return Math.abs((horizontal ? element.scrollLeft : element.scrollTop) - position) < 2
      }, () => this.rolling(null)),
    )
  }
}

/** The page: above its top it opens the refresh area. */
class PageTaker extends ScrollTaker {
  private pulled = false

  constructor(
    page: Page,
    drag: Drag,
    rolling: Rolling,
  ) {
    super(page, page.document.documentElement, false, drag, rolling)
  }

  protected override scrollVertically(top: number): void {
    this.element.scrollTop = top
    if (!this.page.scroll.refreshable || (top >= 0 && !this.pulled)) return
    this.pulled = true
    this.page.scroll.pull(-top)
  }

  override end(drag: Drag, cancelled: boolean): void {
    if (this.pulled) this.page.scroll.letGo()
    else super.end(drag, cancelled)
  }
}

/** Ask from the innermost element outwards who takes a movement that began with (dx, dy). */
export function takerOf(page: Page, finger: Finger, drag: Drag, rolling: Rolling): Taker | null {
  const { dx, dy } = drag
  const horizontal = Math.abs(dx) > Math.abs(dy)
  const delta = horizontal ? dx : dy
  const { document, window } = page
  for (const element of pathOf(finger.target)) {
    if (element === document.documentElement) break
    for (const handlers of (element as GestureElement).mdGestures ?? []) {
      if (handlers.claim?.(dx, dy, drag)) return { move: (now) => handlers.move?.(now), end: (now, cancelled) => handlers.end?.(now, cancelled) }
    }
    if (element !== document.body && canScroll(element, horizontal, delta)) {
      const style = window.getComputedStyle(element)
      if (SCROLLS.test(horizontal ? style.overflowX : style.overflowY)) return new ScrollTaker(page, element, horizontal, drag, rolling)
    }
    // A caught touchmove keeps everything around from moving.
    if ((element as OwnedElement).mdNode?.catches('touchmove')) return null
  }
  const root = document.documentElement
  if (!page.scroll.enabled) return null
  if (horizontal) return canScroll(root, true, delta) ? new ScrollTaker(page, root, true, drag, rolling) : null
  if (canScroll(root, false, delta) || (delta > 0 && page.scroll.refreshable)) return new PageTaker(page, drag, rolling)
  return null
}
