/** `<swiper>`: items shown one after another, moved by hand, by time or by the logic. */
import { Component, defineComponent } from '../component'
import type { Automation, Host, Props } from '../component'
import { numeric } from './author'
import { easings, Motion } from './motion'
import { defaultsOf } from './properties'
import css from './swiper.css'
import type { SwiperItem } from './swiper_item'

type SwiperProps = Props & {
  indicatorDots: boolean
  indicatorColor: string
  indicatorActiveColor: string
  autoplay: boolean
  current: number
  currentItemId: string
  interval: number
  duration: number
  circular: boolean
  vertical: boolean
  displayMultipleItems: number
  previousMargin: string
  nextMargin: string
  easingFunction: string
  direction: string
}

type Source = '' | 'touch' | 'autoplay'

/** A flick of this many px a ms turns the page, however short it was. */
const FLICK = 0.3

class Swiper extends Component<SwiperProps> {
  private readonly slides: HTMLElement
  private readonly frame: HTMLElement
  private readonly dots: HTMLElement
  private readonly motion: Motion
  private items: SwiperItem[] = []
  /** Place of the window over the items, in items; past both ends when circular. */
  private place = 0
  private current = 0
  private ratio = 1
  private timer = 0
  private held = false
  private wanted: { current: boolean; id: boolean } = { current: false, id: false }
  private ready = false

  constructor(host: Host<SwiperProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-swiper-wrapper', host.element)
    this.slides = host.create('div', 'wx-swiper-slides', wrapper)
    this.frame = host.create('div', 'wx-swiper-slide-frame', this.slides)
    this.dots = host.create('div', 'wx-swiper-dots wx-swiper-dots-horizontal', wrapper)
    host.slot = this.frame
    this.motion = new Motion(host.page.window)
    this.fingers(wrapper)
  }

  override update(name: string): void {
    if (name === 'current') this.wanted.current = true
    if (name === 'currentItemId') this.wanted.id = true
    if (name === 'autoplay' || name === 'interval') this.schedule()
  }

  override settled(): void {
    const { props, page } = this.host
    const items = this.host.inside(['swiper-item'], ['swiper']) as unknown as SwiperItem[]
    const changed = items.length !== this.items.length
    this.items = items
    const margin = (value: string) => {
      const length = page.length(value)
      return Number.isNaN(length) ? 0 : length
    }
    const before = `${margin(props.previousMargin)}px`
    const after = `${margin(props.nextMargin)}px`
    this.slides.style.inset = props.vertical ? `${before} 0 ${after} 0` : `0 ${after} 0 ${before}`
    this.ratio = this.itemRatio()
    this.choose(changed)
    this.layout()
    this.drawDots()
    if (changed) this.schedule()
  }

  override connected(): void {
    this.settled()
    this.schedule()
  }

  override disconnected(): void {
    this.motion.stop()
    this.host.page.window.clearTimeout(this.timer)
  }

  private get shown(): number {
    return Math.max(1, Math.floor(numeric(this.host.props.displayMultipleItems, 1)))
  }

  private get circular(): boolean {
    return this.host.props.circular && this.items.length > this.shown
  }

  private get last(): number {
    return Math.max(0, this.circular ? this.items.length - 1 : this.items.length - this.shown)
  }

  /** Follow `current` or `current-item-id` when the logic changed them, else stay inside. */
  private choose(countChanged: boolean): void {
    const { props } = this.host
    let target = this.current
    if (this.wanted.id && props.currentItemId) {
      const index = this.items.findIndex((item) => item.host.props.itemId === props.currentItemId)
      if (index >= 0) target = index
    } else if (this.wanted.current && this.items.length) {
      target = Math.trunc(numeric(props.current, 0))
    }
    if (!this.items.length) return
    this.wanted = { current: false, id: false }
    const wanted = Math.min(this.last, Math.max(0, target))
    if (!this.ready || (countChanged && wanted !== this.current)) {
      this.ready = true
      this.current = wanted
      this.place = wanted
    } else if (wanted !== this.current) {
      this.go(wanted, '')
    } else if (!this.motion.active && !this.held) {
      this.place = this.current
    }
  }

  override readonly automation: Automation = {
    calls: {
      swipeTo: (given) => {
        const index = numeric(given, -1)
        if (!Number.isInteger(index) || index < 0 || index > this.last) throw new Error(`the swiper has no item ${String(given)}: it shows 0 to ${this.last}`)
        this.go(index, 'touch')
      },
    },
    property: (name) => (name === 'current' ? this.current : undefined),
  }

  private idOf(index: number): string {
    return this.items[index]?.host.props.itemId ?? ''
  }

  /** Move to an item by the shorter way; `source` as in the change event. */
  private go(index: number, source: Source): void {
    const count = this.items.length
    if (!count) return
    const { props } = this.host
    const target = ((index % count) + count) % count
    let end = target
    if (this.circular) end = target + count * Math.round((this.place - target) / count)
    // Autoplay always runs forward, past the end too.
    if (this.circular && source === 'autoplay' && end < this.place) end += count
    const changed = target !== this.current
    this.current = target
    if (changed) {
      this.host.setModel('current', target)
      this.host.emit('change', { current: target, currentItemId: this.idOf(target), source })
      this.drawDots()
    }
    const easing = easings[props.easingFunction] ?? (easings['default'] as (t: number) => number)
    const from = this.place
    this.motion.run(from, end, Math.max(0, numeric(props.duration, 500)), easing, (value) => {
      this.place = value
      this.layout()
      this.transition(value - from)
    }, () => {
      this.place = target
      this.layout()
      this.host.emit('animationfinish', { current: target, currentItemId: this.idOf(target), source })
      this.schedule()
    })
  }

