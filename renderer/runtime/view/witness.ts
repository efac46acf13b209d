/** What the person does in the app, told as a scenario's keys of the channel `ui`. */
import type { JsonObject } from '../shared/chunk'
import { SLACK } from './dragging'
import { isEditable } from './fingers'
import type { ElementNode, OwnedElement } from './node'
import { ownerOf } from './node'
import { isMadeUp } from './witness_names'
import { describe, nameOf } from './witness_place'

/** As the page's own fingers tell a tap from a drag and from a long press. */
const TAP_REACH = 10
const LONGPRESS_MS = 350
/** The engine says when a wheel has scrolled; one that it never says anything of is given up. */
const WHEEL_MS = 5000

interface Press {
  readonly place: JsonObject
  readonly x: number
  readonly y: number
  readonly time: number
  reach: number
}

interface Scroll {
  readonly place: JsonObject
  /** What could scroll, and where it stood. */
  readonly before: ReadonlyMap<Element, readonly [number, number]>
  readonly timer: number
}

type Point = Pick<MouseEvent, 'clientX' | 'clientY'>

/** Every gesture is told once it is over, with null when there is nothing to repeat: the host waits for it. */
export class Witness {
  private readonly abort = new AbortController()
  private press: Press | null = null
  private scroll: Scroll | null = null

  constructor(
    private readonly shell: Document,
    private readonly tell: (key: JsonObject | null) => void,
  ) {
    this.follow(shell)
  }

  /** Watch one more document: a page's. */
  follow(document: Document): void {
    const window = document.defaultView as Window
    const options = { capture: true, passive: true, signal: this.abort.signal }
    document.addEventListener('mousedown', (event) => { if (event.button === 0) this.down(event.target, event, event.timeStamp) }, options)
    window.addEventListener('mousemove', (event) => this.move(event), options)
    window.addEventListener('mouseup', (event) => { if (event.button === 0) this.up(event, event.timeStamp) }, options)
    document.addEventListener('touchstart', (event) => this.touch(event, (point) => this.down(event.target, point, event.timeStamp)), options)
    document.addEventListener('touchmove', (event) => this.touch(event, (point) => this.move(point)), options)
    document.addEventListener('touchend', (event) => this.touch(event, (point) => this.up(point, event.timeStamp)), options)
    document.addEventListener('input', (event) => this.typed(event.target, {}), options)
    document.addEventListener('keydown', (event) => { if (event.key === 'Enter') this.typed(event.target, { enter: true }) }, options)
    // Not passive: else the engine may have scrolled before it tells of the wheel.
    document.addEventListener('wheel', (event) => this.wheel(event), { ...options, passive: false })
    document.addEventListener('scrollend', (event) => this.rested(event.target), options)
  }

  /** Watch no longer. */
  end(): void {
    this.abort.abort()
  }

  private touch(event: TouchEvent, then: (point: Point) => void): void {
    const [point] = event.changedTouches
    if (point) then(point)
  }

  private down(target: EventTarget | null, { clientX, clientY }: Point, time: number): void {
    // A wheel that still turns comes first.
    this.scrolled()
    const element = touched(target)
    this.press = element && { place: describe(this.shell, element, clientX, clientY, touched), x: clientX, y: clientY, time, reach: 0 }
  }

  private move({ clientX, clientY }: Point): void {
    if (this.press) this.press.reach = Math.max(this.press.reach, Math.hypot(clientX - this.press.x, clientY - this.press.y))
  }

  private up(point: Point, time: number): void {
    const { press } = this
    this.press = null
    if (!press) {
      this.tell(null)
      return
    }
    const { selector, ...place } = press.place
    const verb = press.reach >= TAP_REACH ? 'swipe' : time - press.time >= LONGPRESS_MS ? 'longpress' : 'tap'
    const by = [Math.round(point.clientX - press.x), Math.round(point.clientY - press.y)]
    this.tell({ [verb]: selector ?? '', ...place, ...(verb === 'swipe' && { by }) })
  }

  private typed(target: EventTarget | null, more: JsonObject): void {
    if (!isElement(target) || !/^(INPUT|TEXTAREA)$/.test(target.tagName)) return
    const field = target as HTMLInputElement
    // In a text of several lines Enter is a line more, told as input.
    if (more['enter'] && field.tagName === 'TEXTAREA') return
    const { selector, ...place } = nameOf(this.shell, subject(field))
    this.tell({ input: selector ?? '', ...place, value: field.value, ...more })
  }

