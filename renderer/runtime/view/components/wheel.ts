/** A column of equal rows that snaps to one of them: the wheel of picker-view. */
import type { Drag, Host } from '../component'
import { easings, Motion } from './motion'

export interface WheelEvents {
  start(): void
  /** The row under the indicator while moving. */
  passing(row: number): void
  end(row: number): void
}

/** How far a flick carries: px for a velocity of one px a ms. */
const THROW = 220

export class Wheel {
  private offset = 0
  private rows = 0
  private row = 34
  private readonly motion: Motion
  private moving = false
  private held = false

  constructor(
    private readonly host: Host,
    private readonly area: HTMLElement,
    private readonly content: HTMLElement,
    private readonly events: WheelEvents,
  ) {
    this.motion = new Motion(host.page.window)
    this.follow()
    area.addEventListener('wheel', (event) => this.wheel(event), { passive: false })
  }

  /** Tell the geometry: number of rows, their height, and the space above the indicator. */
  measure(rows: number, row: number, above: number): void {
    this.rows = rows
    this.row = row
    this.content.style.padding = `${above}px 0`
    if (!this.moving) this.show(this.bounded(this.offset))
  }

  get selected(): number {
    return Math.min(Math.max(0, this.rows - 1), Math.max(0, Math.round(this.offset / this.row)))
  }

  get idle(): boolean {
    return !this.moving
  }

  select(row: number, animated: boolean): void {
    const target = this.bounded(row * this.row)
    if (target === this.offset || this.moving) return
    if (animated) this.motion.run(this.offset, target, 250, easings['easeOutCubic'] as (t: number) => number, (value) => this.show(value), () => undefined)
    else this.show(target)
  }

  stop(): void {
    this.motion.stop()
    this.moving = false
  }

  private bounded(offset: number): number {
    return Math.min(Math.max(0, (this.rows - 1) * this.row), Math.max(0, offset))
  }

  private show(offset: number): void {
    this.offset = offset
    this.content.style.transform = `translateY(${-offset}px) translateZ(0)`
  }

  private begin(): void {
    if (this.moving) return
    this.moving = true
    this.events.start()
  }

  private settle(offset: number): void {
    const target = this.bounded(Math.round(offset / this.row) * this.row)
    const duration = Math.min(700, 200 + Math.abs(target - this.offset))
    let last = this.selected
    this.motion.run(this.offset, target, duration, easings['easeOutCubic'] as (t: number) => number, (value) => {
      this.show(value)
      if (this.selected === last) return
      last = this.selected
      this.events.passing(last)
    }, () => {
      this.moving = false
      this.events.end(this.selected)
    })
  }

  private follow(): void {
    let from = 0
    this.host.gesture({
      press: () => this.motion.stop(),
      // A press that stopped the wheel and did not become a drag lets it settle where it is.
      release: () => {
        if (this.moving && !this.held && !this.motion.active) this.settle(this.offset)
      },
      claim: (dx, dy) => {
        if (Math.abs(dx) > Math.abs(dy)) return false
        this.held = true
        from = this.offset
        this.begin()
        return true
      },
      move: (drag: Drag) => {
        const before = this.selected
        const free = from - drag.dy
        const inside = this.bounded(free)
        this.show(inside + (free - inside) / 3)
        if (this.selected !== before) this.events.passing(this.selected)
      },
      end: (drag: Drag) => {
        this.held = false
        this.settle(this.offset - drag.vy * THROW)
      },
    }, this.area)
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault()
    this.begin()
    this.settle(this.offset + Math.sign(event.deltaY) * this.row)
  }
}
