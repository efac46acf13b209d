/** `<movable-view>`: a view the finger drags inside its `<movable-area>`. */
import { Component, defineComponent } from '../component'
import type { Automation, Drag, Host, Props } from '../component'
import { numeric } from './author'
import { easings, Motion } from './motion'
import { defaultsOf } from './properties'

type MovableViewProps = Props & {
  direction: string
  inertia: boolean
  outOfBounds: boolean
  x: unknown
  y: unknown
  damping: number
  friction: number
  disabled: boolean
  scale: boolean
  scaleMin: number
  scaleMax: number
  scaleValue: number
  animation: boolean
}

type Source = '' | 'touch' | 'touch-out-of-bounds' | 'out-of-bounds' | 'friction'

interface Point {
  readonly x: number
  readonly y: number
}

class MovableView extends Component<MovableViewProps> {
  private at: Point = { x: 0, y: 0 }
  private zoom = 1
  private readonly motion: Motion
  private placed = false
  private readonly wanted = new Set<string>()

  constructor(host: Host<MovableViewProps>) {
    super(host)
    this.motion = new Motion(host.page.window)
    this.follow()
    host.element.addEventListener('wheel', (event) => this.wheel(event), { passive: false })
  }

  override update(name: string): void {
    if (name === 'x' || name === 'y' || name === 'scaleValue' || name === 'scale') this.wanted.add(name)
  }

  override connected(): void {
    this.settled()
  }

  override settled(): void {
    if (!this.host.element.isConnected) return
    const { props } = this.host
    if (this.wanted.has('scaleValue') || this.wanted.has('scale')) this.rescale(numeric(props.scaleValue, 1), false)
    if (this.placed && !this.wanted.has('x') && !this.wanted.has('y')) return
    const target = this.bounded(this.target())
    this.wanted.clear()
    if (this.placed && props.animation) {
      this.glide(target, '')
    } else {
      this.placed = true
      this.show(target)
      if (target.x || target.y) this.tell('')
    }
  }

  override disconnected(): void {
    this.motion.stop()
  }

  override readonly automation: Automation = {
    calls: {
      moveTo: (x, y) => {
        this.motion.stop()
        this.show(this.bounded({ x: numeric(x, this.at.x), y: numeric(y, this.at.y) }))
        this.tell('touch')
      },
    },
    property: (name) => (/^(_translateX|x)$/.test(name) ? this.at.x : /^(_translateY|y)$/.test(name) ? this.at.y : undefined),
  }

  private target(): Point {
    const { props, page } = this.host
    const px = (value: unknown, now: number) => {
      const length = page.length(value)
      return Number.isNaN(length) ? now : length
    }
    return { x: this.wanted.has('x') ? px(props.x, this.at.x) : this.at.x, y: this.wanted.has('y') ? px(props.y, this.at.y) : this.at.y }
  }

  /** Farthest left/top and right/bottom place of the view; a view larger than the area swaps them. */
  private limits(): { readonly min: Point; readonly max: Point } {
    const { element } = this.host
    const area = this.host.closest('movable-area')?.host.element ?? element.parentElement ?? element
    // Scaling is around the centre, places are those of the unscaled box.
    const spareX = area.clientWidth - element.offsetWidth
    const spareY = area.clientHeight - element.offsetHeight
    const growX = (element.offsetWidth * (this.zoom - 1)) / 2
    const growY = (element.offsetHeight * (this.zoom - 1)) / 2
    const range = (a: number, b: number) => [Math.min(a, b), Math.max(a, b)] as const
    const [left, right] = range(growX, spareX - growX)
    const [top, bottom] = range(growY, spareY - growY)
    return { min: { x: left - element.offsetLeft, y: top - element.offsetTop }, max: { x: right - element.offsetLeft, y: bottom - element.offsetTop } }
  }

  private bounded(point: Point): Point {
    const { min, max } = this.limits()
    return { x: Math.min(max.x, Math.max(min.x, point.x)), y: Math.min(max.y, Math.max(min.y, point.y)) }
  }

