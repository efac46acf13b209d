/** `<scroll-view>`: a box that scrolls, with thresholds, a refresher and programmatic positions. */
import { Component, defineComponent } from '../component'
import type { Automation, Host } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { numeric } from './author'
import { easings, Motion } from './motion'
import { defaultsOf } from './properties'
import { Refresher } from './refresher'
import type { RefresherProps } from './refresher'
import css from './scroll_view.css'

export type ScrollViewProps = RefresherProps & {
  scrollX: boolean
  scrollY: boolean
  type: string
  upperThreshold: unknown
  lowerThreshold: unknown
  scrollTop: unknown
  scrollLeft: unknown
  scrollIntoView: string
  scrollIntoViewOffset: number
  scrollIntoViewAlignment: string
  scrollWithAnimation: boolean
  enableFlex: boolean
  scrollAnchoring: boolean
  pagingEnabled: boolean
  showScrollbar: boolean
  enhanced: boolean
  bounces: boolean
  usingSticky: boolean
  padding: Json
}

/** Gap after which a series of scroll events counts as over, ms. */
const QUIET = 120
const LIFTS = ['mouseup', 'touchend', 'touchcancel']

class ScrollView extends Component<ScrollViewProps> {
  private readonly area: HTMLElement
  private readonly content: HTMLElement
  private readonly refresher: Refresher
  private readonly motions: { readonly top: Motion; readonly left: Motion }
  private readonly pending = new Set<string>()
  private last = { top: 0, left: 0 }
  private within = { top: true, bottom: false, left: true, right: false }
  private quiet = 0
  private scrolling = false
  private dragging = false
  private held = false

  constructor(host: Host<ScrollViewProps>) {
    super(host)
    const outer = host.create('div', 'wx-scroll-view', host.element)
    this.area = host.create('div', 'wx-scroll-view-area', outer)
    this.content = host.create('div', 'wx-scroll-view-content', this.area)
    host.slot = this.content
    this.refresher = new Refresher(host as unknown as Host<RefresherProps>, outer, this.area)
    this.motions = { top: new Motion(host.page.window), left: new Motion(host.page.window) }
    this.area.addEventListener('scroll', () => this.scrolled(), { passive: true })
    this.fingers()
  }

  override get scroller(): HTMLElement {
    return this.area
  }

  override update(name: string): void {
    const { props, page } = this.host
    const skylineY = page.renderer === 'skyline' && !props.scrollX
    this.area.toggleAttribute('wx-x', props.scrollX)
    this.area.toggleAttribute('wx-y', props.scrollY || (skylineY && props.type !== ''))
    this.area.toggleAttribute('wx-bar', props.showScrollbar && !props.enhanced)
    this.area.toggleAttribute('wx-paging', props.pagingEnabled)
    this.area.style.overflowAnchor = props.scrollAnchoring ? 'auto' : 'none'
    this.content.toggleAttribute('wx-flex', props.enableFlex)
    this.content.toggleAttribute('wx-auto', props.usingSticky || props.type === 'custom' || props.type === 'list' || props.type === 'nested')
    if (name === 'padding' && Array.isArray(props.padding)) {
      this.content.style.padding = props.padding.map((side) => `${numeric(side, 0)}px`).join(' ')
    }
    if (name === 'scrollTop' || name === 'scrollLeft' || name === 'scrollIntoView') this.pending.add(name)
    if (name.startsWith('refresher')) this.refresher.update(name)
  }

  /** Positions are set once the content of the same flush is laid out. */
  override settled(): void {
    const { props } = this.host
    if (this.pending.delete('scrollTop')) this.moveTo(numeric(props.scrollTop, NaN), NaN)
    if (this.pending.delete('scrollLeft')) this.moveTo(NaN, numeric(props.scrollLeft, NaN))
    if (this.pending.delete('scrollIntoView')) this.reveal(props.scrollIntoView)
    this.refresher.settled()
  }

  override connected(): void {
    // A view that was taken out and put back lost its position.
    for (const name of ['scrollTop', 'scrollLeft', 'scrollIntoView']) if (this.host.has(name)) this.pending.add(name)
    this.settled()
    const { document } = this.host.page
    for (const name of LIFTS) document.addEventListener(name, this.lifted, true)
  }

  override disconnected(): void {
    this.motions.top.stop()
    this.motions.left.stop()
    this.host.page.window.clearTimeout(this.quiet)
    const { document } = this.host.page
    for (const name of LIFTS) document.removeEventListener(name, this.lifted, true)
  }

