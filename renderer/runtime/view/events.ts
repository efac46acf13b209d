/** Fingers on a page → WeChat's touch events, taps, long presses; and animation events of its styles. */
import type { JsonObject } from '../shared/chunk'
import type { Touch } from '../shared/messages'
import type { Drag, Tap } from './component'
import { handlersOf, SLACK, takerOf, type Taker } from './dragging'
import { Fingers, isEditable, type Finger, type FingerSink } from './fingers'
import { ownerOf, type ElementNode } from './node'
import type { Page } from './page'
import { pullBack } from './pulled_page'

/** A finger that went farther does not tap. */
const TAP_REACH = 10
const LONGPRESS_MS = 350
/** iOS 3D touch tells its pressure from here on. */
const FORCE_FROM = 0.2

const STYLE_EVENTS = ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const

/** What is going on with the first finger. */
interface Press {
  readonly finger: Finger
  readonly owner: ElementNode | null
  taker: Taker | null
  /** Whether the takers were asked. */
  decided: boolean
  /** Nothing will be tapped any more. */
  spent: boolean
  timer: number
  /** Whether it lasted long enough for a long press. */
  held: boolean
}

export class Input implements FingerSink {
  readonly fingers: Fingers
  private press: Press | null = null
  private stopRolling: (() => void) | null = null

  constructor(private readonly page: Page) {
    this.fingers = new Fingers(page.document, this)
    for (const name of STYLE_EVENTS) page.document.addEventListener(name, (event) => this.styleEvent(name, event))
  }

  dispose(): void {
    this.fingers.dispose()
    this.stopRolling?.()
  }

  /** Take the fingers off: the page goes away under them. */
  interrupt(): void {
    this.fingers.cancel()
  }

  down(finger: Finger): void {
    const rolling = this.stopRolling !== null
    this.stopRolling?.()
    this.stopRolling = null
    this.touchEvent('touchstart', finger)
    if (this.press) {
      // A second finger: neither tap nor long press.
      this.press.spent = true
      this.page.window.clearTimeout(this.press.timer)
      return
    }
    const press: Press = { finger, owner: ownerOf(finger.target), taker: null, decided: false, spent: rolling, timer: 0, held: false }
    press.timer = this.page.window.setTimeout(() => this.longpress(press), LONGPRESS_MS)
    this.press = press
    const drag = this.drag(finger)
    for (const handlers of handlersOf(finger.target)) this.guard(() => handlers.press?.(drag))
  }

  move(fingers: readonly Finger[]): void {
    const press = this.press
    if (press && fingers.includes(press.finger)) this.follow(press)
    if (this.page.heard.has('touchmove')) for (const finger of fingers) this.touchEvent('touchmove', finger)
  }

  private follow(press: Press): void {
    const { finger } = press
    if (finger.reach >= TAP_REACH && !press.spent) {
      press.spent = true
      this.page.window.clearTimeout(press.timer)
    }
    const drag = this.drag(finger)
    if (!press.decided && finger.reach >= SLACK) {
      press.decided = true
      if (!this.selectsText(finger)) press.taker = pullBack(this.page, drag) ?? takerOf(this.page, finger, drag, (stop) => { this.stopRolling = stop })
      if (press.taker) {
        this.page.window.clearTimeout(press.timer)
        this.release(press, drag)
      }
    }
    if (press.taker) this.guard(() => press.taker?.move(drag))
  }

  up(finger: Finger, cancelled: boolean): void {
    // A busy page may get to the finger's end before it gets to the timer.
    const pressed = this.press
    if (pressed?.finger === finger && !cancelled && performance.now() - finger.since >= LONGPRESS_MS) this.longpress(pressed)
    this.touchEvent(cancelled ? 'touchcancel' : 'touchend', finger)
    const press = this.press
    if (press?.finger !== finger) return
    this.press = null
    this.page.window.clearTimeout(press.timer)
    const drag = this.drag(finger)
    if (press.taker) this.guard(() => press.taker?.end(drag, cancelled))
    else this.release(press, drag)
    if (!cancelled && !press.spent && !press.taker) this.tap(press)
  }

  force(finger: Finger): void {
    if (finger.force >= FORCE_FROM && this.page.heard.has('touchforcechange')) this.touchEvent('touchforcechange', finger)
  }

  private release(press: Press, drag: Drag): void {
    for (const handlers of handlersOf(press.finger.target)) this.guard(() => handlers.release?.(drag))
  }