  private wheel(event: WheelEvent): void {
    const element = touched(event.target)
    if (this.scroll) return
    if (!element) {
      this.tell(null)
      return
    }
    const before = new Map<Element, readonly [number, number]>()
    for (let at: Element | null = element; at; at = at.parentElement) before.set(at, [at.scrollLeft, at.scrollTop])
    if (![...before.keys()].some((at) => canScroll(at, event))) {
      this.tell(null)
      return
    }
    const timer = setTimeout(() => this.scrolled(), WHEEL_MS)
    this.scroll = { place: describe(this.shell, element, event.clientX, event.clientY, touched), before, timer }
  }

  /** Something has ended to scroll; what the wheel has not moved yet may be of an earlier time. */
  private rested(target: EventTarget | null): void {
    const element = isElement(target) ? target : (target as Document).scrollingElement
    const before = element && this.scroll?.before.get(element)
    if (before && (before[0] !== element.scrollLeft || before[1] !== element.scrollTop)) this.scrolled()
  }

  private scrolled(): void {
    const { scroll } = this
    if (!scroll) return
    clearTimeout(scroll.timer)
    this.scroll = null
    const { selector, ...place } = scroll.place
    for (const [element, [left, top]] of scroll.before) {
      const [dx, dy] = [left - element.scrollLeft, top - element.scrollTop]
      if (!dx && !dy) continue
      this.tell({ scroll: selector ?? '', ...place, by: [withSlack(dx), withSlack(dy)] })
      return
    }
    this.tell(null)
  }
}

/** Whether a wheel finds room in its direction; the engine looks closer, for styles that forbid it. */
function canScroll(element: Element, { deltaX, deltaY }: WheelEvent): boolean {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = element
  const isRoot = element === element.ownerDocument.scrollingElement
  if (!isRoot && !/auto|scroll/.test(getComputedStyle(element).overflow)) return false
  const room = (delta: number, at: number, most: number): boolean => (delta > 0 ? at < most - 1 : delta < 0 && at > 0)
  return room(deltaX, scrollLeft, scrollWidth - clientWidth) || room(deltaY, scrollTop, scrollHeight - clientHeight)
}

/** A finger moves this much before the content follows it. */
const withSlack = (way: number): number => Math.round(way + Math.sign(way) * SLACK)

const isElement = (target: EventTarget | null): target is Element => target !== null && 'tagName' in target

/** What is touched; the phone's keyboard only types, which is told as input, and the glass of the picker chooses. */
function touched(target: EventTarget | null): Element | null {
  if (!isElement(target) || target.closest('.keyboard, [data-inspect]')) return null
  if (isEditable(target)) return subject(target)
  const owner = ownerOf(target)
  return owner ? meant(owner) : (target.closest('button, [role]') ?? target.closest('[id], [class]') ?? target)
}

/** Components that do something when they are tapped. */
const DOES = /^(button|navigator|label|switch|checkbox|radio|picker|slider|icon)$/
/** What hears a tap and is larger than this part of the page hears it for others. */
const LARGE = 0.5

/** What a person means who taps a part of something: the whole that hears it, by its id where it or its component has one. */
function meant(owner: ElementNode): Element {
  let heard: ElementNode | null = owner
  while (heard && !heard.listens('tap') && !DOES.test(heard.tag)) heard = ownerOf(heard.element.parentNode)
  if (!heard || isLarge(heard.element)) return owner.element
  const host = heard.element.id ? null : heard.element.parentElement?.closest('[wx-host]')
  const prefix = host?.getAttribute('wx-host') ?? ''
  const inside = host?.id && !isMadeUp(host.id) && [...heard.element.classList].some((name) => name.startsWith(`${prefix}--`))
  // A component with one place to tap is that place.
  return host && inside && hears(host) === 1 && !isLarge(host) ? host : heard.element
}

/** How many places within a component hear a tap. */
function hears(host: Element): number {
  return [...host.querySelectorAll('*')].filter((one) => (one as OwnedElement).mdNode?.listens('tap')).length
}

function isLarge(element: Element): boolean {
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement
  const { width, height } = element.getBoundingClientRect()
  return width * height > clientWidth * clientHeight * LARGE
}

/** The component a field of ours belongs to. */
const subject = (field: Element): Element => ownerOf(field)?.element ?? field