  override method(name: string, args: Json): Json {
    const options = (args ?? {}) as JsonObject
    if (name === 'scrollTo') {
      const velocity = numeric(options['velocity'], 0)
      const duration = options['animated'] === false ? 0 : numeric(options['duration'], velocity ? 500 : 300)
      this.moveTo(numeric(options['top'], NaN), numeric(options['left'], NaN), duration)
    } else if (name === 'scrollIntoView') {
      this.reveal(String(options['selector'] ?? '').replace(/^#/, ''), options)
    } else if (name === 'triggerRefresh') {
      this.refresher.open()
    } else if (name === 'closeRefresh') {
      this.refresher.close()
    } else if (name === 'closeTwoLevel' || name === 'triggerTwoLevel') {
      return null
    } else {
      throw new Error(`${name}:fail not supported by scroll-view`)
    }
    return null
  }

  override command(name: string, args: JsonObject): void {
    this.method(name, args)
  }

  override readonly automation: Automation = {
    calls: {
      scrollTo: (x, y) => this.moveTo(numeric(y, NaN), numeric(x, NaN), 0),
      scrollTop: () => this.area.scrollTop,
      scrollLeft: () => this.area.scrollLeft,
      scrollWidth: () => this.area.scrollWidth,
      scrollHeight: () => this.area.scrollHeight,
    },
    property: (name) => (name === 'scrollTop' ? this.area.scrollTop : name === 'scrollLeft' ? this.area.scrollLeft : undefined),
  }

  private moveTo(top: number, left: number, duration = this.host.props.scrollWithAnimation ? 300 : 0): void {
    const { area, motions } = this
    const ease = easings['easeOutCubic'] as (t: number) => number
    if (!Number.isNaN(top)) {
      const end = Math.max(0, Math.min(top, area.scrollHeight - area.clientHeight))
      motions.top.run(area.scrollTop, end, duration, ease, (value) => { area.scrollTop = value }, () => undefined)
    }
    if (!Number.isNaN(left)) {
      const end = Math.max(0, Math.min(left, area.scrollWidth - area.clientWidth))
      motions.left.run(area.scrollLeft, end, duration, ease, (value) => { area.scrollLeft = value }, () => undefined)
    }
  }

  private reveal(id: string, options: JsonObject = {}): void {
    if (!id) return
    const { props } = this.host
    const target = this.content.querySelector(`#${CSS.escape(id)}`)
    if (!target) return
    const box = target.getBoundingClientRect()
    const frame = this.area.getBoundingClientRect()
    const offset = numeric(options['offset'] ?? props.scrollIntoViewOffset, 0)
    const alignment = String(options['alignment'] ?? props.scrollIntoViewAlignment ?? 'start')
    const spare = { x: frame.width - box.width, y: frame.height - box.height }
    const share = alignment === 'center' ? 0.5 : alignment === 'end' ? 1 : 0
    const duration = options['animated'] === true ? 300 : undefined
    const top = this.area.scrollTop + box.top - frame.top - spare.y * share + offset
    const left = this.area.scrollLeft + box.left - frame.left - spare.x * share + offset
    this.moveTo(props.scrollX && !props.scrollY ? NaN : top, props.scrollX ? left : NaN, duration)
  }

  private position(): { [name: string]: number } {
    return { scrollTop: this.area.scrollTop, scrollLeft: this.area.scrollLeft }
  }

  private scrolled(): void {
    const { area, last } = this
    const { scrollTop: top, scrollLeft: left, scrollHeight, scrollWidth } = area
    const deltaX = last.left - left
    const deltaY = last.top - top
    if (!deltaX && !deltaY) return
    this.last = { top, left }
    if (this.held && !this.dragging) {
      this.dragging = true
      this.host.emit('dragstart', this.position())
    }
    if (!this.scrolling) {
      this.scrolling = true
      this.host.emit('scrollstart', { ...this.position(), isDrag: this.dragging })
    }
    this.host.emit('scroll', { scrollLeft: left, scrollTop: top, scrollHeight, scrollWidth, deltaX, deltaY, isDrag: this.dragging })
    if (this.dragging) this.host.emit('dragging', this.position())
    this.thresholds(deltaX, deltaY)
    const { window } = this.host.page
    window.clearTimeout(this.quiet)
    this.quiet = window.setTimeout(() => {
      this.scrolling = false
      this.host.emit('scrollend', { ...this.position(), isDrag: this.dragging })
    }, QUIET)
  }

  /** Each edge is told once when its zone is entered. */
  private thresholds(deltaX: number, deltaY: number): void {
    const { area, within } = this
    const { props, page } = this.host
    const px = (value: unknown) => {
      const length = page.length(value)
      return Number.isNaN(length) ? 50 : length
    }
    const upper = px(props.upperThreshold)
    const lower = px(props.lowerThreshold)
    const now = {
      top: area.scrollTop <= upper,
      bottom: area.scrollTop + area.clientHeight + lower >= area.scrollHeight,
      left: area.scrollLeft <= upper,
      right: area.scrollLeft + area.clientWidth + lower >= area.scrollWidth,
    }
    const y = props.scrollY || this.area.hasAttribute('wx-y')
    if (y && deltaY > 0 && now.top && !within.top) this.host.emit('scrolltoupper', { direction: 'top' })
    if (y && deltaY < 0 && now.bottom && !within.bottom) this.host.emit('scrolltolower', { direction: 'bottom' })
    if (props.scrollX && deltaX > 0 && now.left && !within.left) this.host.emit('scrolltoupper', { direction: 'left' })
    if (props.scrollX && deltaX < 0 && now.right && !within.right) this.host.emit('scrolltolower', { direction: 'right' })
    this.within = now
  }

  /** A finger that rests inside turns scrolling into dragging; the movement itself is the page's work. */
  private fingers(): void {
    this.host.gesture({
      press: () => {
        this.motions.top.stop()
        this.motions.left.stop()
        this.held = true
      },
    })
    this.refresher.listen()
  }

  private readonly lifted = (): void => {
    this.held = false
    if (!this.dragging) return
    this.dragging = false
    this.host.emit('dragend', { ...this.position(), velocity: { x: 0, y: 0 } })
  }
}

defineComponent('scroll-view', defaultsOf<ScrollViewProps>('scroll-view'), ScrollView, css)
