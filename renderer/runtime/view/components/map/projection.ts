/** Web Mercator: places on earth ⇄ a square of side 1 ⇄ pixels of a map at a scale. */

export interface Place {
  readonly latitude: number
  readonly longitude: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

const TILE = 256
const POLE = 85.0511

export const clampLatitude = (latitude: number): number => Math.max(-POLE, Math.min(POLE, latitude))

/** Place → the unit square, north-west corner at (0, 0). */
export function project({ latitude, longitude }: Place): Point {
  const angle = (clampLatitude(latitude) * Math.PI) / 180
  return { x: (longitude + 180) / 360, y: (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2 }
}

export function unproject({ x, y }: Point): Place {
  const angle = Math.atan(Math.sinh(Math.PI * (1 - 2 * y)))
  return { latitude: (angle * 180) / Math.PI, longitude: x * 360 - 180 }
}

/** Width of the world in px at a scale. */
export const worldSize = (scale: number): number => TILE * 2 ** scale

/** Metres a px at a latitude. */
export const metresPerPixel = (latitude: number, scale: number): number => (40075016.686 * Math.cos((latitude * Math.PI) / 180)) / worldSize(scale)

/** What a map shows: where its middle is, how large things are, how large it is itself. */
export class Viewport {
  constructor(
    readonly centre: Place,
    readonly scale: number,
    readonly width: number,
    readonly height: number,
  ) {}

  toScreen(place: Place): Point {
    return this.unitToScreen(project(place))
  }

  unitToScreen(point: Point): Point {
    const size = worldSize(this.scale)
    const middle = project(this.centre)
    return { x: (point.x - middle.x) * size + this.width / 2, y: (point.y - middle.y) * size + this.height / 2 }
  }

  toPlace({ x, y }: Point): Place {
    const size = worldSize(this.scale)
    const middle = project(this.centre)
    return unproject({ x: middle.x + (x - this.width / 2) / size, y: middle.y + (y - this.height / 2) / size })
  }

  region(): { southwest: Place; northeast: Place } {
    const southwest = this.toPlace({ x: 0, y: this.height })
    const northeast = this.toPlace({ x: this.width, y: 0 })
    return { southwest, northeast }
  }

  /** Centre and scale that show all places inside a padding (top, right, bottom, left). */
  fitting(places: readonly Place[], padding: readonly number[], smallest: number, largest: number): Viewport {
    const units = places.map(project)
    if (!units.length) return this
    const xs = units.map((unit) => unit.x)
    const ys = units.map((unit) => unit.y)
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const [padTop = 0, padRight = 0, padBottom = 0, padLeft = 0] = padding
    const room = { x: Math.max(1, this.width - padLeft - padRight), y: Math.max(1, this.height - padTop - padBottom) }
    const wanted = Math.min(Math.log2(room.x / (right - left) / TILE), Math.log2(room.y / (bottom - top) / TILE))
    const scale = Math.max(smallest, Math.min(largest, Number.isFinite(wanted) ? wanted : this.scale))
    const size = worldSize(scale)
    const middle = { x: (left + right) / 2 + (padRight - padLeft) / 2 / size, y: (top + bottom) / 2 + (padBottom - padTop) / 2 / size }
    return new Viewport(unproject(middle), scale, this.width, this.height)
  }
}
