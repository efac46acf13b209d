/** Paints the ground of a map and what lies flat on it: land, names, lines, areas, circles. */
import cities from './cities.json'
import { clip } from './atlas'
import type { Ring } from './atlas'
import { metresPerPixel, project, worldSize } from './projection'
import type { Place, Point, Viewport } from './projection'

export interface Line {
  readonly points?: readonly Place[]
  readonly color?: string
  readonly width?: number
  readonly dottedLine?: boolean
  readonly arrowLine?: boolean
  readonly borderColor?: string
  readonly borderWidth?: number
  readonly colorList?: readonly string[]
}

export interface Area {
  readonly points?: readonly Place[]
  readonly strokeWidth?: number
  readonly strokeColor?: string
  readonly fillColor?: string
  readonly zIndex?: number
  readonly dashArray?: readonly number[]
}

export interface Circle extends Place {
  readonly color?: string
  readonly fillColor?: string
  readonly radius?: number
  readonly strokeWidth?: number
}

export interface Flat {
  readonly lines: readonly Line[]
  readonly areas: readonly Area[]
  readonly circles: readonly Circle[]
}

export interface Look {
  readonly sea: string
  readonly land: string
  readonly border: string
  readonly text: string
  readonly grid: string
}

const DAY: Look = { sea: '#b9d8f0', land: '#f7f5f0', border: '#d8d2c4', text: '#5b6470', grid: 'rgba(0, 0, 0, .05)' }
const SATELLITE: Look = { sea: '#12344d', land: '#4d5b3c', border: '#8a8f78', text: '#ffffff', grid: 'rgba(255, 255, 255, .08)' }

export class Painter {
  private readonly context: CanvasRenderingContext2D

  constructor(private readonly canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no 2d context for the map')
    this.context = context
  }

  paint(view: Viewport, ground: readonly Ring[], flat: Flat, satellite: boolean, ratio: number): void {
    const { canvas, context } = this
    canvas.width = Math.max(1, Math.round(view.width * ratio))
    canvas.height = Math.max(1, Math.round(view.height * ratio))
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    const look = satellite ? SATELLITE : DAY
    context.fillStyle = ground.length ? look.sea : look.land
    context.fillRect(0, 0, view.width, view.height)
    this.land(view, ground, look)
    this.grid(view, look)
    this.names(view, look)
    for (const area of [...flat.areas].sort((a, b) => (a.zIndex ?? 0) - (b.zIndex ?? 0))) this.area(view, area)
    for (const circle of flat.circles) this.circle(view, circle)
    for (const line of flat.lines) this.line(view, line)
  }

  private land(view: Viewport, ground: readonly Ring[], look: Look): void {
    const { context } = this
    const size = worldSize(view.scale)
    const middle = project(view.centre)
    // A margin keeps the borders that clipping makes out of sight.
    const margin = 8 / size
    const box = {
      left: middle.x - view.width / 2 / size - margin, right: middle.x + view.width / 2 / size + margin,
      top: middle.y - view.height / 2 / size - margin, bottom: middle.y + view.height / 2 / size + margin,
    }
    context.fillStyle = look.land
    context.strokeStyle = look.border
    context.lineWidth = 1
    context.lineJoin = 'round'
    for (const turn of [-1, 0, 1]) {
      for (const ring of ground) {
        if (ring.right + turn < box.left || ring.left + turn > box.right || ring.bottom < box.top || ring.top > box.bottom) continue
        const points = clip(ring.points, box.left - turn, box.top, box.right - turn, box.bottom)
        if (points.length < 6) continue
        context.beginPath()
        for (let at = 0; at < points.length; at += 2) {
          context.lineTo(((points[at] as number) + turn - middle.x) * size + view.width / 2, ((points[at + 1] as number) - middle.y) * size + view.height / 2)
        }
        context.closePath()
        context.fill()
        context.stroke()
      }
    }
  }

  /** Fine lines of equal latitude and longitude: there is nothing else to see up close without a network. */
  private grid(view: Viewport, look: Look): void {
    if (view.scale < 5) return
    const { context } = this
    const step = 360 / 2 ** Math.floor(view.scale) / 2
    const { southwest, northeast } = view.region()
    context.strokeStyle = look.grid
    context.lineWidth = 1
    context.beginPath()
    for (let longitude = Math.ceil(southwest.longitude / step) * step; longitude < northeast.longitude; longitude += step) {
      const x = Math.round(view.toScreen({ latitude: 0, longitude }).x) + 0.5
      context.moveTo(x, 0)
      context.lineTo(x, view.height)
    }
    for (let latitude = Math.ceil(southwest.latitude / step) * step; latitude < northeast.latitude; latitude += step) {
      const y = Math.round(view.toScreen({ latitude, longitude: view.centre.longitude }).y) + 0.5
      context.moveTo(0, y)
      context.lineTo(view.width, y)
    }
    context.stroke()
  }