  private show(point: Point): void {
    this.at = point
    const scale = this.zoom === 1 ? '' : ` scale(${this.zoom})`
    this.host.style('transform', `translate(${point.x}px, ${point.y}px) translateZ(0)${scale}`)
  }

  private tell(source: Source): void {
    const round = (value: number) => Math.round(value * 10) / 10
    this.host.emit('change', { x: round(this.at.x), y: round(this.at.y), source })
  }

  private glide(target: Point, source: Source, duration = 300): void {
    const from = this.at
    if (from.x === target.x && from.y === target.y) return
    this.motion.run(0, 1, duration, easings['easeOutCubic'] as (t: number) => number, (share) => {
      this.show({ x: from.x + (target.x - from.x) * share, y: from.y + (target.y - from.y) * share })
      this.tell(source)
    }, () => undefined)
  }

  private allows(dx: number, dy: number): boolean {
    const { props } = this.host
    if (props.disabled) return false
    if (props.direction === 'horizontal') return Math.abs(dx) >= Math.abs(dy)
    if (props.direction === 'vertical') return Math.abs(dy) >= Math.abs(dx)
    return props.direction === 'all'
  }

  private follow(): void {
    let from: Point = this.at
    this.host.gesture({
      press: () => this.motion.stop(),
      claim: (dx, dy) => {
        if (!this.allows(dx, dy)) return false
        from = this.at
        this.host.emit(Math.abs(dx) >= Math.abs(dy) ? 'htouchmove' : 'vtouchmove', {}, { bubbles: true })
        return true
      },
      move: (drag) => {
        const { props } = this.host
        const free = { x: props.direction === 'vertical' ? from.x : from.x + drag.dx, y: props.direction === 'horizontal' ? from.y : from.y + drag.dy }
        const inside = this.bounded(free)
        const beyond = inside.x !== free.x || inside.y !== free.y
        const soft = { x: inside.x + (free.x - inside.x) / 3, y: inside.y + (free.y - inside.y) / 3 }
        this.show(props.outOfBounds ? soft : inside)
        this.tell(beyond && props.outOfBounds ? 'touch-out-of-bounds' : 'touch')
      },
      end: (drag) => this.released(drag),
    })
  }

  private released(drag: Drag): void {
    const { props } = this.host
    const inside = this.bounded(this.at)
    if (inside.x !== this.at.x || inside.y !== this.at.y) {
      this.glide(inside, 'out-of-bounds')
    } else if (props.inertia && Math.hypot(drag.vx, drag.vy) > 0.1) {
      const way = 200 / Math.max(0.5, numeric(props.friction, 2))
      const target = this.bounded({
        x: props.direction === 'vertical' ? this.at.x : this.at.x + drag.vx * way,
        y: props.direction === 'horizontal' ? this.at.y : this.at.y + drag.vy * way,
      })
      this.glide(target, 'friction', 500)
    }
  }

  private rescale(value: number, tell: boolean): void {
    const { props } = this.host
    const next = props.scale ? Math.min(numeric(props.scaleMax, 10), Math.max(numeric(props.scaleMin, 0.1), value)) : 1
    this.wanted.delete('scaleValue')
    this.wanted.delete('scale')
    if (next === this.zoom) return
    this.zoom = next
    this.show(this.placed ? this.bounded(this.at) : this.at)
    if (tell) this.host.emit('scale', { x: this.at.x, y: this.at.y, scale: next })
  }

  /** The wheel with Ctrl stands for two fingers, as trackpads report pinching. */
  private wheel(event: WheelEvent): void {
    if (!this.host.props.scale || !event.ctrlKey) return
    event.preventDefault()
    this.rescale(this.zoom * Math.exp(-event.deltaY / 200), true)
  }
}

const css = 'wx-movable-view { display: inline-block; position: absolute; top: 0; left: 0; width: 10px; height: 10px; will-change: auto; }'
defineComponent('movable-view', defaultsOf<MovableViewProps>('movable-view'), MovableView, css)
