/** Land and borders of the world, read once from the bundled TopoJSON. */
import { project } from './projection'

/** Points of a closed ring in the unit square, x and y in turn. */
export interface Ring {
  readonly points: Float64Array
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] }
  readonly arcs: readonly (readonly (readonly [number, number])[])[]
  readonly objects: { readonly countries: { readonly geometries: readonly Geometry[] } }
}

type Geometry = { readonly type: 'Polygon'; readonly arcs: readonly (readonly number[])[] } | { readonly type: 'MultiPolygon'; readonly arcs: readonly (readonly (readonly number[])[])[] } | { readonly type: null }

let loading: Promise<readonly Ring[]> | null = null

/** The rings of all countries; loaded at the first call from `runtime/atlas.json` beside the shell. */
export function loadAtlas(): Promise<readonly Ring[]> {
  loading ??= fetch('runtime/atlas.json').then((response) => response.json() as Promise<Topology>).then(rings)
  loading.catch(() => { loading = null })
  return loading
}

function rings(topology: Topology): Ring[] {
  const { scale, translate } = topology.transform
  const arcs = topology.arcs.map((arc) => {
    let x = 0
    let y = 0
    return arc.map(([dx, dy]) => {
      x += dx
      y += dy
      return project({ longitude: x * scale[0] + translate[0], latitude: y * scale[1] + translate[1] })
    })
  })
  const ring = (indices: readonly number[]): Ring => {
    const points = indices.flatMap((index, at) => {
      const arc = index < 0 ? [...(arcs[~index] ?? [])].reverse() : arcs[index] ?? []
      return at ? arc.slice(1) : arc
    })
    const xs = points.map((point) => point.x)
    const ys = points.map((point) => point.y)
    const bound = (values: number[], pick: (a: number, b: number) => number) => values.reduce((a, b) => pick(a, b))
    return {
      points: Float64Array.from(points.flatMap((point) => [point.x, point.y])),
      left: bound(xs, Math.min), right: bound(xs, Math.max), top: bound(ys, Math.min), bottom: bound(ys, Math.max),
    }
  }
  return topology.objects.countries.geometries.flatMap((geometry): Ring[] => {
    if (geometry.type === 'Polygon') return geometry.arcs.map(ring)
    if (geometry.type === 'MultiPolygon') return geometry.arcs.flatMap((polygon) => polygon.map(ring))
    return []
  })
}

/** The part of a ring inside a box of the unit square (Sutherland–Hodgman), x and y in turn. */
export function clip(points: ArrayLike<number>, left: number, top: number, right: number, bottom: number): number[] {
  let shape: number[] = Array.from(points)
  for (let side = 0; side < 4; side += 1) {
    const axis = side < 2 ? 0 : 1
    const limit = [left, right, top, bottom][side] as number
    const inside = (value: number) => (side % 2 === 0 ? value >= limit : value <= limit)
    const result: number[] = []
    for (let at = 0; at < shape.length; at += 2) {
      const from = (at + shape.length - 2) % shape.length
      const [x1, y1, x2, y2] = [shape[from], shape[from + 1], shape[at], shape[at + 1]] as [number, number, number, number]
      const [value1, value2] = axis === 0 ? [x1, x2] : [y1, y2]
      if (inside(value1) !== inside(value2)) {
        const share = (limit - value1) / (value2 - value1)
        result.push(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
      }
      if (inside(value2)) result.push(x2, y2)
    }
    shape = result
  }
  return shape
}