  private names(view: Viewport, look: Look): void {
    const { context } = this
    context.font = '12px system-ui, "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
    context.textAlign = 'center'
    context.fillStyle = look.text
    const taken: Point[] = []
    for (const [name, latitude, longitude, from] of cities as [string, number, number, number][]) {
      if (view.scale < from) continue
      const { x, y } = view.toScreen({ latitude, longitude })
      if (x < -40 || y < -10 || x > view.width + 40 || y > view.height + 10) continue
      if (taken.some((other) => Math.abs(other.x - x) < 46 && Math.abs(other.y - y) < 18)) continue
      taken.push({ x, y })
      context.beginPath()
      context.arc(x, y, 2, 0, Math.PI * 2)
      context.fill()
      context.fillText(name, x, y - 6)
    }
  }

  private trace(view: Viewport, points: readonly Place[]): Point[] {
    const traced = points.map((point) => view.toScreen({ latitude: Number(point.latitude), longitude: Number(point.longitude) }))
    this.context.beginPath()
    for (const { x, y } of traced) this.context.lineTo(x, y)
    return traced
  }

  private area(view: Viewport, area: Area): void {
    const { context } = this
    if (!area.points?.length) return
    this.trace(view, area.points)
    context.closePath()
    context.fillStyle = webColor(area.fillColor, 'transparent')
    context.fill()
    const width = Number(area.strokeWidth ?? 2)
    if (width <= 0) return
    context.setLineDash(area.dashArray ? [...area.dashArray] : [])
    context.strokeStyle = webColor(area.strokeColor, '#000')
    context.lineWidth = width
    context.stroke()
    context.setLineDash([])
  }

  private circle(view: Viewport, circle: Circle): void {
    const { context } = this
    const { x, y } = view.toScreen(circle)
    context.beginPath()
    context.arc(x, y, Number(circle.radius ?? 0) / metresPerPixel(circle.latitude, view.scale), 0, Math.PI * 2)
    context.fillStyle = webColor(circle.fillColor, 'transparent')
    context.fill()
    const width = Number(circle.strokeWidth ?? 1)
    if (width <= 0) return
    context.strokeStyle = webColor(circle.color, '#000')
    context.lineWidth = width
    context.stroke()
  }

  private line(view: Viewport, line: Line): void {
    const { context } = this
    if (!line.points || line.points.length < 2) return
    const width = Number(line.width ?? 1)
    context.lineCap = context.lineJoin = 'round'
    if (line.borderColor && Number(line.borderWidth) > 0) {
      this.trace(view, line.points)
      context.strokeStyle = webColor(line.borderColor, '#000')
      context.lineWidth = width + 2 * Number(line.borderWidth)
      context.stroke()
    }
    context.setLineDash(line.dottedLine ? [width * 2, width * 2] : [])
    context.lineWidth = width
    if (line.colorList?.length) {
      const { colorList } = line
      line.points.slice(1).forEach((point, at) => {
        this.trace(view, [line.points?.[at] ?? point, point])
        context.strokeStyle = webColor(colorList[Math.min(at, colorList.length - 1)], '#000')
        context.stroke()
      })
    } else {
      this.trace(view, line.points)
      context.strokeStyle = webColor(line.color, '#000')
      context.stroke()
    }
    context.setLineDash([])
    if (line.arrowLine) this.arrows(view, line.points, width)
  }

  private arrows(view: Viewport, points: readonly Place[], width: number): void {
    const { context } = this
    const screen = points.map((point) => view.toScreen(point))
    context.strokeStyle = '#fff'
    context.lineWidth = Math.max(1, width / 5)
    screen.slice(1).forEach((end, at) => {
      const start = screen[at] as Point
      const length = Math.hypot(end.x - start.x, end.y - start.y)
      const angle = Math.atan2(end.y - start.y, end.x - start.x)
      for (let way = 30; way < length; way += 60) {
        context.save()
        context.translate(start.x + Math.cos(angle) * way, start.y + Math.sin(angle) * way)
        context.rotate(angle)
        context.beginPath()
        context.moveTo(-width / 4, -width / 3.5)
        context.lineTo(width / 6, 0)
        context.lineTo(-width / 4, width / 3.5)
        context.stroke()
        context.restore()
      }
    })
  }
}

/** `#RRGGBBAA` and the names of CSS; anything else becomes the fallback. */
export function webColor(color: unknown, fallback: string): string {
  return typeof color === 'string' && color.trim() ? color.trim() : fallback
}

/** A round number of metres or kilometres and its width for the scale bar. */
export function scaleBar(view: Viewport): { readonly label: string; readonly width: number } {
  const perPixel = metresPerPixel(view.centre.latitude, view.scale)
  const raw = perPixel * 60
  const power = 10 ** Math.floor(Math.log10(raw))
  const metres = [5, 2, 1].map((factor) => factor * power).find((value) => value <= raw) ?? power
  return { label: metres >= 1000 ? `${metres / 1000}公里` : `${metres}米`, width: metres / perPixel }
}


