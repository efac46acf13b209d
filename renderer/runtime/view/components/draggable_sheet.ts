/** `<draggable-sheet>`: a panel from below whose height the finger changes. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { numeric } from './author'
import { easings, Motion } from './motion'
import { defaultsOf } from './properties'

type SheetProps = Props & { initialChildSize: number; minChildSize: number; maxChildSize: number; snap: boolean; snapSizes: unknown }

class DraggableSheet extends Component<SheetProps> {
  private size = 0.5
  private readonly motion: Motion

  constructor(host: Host<SheetProps>) {
    super(host)
    this.motion = new Motion(host.page.window)
    this.size = host.props.initialChildSize
    this.follow()
  }

  override update(name: string): void {
    if (name === 'initialChildSize') this.size = this.bounded(this.host.props.initialChildSize)
  }

  override settled(): void {
    this.show(this.bounded(this.size), false)
  }

  override disconnected(): void {
    this.motion.stop()
  }

  override method(name: string, args: Json): Json {
    if (name !== 'scrollTo') throw new Error(`${name}:fail not supported by draggable-sheet`)
    const options = (args ?? {}) as JsonObject
    const total = this.total
    const size = this.bounded(options['size'] === undefined ? numeric(options['pixels'], 0) / total : numeric(options['size'], this.size))
    if (options['animated'] === false) this.show(size, true)
    else this.glide(size, numeric(options['duration'], 300))
    return null
  }

  override command(name: string, args: JsonObject): void {
    this.method(name, args)
  }

  private get total(): number {
    return this.host.element.parentElement?.clientHeight || this.host.page.screen.height
  }

  private bounded(size: number): number {
    const { props } = this.host
    return Math.min(numeric(props.maxChildSize, 1), Math.max(numeric(props.minChildSize, 0.25), size))
  }

  private show(size: number, tell: boolean): void {
    this.size = size
    const pixels = this.total * size
    this.host.style('height', `${pixels}px`)
    if (tell) this.host.emit('onsizeupdate', { pixels, size })
  }

  private glide(size: number, duration: number): void {
    this.motion.run(this.size, size, duration, easings['easeOutCubic'] as (t: number) => number, (value) => this.show(value, true), () => undefined)
  }

  private follow(): void {
    let from = 0
    this.host.gesture({
      press: () => this.motion.stop(),
      claim: (dx, dy, drag) => {
        if (Math.abs(dx) >= Math.abs(dy)) return false
        // Once full, the content scrolls; at its top the sheet comes down again.
        const scroller = this.innerScroller(drag.target)
        const full = this.size >= numeric(this.host.props.maxChildSize, 1) - 0.001
        if (full && (dy < 0 || (scroller?.scrollTop ?? 0) > 0)) return false
        from = this.size
        return true
      },
      move: (drag) => this.show(this.bounded(from - drag.dy / this.total), true),
      end: (drag) => {
        const { props } = this.host
        if (!props.snap) return
        const middle = Array.isArray(props.snapSizes) ? props.snapSizes.map((size) => numeric(size, 0)) : []
        const stops = [numeric(props.minChildSize, 0.25), ...middle, numeric(props.maxChildSize, 1)]
        const aim = this.size - (drag.vy * 150) / this.total
        const stop = stops.reduce((best, each) => (Math.abs(each - aim) < Math.abs(best - aim) ? each : best))
        this.glide(stop, 250)
      },
    })
  }

  private innerScroller(target: Element): HTMLElement | null {
    for (let at: Element | null = target; at && at !== this.host.element; at = at.parentElement) {
      if (at.classList.contains('wx-scroll-view-area')) return at as HTMLElement
    }
    return null
  }
}

const css = 'wx-draggable-sheet { display: block; position: absolute; left: 0; right: 0; bottom: 0; overflow: hidden; }'
defineComponent('draggable-sheet', defaultsOf<SheetProps>('draggable-sheet'), DraggableSheet, css)
