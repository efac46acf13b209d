/** `<grid-view>` and the builders: children in equal columns, or in columns filled one after another. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { numeric } from './author'
import { defaultsOf } from './properties'

type GridProps = Props & {
  type: string
  crossAxisCount: number
  maxCrossAxisExtent: number
  mainAxisGap: number
  crossAxisGap: number
  padding: unknown
}

/** Sides as `[top, right, bottom, left]` in px → CSS. */
export const sides = (padding: unknown): string | null => (Array.isArray(padding) && padding.some((side) => numeric(side, 0) !== 0)
  ? padding.map((side) => `${numeric(side, 0)}px`).join(' ')
  : null)

class Grid extends Component<GridProps> {
  private watcher: ResizeObserver | null = null
  private frame = 0

  constructor(host: Host<GridProps>) {
    super(host)
    this.arrange()
  }

  override connected(): void {
    const Observer = (this.host.page.window as unknown as { ResizeObserver: typeof ResizeObserver }).ResizeObserver
    this.watcher = new Observer(() => this.later())
    this.watcher.observe(this.host.element)
    this.settled()
  }

  override disconnected(): void {
    this.watcher?.disconnect()
    this.watcher = null
    this.host.page.window.cancelAnimationFrame(this.frame)
  }

  override settled(): void {
    this.arrange()
    if (this.host.props.type !== 'masonry' || !this.watcher) return
    for (const child of this.host.slot.children) this.watcher.observe(child)
    this.later()
  }

  private get columns(): number {
    const { props, element } = this.host
    const extent = numeric(props.maxCrossAxisExtent, 0)
    if (extent > 0 && element.clientWidth) return Math.max(1, Math.ceil(element.clientWidth / extent))
    return Math.max(1, Math.floor(numeric(props.crossAxisCount, 2)))
  }

  private arrange(): void {
    const { props } = this.host
    const masonry = props.type === 'masonry'
    this.host.style('display', masonry ? 'block' : 'grid')
    this.host.style('grid-template-columns', `repeat(${this.columns}, minmax(0, 1fr))`)
    this.host.style('gap', `${numeric(props.mainAxisGap, 0)}px ${numeric(props.crossAxisGap, 0)}px`)
    this.host.style('padding', sides(props.padding))
  }

  private later(): void {
    const { window } = this.host.page
    window.cancelAnimationFrame(this.frame)
    this.frame = window.requestAnimationFrame(() => this.fill())
  }

  /** Masonry: each child goes to the column that is shortest so far. */
  private fill(): void {
    const { props, element, page } = this.host
    if (props.type !== 'masonry') return
    const style = page.window.getComputedStyle(element)
    const left = parseFloat(style.paddingLeft) || 0
    const top = parseFloat(style.paddingTop) || 0
    const count = this.columns
    const gap = { x: numeric(props.crossAxisGap, 0), y: numeric(props.mainAxisGap, 0) }
    const room = element.clientWidth - left - (parseFloat(style.paddingRight) || 0)
    const width = (room - gap.x * (count - 1)) / count
    const cells: [HTMLElement, Host][] = []
    for (const child of element.children) {
      const own = page.hostOf(child)
      if (!own) continue
      own.style('position', 'absolute')
      own.style('box-sizing', 'border-box')
      own.style('width', `${width}px`)
      cells.push([child as HTMLElement, own])
    }
    // All heights are read between all writes: else the browser would lay out anew for each child.
    const tall = cells.map(([child]) => child.offsetHeight)
    const heights = new Array<number>(count).fill(0)
    cells.forEach(([, own], index) => {
      const column = heights.indexOf(Math.min(...heights))
      const y = heights[column] as number
      own.style('left', `${left + column * (width + gap.x)}px`)
      own.style('top', `${top + y}px`)
      heights[column] = y + (tall[index] as number) + gap.y
    })
    const tallest = Math.max(0, Math.max(...heights) - gap.y)
    this.host.style('height', `${tallest}px`)
    this.host.style('box-sizing', 'content-box')
    this.host.style('position', 'relative')
  }
}

defineComponent('grid-view', defaultsOf<GridProps>('grid-view'), Grid, 'wx-grid-view, wx-grid-builder { display: block; }')
defineComponent('grid-builder', defaultsOf<GridProps>('grid-builder'), Grid)
