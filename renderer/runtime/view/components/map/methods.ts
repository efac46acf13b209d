/** Methods of MapContext, by name. */
import type { Json, JsonObject } from '../../../shared/chunk'
import { numeric } from '../author'
import { easings, Motion } from '../motion'
import type { MapView } from './map'
import type { Marker } from './markers'
import type { Place } from './projection'

type Method = (map: MapView, args: JsonObject) => Json | Promise<Json>

const place = (value: unknown): Place => {
  const { latitude, longitude } = (value ?? {}) as { latitude?: unknown; longitude?: unknown }
  return { latitude: Number(latitude), longitude: Number(longitude) }
}

const places = (value: unknown): Place[] => (Array.isArray(value) ? value.map(place) : [])

/** Move a marker along a path; resolves when it is there. */
function travel(map: MapView, id: number, path: readonly Place[], duration: number, rotate: boolean): Promise<Json> {
  const known = map.markers.find(id)
  if (!known) throw new Error('translateMarker:fail marker not found')
  const stops = [{ latitude: known.marker.latitude, longitude: known.marker.longitude }, ...path]
  const motion = new Motion(map.host.page.window)
  return new Promise((resolve) => {
    motion.run(0, stops.length - 1, duration, easings['linear'] as (t: number) => number, (at) => {
      const index = Math.min(stops.length - 2, Math.floor(at))
      const from = stops[index] as Place
      const to = stops[index + 1] as Place
      const share = at - index
      const now = { latitude: from.latitude + (to.latitude - from.latitude) * share, longitude: from.longitude + (to.longitude - from.longitude) * share }
      const angle = (Math.atan2(to.longitude - from.longitude, to.latitude - from.latitude) * 180) / Math.PI
      map.markers.move(id, rotate ? { ...now, rotate: angle } : now)
      map.markers.place(map.view)
    }, () => resolve(null))
  })
}

export const mapMethods: { readonly [name: string]: Method } = {
  getCenterLocation: (map) => ({ ...map.view.centre }),
  getScale: (map) => ({ scale: map.view.scale }),
  getRotate: () => ({ rotate: 0 }),
  getSkew: () => ({ skew: 0 }),
  getRegion: (map) => {
    const { southwest, northeast } = map.view.region()
    return { southwest: { ...southwest }, northeast: { ...northeast } }
  },
  moveToLocation: async (map, args) => {
    if (args['latitude'] === undefined && !map.here) await map.locate()
    const target = args['latitude'] === undefined ? map.here : place(args)
    if (!target) throw new Error('moveToLocation:fail the place of the phone is not known')
    map.glide(target, 'update')
    return null
  },
  includePoints: (map, args) => {
    const padding = Array.isArray(args['padding']) ? args['padding'].map((value) => numeric(value, 0)) : []
    const [top = 0, right = top, bottom = top, left = right] = padding
    map.include(places(args['points']), [top, right, bottom, left])
    return null
  },
  addMarkers: (map, args) => {
    const markers = (Array.isArray(args['markers']) ? args['markers'] : []) as unknown as Marker[]
    if (args['clear'] === true) map.markers.replace(markers)
    else map.markers.add(markers)
    map.repaint()
    return null
  },
  removeMarkers: (map, args) => {
    map.markers.remove((Array.isArray(args['markerIds']) ? args['markerIds'] : []).map(Number))
    return null
  },
  translateMarker: (map, args) => {
    const id = Number(args['markerId'])
    if (args['rotate'] !== undefined) map.markers.move(id, { rotate: numeric(args['rotate'], 0) })
    return travel(map, id, [place(args['destination'])], numeric(args['duration'], 1000), args['autoRotate'] === true)
  },
  moveAlong: (map, args) => travel(map, Number(args['markerId']), places(args['path']), numeric(args['duration'], 1000), args['autoRotate'] !== false),
  fromScreenLocation: (map, args) => ({ ...map.view.toPlace({ x: numeric(args['x'], 0), y: numeric(args['y'], 0) }) }),
  toScreenLocation: (map, args) => ({ ...map.view.toScreen(place(args)) }),
  setCenterOffset: (map, args) => {
    const [x = 0.5, y = 0.5] = (Array.isArray(args['offset']) ? args['offset'] : []).map((value) => numeric(value, 0.5))
    const { width, height, scale } = map.view
    map.look(map.view.toPlace({ x: width * (1 - x), y: height * (1 - y) }), scale, '')
    return null
  },
  openMapApp: (map, args) => map.host.page.call('openLocation', args).then((reply) => reply.result),
}