  /** The mouse selects in text fields and in text that may be selected, instead of scrolling. */
  private selectsText(finger: Finger): boolean {
    if (!finger.mouse) return false
    return isEditable(finger.target) || this.page.window.getComputedStyle(finger.target).userSelect === 'text'
  }

  private longpress(press: Press): void {
    if (press.spent || press.held || this.press !== press || !press.owner) return
    const { finger, owner } = press
    this.page.window.clearTimeout(press.timer)
    press.held = true
    // Programs press long on purpose; a person's press ends in a tap where nobody listens to it.
    press.spent = finger.automated
    const touch = this.touch(finger)
    const detail = { x: touch.pageX, y: touch.pageY }
    const options = { bubbles: true, touches: [touch], changedTouches: [touch] }
    // Somebody who listens to longpress has it instead of the tap.
    for (let at: ElementNode | null = owner; at; at = ownerOf(at.element.parentNode)) {
      if (at.listens('longpress')) press.spent = true
    }
    this.page.sendEvent(owner.node, 'longpress', detail, options)
    this.page.sendEvent(owner.node, 'longtap', detail, options)
    this.toComponents(press, [touch], 'longpress')
  }

  private tap(press: Press): void {
    const { owner, finger } = press
    if (!owner) return
    for (let at: ElementNode | null = owner; at; at = ownerOf(at.element.parentNode)) if (at.component?.blocksTap) return
    const touch = this.touch(finger)
    this.page.gesturing = true
    try {
      const own = owner.component?.tapDetail?.({ target: finger.target, x: finger.x, y: finger.y, touches: [touch], handled: false })
      if (owner.node !== 1 && own !== null) {
        this.page.sendEvent(owner.node, 'tap', { x: touch.pageX, y: touch.pageY, ...own }, { bubbles: true, touches: [touch], changedTouches: [touch] })
      }
      this.toComponents(press, [touch], 'tap')
    } finally {
      this.page.gesturing = false
    }
  }

  private toComponents(press: Press, touches: readonly Touch[], hook: 'tap' | 'longpress'): void {
    const tap: Tap = { target: press.finger.target, x: press.finger.x, y: press.finger.y, touches, handled: false }
    for (let at = press.owner; at; at = ownerOf(at.element.parentNode)) {
      const { component } = at
      if (component?.[hook]) this.page.guard(at, () => component[hook]?.(tap))
      if (tap.handled) break
    }
  }

  private touchEvent(name: string, finger: Finger): void {
    const owner = ownerOf(finger.target)
    if (!owner || owner.node === 1) return
    const changed = this.touch(finger, owner)
    const touches = this.fingers.all.map((other) => this.touch(other, owner))
    this.page.sendEvent(owner.node, name, { x: changed.pageX, y: changed.pageY }, { bubbles: true, touches, changedTouches: [changed] })
  }

  /** Positions in the page and, for a canvas, in the canvas. */
  private touch(finger: Finger, owner = ownerOf(finger.target)): Touch {
    const { scrollLeft, scrollTop } = this.page.document.documentElement
    const touch = {
      identifier: finger.identifier,
      pageX: finger.x + scrollLeft, pageY: finger.y + scrollTop,
      clientX: finger.x, clientY: finger.y,
      force: finger.force,
    }
    if (owner?.tag !== 'canvas') return touch
    const box = owner.element.getBoundingClientRect()
    return { ...touch, x: finger.x - box.left, y: finger.y - box.top }
  }

  private drag(finger: Finger): Drag {
    return {
      x: finger.x, y: finger.y, startX: finger.startX, startY: finger.startY,
      dx: finger.x - finger.startX, dy: finger.y - finger.startY,
      vx: finger.vx, vy: finger.vy, target: finger.target,
      touches: this.fingers.all.map((other) => this.touch(other)),
    }
  }

  private styleEvent(name: string, event: TransitionEvent | AnimationEvent): void {
    const owner = ownerOf(event.target as Node)
    // Only what happens to the author's own elements; the insides of built-ins are ours.
    if (!owner || owner.element !== event.target || !this.page.heard.has(name)) return
    const detail: JsonObject = { elapsedTime: event.elapsedTime * 1000 }
    if ('animationName' in event) detail['animationName'] = event.animationName
    else detail['propertyName'] = event.propertyName
    this.page.sendEvent(owner.node, name, detail, { bubbles: true })
  }

  private guard(action: () => void): void {
    const owner = this.press?.owner
    if (owner) this.page.guard(owner, action)
    else action()
  }
}