  private transition(items: number): void {
    if (!this.host.listens('transition')) return
    const way = items * this.itemSize
    this.host.emit('transition', this.host.props.vertical ? { dx: 0, dy: way } : { dx: way, dy: 0 })
  }

  private get itemSize(): number {
    const { vertical } = this.host.props
    return (((vertical ? this.slides.offsetHeight : this.slides.offsetWidth) || 1) / this.shown) * this.ratio
  }

  /** Authors make items narrower than their place, so that the neighbours show: the way is an item's width. */
  private itemRatio(): number {
    const first = this.items[0]?.host.element
    const { vertical } = this.host.props
    if (!first) return 1
    const share = vertical ? first.offsetHeight / this.frame.offsetHeight : first.offsetWidth / this.frame.offsetWidth
    return share > 0 && share < 1 ? share : 1
  }

  private layout(): void {
    const { vertical } = this.host.props
    const count = this.items.length
    const size = `${100 / this.shown}%`
    this.frame.style.width = vertical ? '100%' : size
    this.frame.style.height = vertical ? size : '100%'
    const move = (share: number) => (vertical ? `translate(0, ${share * 100}%) translateZ(0)` : `translate(${share * 100}%, 0) translateZ(0)`)
    this.frame.style.transform = move(-this.place * this.ratio)
    const middle = this.place + (this.shown - 1) / 2
    this.items.forEach((item, index) => {
      const turn = this.circular ? count * Math.round((middle - index) / count) : 0
      item.place(move(index + turn))
    })
  }

  private drawDots(): void {
    const { props } = this.host
    const count = props.indicatorDots ? this.items.length : 0
    this.dots.className = `wx-swiper-dots wx-swiper-dots-${props.vertical ? 'vertical' : 'horizontal'}`
    while (this.dots.childElementCount > count) this.dots.lastElementChild?.remove()
    while (this.dots.childElementCount < count) this.host.create('div', 'wx-swiper-dot', this.dots)
    ;[...this.dots.children].forEach((child, index) => {
      const ahead = (index - this.current + this.items.length) % this.items.length
      const active = this.circular ? ahead < this.shown : index >= this.current && index < this.current + this.shown
      child.classList.toggle('wx-swiper-dot-active', active)
      ;(child as HTMLElement).style.backgroundColor = active ? props.indicatorActiveColor : props.indicatorColor
    })
  }

  private schedule(): void {
    const { page, props } = this.host
    page.window.clearTimeout(this.timer)
    if (!props.autoplay || this.held) return
    this.timer = page.window.setTimeout(() => {
      const { element } = this.host
      if (element.isConnected && element.offsetWidth > 0 && this.items.length > this.shown) {
        const next = this.current + 1
        this.go(next > this.last ? 0 : next, 'autoplay')
      }
      this.schedule()
    }, Math.max(100, numeric(props.interval, 5000)))
  }

  private fingers(area: HTMLElement): void {
    let from = 0
    const release = () => {
      this.held = false
      this.schedule()
    }
    this.host.gesture({
      claim: (dx, dy) => {
        const { vertical } = this.host.props
        if (this.items.length <= this.shown && !this.circular) return false
        if (vertical ? Math.abs(dy) <= Math.abs(dx) : Math.abs(dx) <= Math.abs(dy)) return false
        const way = vertical ? dy : dx
        const { direction } = this.host.props
        if ((direction === 'positive' && way > 0) || (direction === 'negative' && way < 0)) return false
        this.motion.stop()
        this.held = true
        this.host.page.window.clearTimeout(this.timer)
        from = this.place
        return true
      },
      move: (drag) => {
        const way = -(this.host.props.vertical ? drag.dy : drag.dx) / this.itemSize
        this.place = this.bounded(from + way)
        this.layout()
        this.transition(this.place - from)
      },
      end: (drag) => {
        const { vertical } = this.host.props
        const speed = -(vertical ? drag.vy : drag.vx)
        const way = this.place - from
        let target = Math.round(this.place)
        if (Math.abs(speed) > FLICK && Math.abs(way) < 1) target = speed > 0 ? Math.floor(from + 1) : Math.ceil(from - 1)
        if (!this.circular) target = Math.min(this.last, Math.max(0, target))
        release()
        this.go(target, 'touch')
      },
    }, area)
  }

  /** Past the ends the content follows half as far. */
  private bounded(place: number): number {
    if (this.circular) return place
    if (place < 0) return place / 3
    if (place > this.last) return this.last + (place - this.last) / 3
    return place
  }
}

const defaults = defaultsOf<SwiperProps>('swiper', { currentItemId: '' })
defineComponent('swiper', defaults, Swiper, css)
