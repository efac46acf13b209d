/** Mouse and touch of a document as fingers: one path for both, with velocities. */

export interface Finger {
  readonly identifier: number
  /** The deepest element when it came down. */
  readonly target: Element
  readonly mouse: boolean
  readonly startX: number
  readonly startY: number
  x: number
  y: number
  /** CSS pixels a millisecond, smoothed. */
  vx: number
  vy: number
  force: number
  time: number
  /** Farthest way from the start, for telling a tap from a drag. */
  reach: number
  /** When it came down, ms. */
  readonly since: number
  /** Whether a program moves it instead of a person. */
  readonly automated: boolean
}

export interface FingerSink {
  down(finger: Finger): void
  move(fingers: readonly Finger[]): void
  up(finger: Finger, cancelled: boolean): void
  force(finger: Finger): void
}

/** Compatibility mouse events follow a touch within this time. */
const GHOST_MS = 700

/** Whether the element takes text, so that the mouse must be able to select in it. */
export const isEditable = (element: Element): boolean =>
  /^(input|textarea)$/i.test(element.tagName) || (element as HTMLElement).isContentEditable

export class Fingers {
  private readonly fingers = new Map<number, Finger>()
  private lastTouch = -Infinity
  private readonly abort = new AbortController()

  constructor(
    private readonly document: Document,
    private readonly sink: FingerSink,
  ) {
    const window = document.defaultView as Window
    const options = { capture: true, passive: false, signal: this.abort.signal }
    document.addEventListener('mousedown', (event) => this.mouseDown(event), options)
    window.addEventListener('mousemove', (event) => this.mouseMove(event), options)
    window.addEventListener('mouseup', (event) => this.mouseUp(event), options)
    document.addEventListener('touchstart', (event) => this.touch(event), options)
    document.addEventListener('touchmove', (event) => this.touch(event), options)
    document.addEventListener('touchend', (event) => this.touch(event), options)
    document.addEventListener('touchcancel', (event) => this.touch(event), options)
    document.addEventListener('dragstart', (event) => event.preventDefault(), options)
    document.addEventListener('contextmenu', (event) => {
      if (!isEditable(event.target as Element)) event.preventDefault()
    }, options)
    window.addEventListener('blur', () => this.cancel(), { signal: this.abort.signal })
  }

  get all(): readonly Finger[] {
    return [...this.fingers.values()]
  }

  dispose(): void {
    this.cancel()
    this.abort.abort()
  }

  /** Take all fingers off, as when the system interrupts. */
  cancel(): void {
    for (const finger of this.all) this.lift(finger.identifier, true)
  }

  /** Put a finger of a program down on an element. */
  place(identifier: number, at: { clientX: number; clientY: number }, target: Element): void {
    this.lift(identifier, true)
    this.press(identifier, at, target, false, 1, true)
  }

  /** Move it. */
  shift(identifier: number, at: { clientX: number; clientY: number }): void {
    if (this.follow(identifier, at, 1)) this.sink.move([this.fingers.get(identifier) as Finger])
  }

  /** Take it off. */
  raise(identifier: number): void {
    this.lift(identifier, false)
  }

  isDown(identifier: number): boolean {
    return this.fingers.has(identifier)
  }

  private mouseDown(event: MouseEvent): void {
    if (event.button !== 0 || event.timeStamp - this.lastTouch < GHOST_MS) return
    // A press that ended outside the window left its finger behind.
    this.lift(0, true)
    this.press(0, event, event.target as Element, true, 1)
  }

  private mouseMove(event: MouseEvent): void {
    if (!this.fingers.has(0) || this.fingers.get(0)?.mouse !== true) return
    if (!(event.buttons & 1)) this.lift(0, true)
    else if (this.follow(0, event, 1)) this.sink.move([this.fingers.get(0) as Finger])
  }

  private mouseUp(event: MouseEvent): void {
    if (event.button !== 0 || this.fingers.get(0)?.mouse !== true) return
    this.follow(0, event, 0)
    this.lift(0, false)
  }

  private touch(event: TouchEvent): void {
    this.lastTouch = event.timeStamp
    const changed = [...event.changedTouches]
    if (event.type === 'touchstart') {
      for (const touch of changed) this.press(touch.identifier, touch, touch.target as Element, false, touch.force)
    } else if (event.type === 'touchmove') {
      const moved = changed.filter((touch) => this.follow(touch.identifier, touch, touch.force)).map((touch) => this.fingers.get(touch.identifier) as Finger)
      if (moved.length) this.sink.move(moved)
      if (event.cancelable) event.preventDefault()
    } else {
      for (const touch of changed) {
        this.follow(touch.identifier, touch, 0)
        this.lift(touch.identifier, event.type === 'touchcancel')
      }
    }
  }

  private press(identifier: number, at: { clientX: number; clientY: number }, target: Element, mouse: boolean, force: number, automated = false): void {
    const { clientX: x, clientY: y } = at
    const element = (target.nodeType === 1 ? target : this.document.documentElement) as Element
    const now = performance.now()
    const finger: Finger = { identifier, target: element, mouse, startX: x, startY: y, x, y, vx: 0, vy: 0, force, time: now, reach: 0, since: now, automated }
    this.fingers.set(identifier, finger)
    this.sink.down(finger)
  }

  /** Take over a new position; false when nothing moved. */
  private follow(identifier: number, at: { clientX: number; clientY: number }, force: number): boolean {
    const finger = this.fingers.get(identifier)
    if (!finger) return false
    if (force && Math.abs(force - finger.force) > 0.01) {
      finger.force = force
      this.sink.force(finger)
    }
    const dx = at.clientX - finger.x
    const dy = at.clientY - finger.y
    const now = performance.now()
    const elapsed = Math.max(1, now - finger.time)
    // A finger that rested before it left throws nothing.
    const weight = elapsed > 80 ? 1 : 0.6
    if (!dx && !dy) {
      if (elapsed > 80) finger.vx = finger.vy = 0
      return false
    }
    finger.vx = finger.vx * (1 - weight) + (dx / elapsed) * weight
    finger.vy = finger.vy * (1 - weight) + (dy / elapsed) * weight
    finger.x = at.clientX
    finger.y = at.clientY
    finger.time = now
    finger.reach = Math.max(finger.reach, Math.hypot(finger.x - finger.startX, finger.y - finger.startY))
    return true
  }

  private lift(identifier: number, cancelled: boolean): void {
    const finger = this.fingers.get(identifier)
    if (!finger) return
    this.fingers.delete(identifier)
    if (performance.now() - finger.time > 120) finger.vx = finger.vy = 0
    this.sink.up(finger, cancelled)
  }
}
