/** `<map>`: an offline world with the author's markers, lines and areas on it. */
import { Component, defineComponent } from '../../component'
import type { Host, Props, Tap } from '../../component'
import type { Json, JsonObject } from '../../../shared/chunk'
import { numeric } from '../author'
import { easings, Motion } from '../motion'
import { defaultsOf } from '../properties'
import { loadAtlas } from './atlas'
import type { Ring } from './atlas'
import css from './map.css'
import { Markers } from './markers'
import type { Marker } from './markers'
import { mapMethods } from './methods'
import { Painter, scaleBar } from './painter'
import type { Area, Circle, Line } from './painter'
import { clampLatitude, Viewport } from './projection'
import type { Place } from './projection'

export type MapProps = Props & {
  latitude: unknown
  longitude: unknown
  scale: number
  minScale: number
  maxScale: number
  markers: unknown
  covers: unknown
  polyline: unknown
  circles: unknown
  controls: unknown
  includePoints: unknown
  polygons: unknown
  showLocation: boolean
  showCompass: boolean
  showScale: boolean
  enableZoom: boolean
  enableScroll: boolean
  enableSatellite: boolean
  setting: unknown
}

interface Control {
  readonly id?: number
  readonly position?: { readonly left?: number; readonly top?: number; readonly width?: number; readonly height?: number }
  readonly iconPath?: string
  readonly clickable?: boolean
}

const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value.filter((item) => item && typeof item === 'object') as T[]) : [])

/** Where a map without a place looks. */
const HOME: Place = { latitude: 39.92, longitude: 116.46 }

export class MapView extends Component<MapProps> {
  readonly markers: Markers
  readonly motion: Motion
  view = new Viewport(HOME, 16, 0, 0)
  here: Place | null = null
  private readonly painter: Painter
  private readonly controls: HTMLElement
  private readonly dot: HTMLElement
  private readonly bar: HTMLElement
  private readonly compass: HTMLElement
  private ground: readonly Ring[] = []
  private readonly changed = new Set<string>()
  private frame = 0
  private told = false
  private observer: ResizeObserver | null = null

  constructor(host: Host<MapProps>) {
    super(host)
    const plain = host as unknown as Host
    this.painter = new Painter(host.create('canvas', 'wx-map-ground', host.element))
    const layer = host.create('div', 'wx-map-layer', host.element)
    this.dot = host.create('div', 'wx-map-here', layer)
    this.markers = new Markers(plain, layer)
    this.controls = host.create('div', 'wx-map-controls', host.element)
    host.create('div', 'wx-map-credit', host.element).textContent = '离线地图'
    this.bar = host.create('div', 'wx-map-scale', host.element)
    this.compass = host.create('div', 'wx-map-compass', host.element)
    host.slot = host.create('div', 'wx-map-slot', host.element)
    this.motion = new Motion(host.page.window)
    this.fingers()
  }

  override update(name: string): void {
    this.changed.add(name)
  }

  override connected(): void {
    const Observer = (this.host.page.window as unknown as { ResizeObserver: typeof ResizeObserver }).ResizeObserver
    this.observer = new Observer(() => this.settled())
    this.observer.observe(this.host.element)
    loadAtlas().then((ground) => {
      this.ground = ground
      this.repaint()
      this.ready()
    }, (error: unknown) => {
      this.host.page.report('notice', `map: the offline world could not be loaded (${String(error)})`)
      this.ready()
    })
    this.settled()
  }

  override disconnected(): void {
    this.observer?.disconnect()
    this.motion.stop()
    this.host.page.window.cancelAnimationFrame(this.frame)
  }

  override settled(): void {
    const { element } = this.host
    this.view = new Viewport(this.view.centre, this.view.scale, element.clientWidth, element.clientHeight)
    const { changed } = this
    if (changed.has('latitude') || changed.has('longitude') || changed.has('scale')) this.fromProps()
    if (changed.has('includePoints')) this.include(list<Place>(this.host.props.includePoints), [24, 24, 24, 24])
    if (changed.has('markers') || changed.has('covers')) this.showMarkers()
    if (changed.has('controls')) this.showControls()
    if (changed.has('showLocation')) void this.locate()
    changed.clear()
    this.repaint()
  }

  override tap(tap: Tap): void {
    const hit = this.markers.hit(tap.target)
    if (hit) {
      this.host.emit(`${hit.part}tap`, { markerId: hit.markerId }, { gesture: true })
      this.repaint()
      return
    }
    const control = tap.target.closest('[wx-control]')
    if (control) {
      this.host.emit('controltap', { controlId: Number(control.getAttribute('wx-control')) }, { gesture: true })
      return
    }
    this.markers.closeCallouts()
    this.repaint()
  }

  /** A tap on the ground knows its place on earth; one on a marker or control is another event. */
  override tapDetail(tap: Tap): JsonObject | null {
    if (this.markers.hit(tap.target) || tap.target.closest('[wx-control]')) return null
    const box = this.host.element.getBoundingClientRect()
    return { ...this.view.toPlace({ x: tap.x - box.left, y: tap.y - box.top }) }
  }

  override method(name: string, args: Json): Json | Promise<Json> {
    const method = mapMethods[name]
    if (!method) throw new Error(`${name}:fail not supported by the offline map`)
    return method(this, (args && typeof args === 'object' && !Array.isArray(args) ? args : {}) as JsonObject)
  }

  override command(name: string, args: JsonObject): void {
    void this.method(name, args)
  }

  get scales(): { readonly smallest: number; readonly largest: number } {
    const { minScale, maxScale } = this.host.props
    return { smallest: numeric(minScale, 3), largest: numeric(maxScale, 20) }
  }

  /** Show another part of the world; `cause` tells the regionchange event. */
  look(centre: Place, scale: number, cause: string): void {
    const { smallest, largest } = this.scales
    const longitude = ((((centre.longitude + 180) % 360) + 360) % 360) - 180
    this.view = new Viewport({ latitude: clampLatitude(centre.latitude), longitude }, Math.min(largest, Math.max(smallest, scale)), this.view.width, this.view.height)
    this.repaint()
    if (cause) this.region('end', cause)
  }

  /** Glide to a place. */
  glide(centre: Place, cause: string): void {
    const from = this.view.centre
    this.region('begin', cause)
    this.motion.run(0, 1, 300, easings['easeOutCubic'] as (t: number) => number, (share) => {
      this.look({
        latitude: from.latitude + (centre.latitude - from.latitude) * share,
        longitude: from.longitude + (centre.longitude - from.longitude) * share,
      }, this.view.scale, '')
    }, () => this.region('end', cause))
  }

  include(points: readonly Place[], padding: readonly number[]): void {
    const places = points.map((point) => ({ latitude: Number(point.latitude), longitude: Number(point.longitude) }))
    if (!places.length || !this.view.width) return
    const { smallest, largest } = this.scales
    const next = this.view.fitting(places, padding, smallest, Math.min(largest, 18))
    this.look(next.centre, next.scale, 'update')
  }

  repaint(): void {
    const { window } = this.host.page
    window.cancelAnimationFrame(this.frame)
    this.frame = window.requestAnimationFrame(() => this.paint())
    this.markers.place(this.view)
  }

  region(type: 'begin' | 'end', causedBy: string): void {
    const { centre, scale } = this.view
    const region = this.view.region()
    this.host.emit('regionchange', {
      type, causedBy, rotate: 0, skew: 0, scale,
      centerLocation: { ...centre },
      region: { southwest: { ...region.southwest }, northeast: { ...region.northeast } },
    })
  }

  /** Where the phone is, if it says so. */
  async locate(): Promise<void> {
    this.here = null
    if (this.host.props.showLocation) {
      const reply = await this.host.page.call('getLocation', { type: 'gcj02' })
      const { latitude, longitude } = reply.result
      if (reply.outcome === 'ok') this.here = { latitude: Number(latitude), longitude: Number(longitude) }
    }
    this.repaint()
  }

  private fromProps(): void {
    const { props } = this.host
    const centre = { latitude: numeric(props.latitude, this.view.centre.latitude), longitude: numeric(props.longitude, this.view.centre.longitude) }
    this.look(centre, numeric(props.scale, 16), this.told ? 'update' : '')
  }

  private showMarkers(): void {
    const { props } = this.host
    this.markers.replace([...list<Marker>(props.covers), ...list<Marker>(props.markers)])
  }

  private showControls(): void {
    const { page } = this.host
    this.controls.replaceChildren(...list<Control>(this.host.props.controls).map((control) => {
      const image = this.host.create('img', 'wx-map-control')
      if (control.iconPath) image.src = page.resourceUrl(control.iconPath)
      const { left, top, width, height } = control.position ?? {}
      Object.assign(image.style, { left: `${left ?? 0}px`, top: `${top ?? 0}px`, width: width === undefined ? '' : `${width}px`, height: height === undefined ? '' : `${height}px` })
      if (control.clickable) image.setAttribute('wx-control', String(control.id ?? 0))
      return image
    }))
  }

  private ready(): void {
    if (this.told) return
    this.told = true
    this.host.page.window.requestAnimationFrame(() => this.host.emit('updated', {}))
  }

  private get setting(): JsonObject {
    return (this.host.props.setting ?? {}) as JsonObject
  }

  private paint(): void {
    const { props, page } = this.host
    if (!this.view.width || !this.view.height) return
    const flat = { lines: list<Line>(props.polyline), areas: list<Area>(props.polygons), circles: list<Circle>(props.circles) }
    const satellite = Boolean(this.setting['enableSatellite'] ?? props.enableSatellite)
    this.painter.paint(this.view, this.ground, flat, satellite, Math.max(1, page.window.devicePixelRatio))
    this.markers.place(this.view)
    this.dot.style.display = this.here ? '' : 'none'
    if (this.here) {
      const { x, y } = this.view.toScreen(this.here)
      this.dot.style.transform = `translate(${x}px, ${y}px)`
    }
    const measure = scaleBar(this.view)
    this.bar.style.display = this.setting['showScale'] ?? props.showScale ? '' : 'none'
    this.bar.style.width = `${measure.width}px`
    this.bar.textContent = measure.label
    this.compass.style.display = this.setting['showCompass'] ?? props.showCompass ? '' : 'none'
  }

  private fingers(): void {
    let from = this.view
    const may = (name: 'enableScroll' | 'enableZoom') => Boolean(this.setting[name] ?? this.host.props[name])
    this.host.gesture({
      press: () => this.motion.stop(),
      claim: () => {
        if (!may('enableScroll')) return false
        from = this.view
        this.region('begin', 'gesture')
        return true
      },
      move: (drag) => this.look(from.toPlace({ x: from.width / 2 - drag.dx, y: from.height / 2 - drag.dy }), from.scale, ''),
      end: () => this.region('end', 'drag'),
    })
    let wheelEnd = 0
    this.host.element.addEventListener('wheel', (event) => {
      if (!may('enableZoom')) return
      event.preventDefault()
      const box = this.host.element.getBoundingClientRect()
      if (!wheelEnd) this.region('begin', 'gesture')
      this.zoom(-event.deltaY / 240, { x: event.clientX - box.left, y: event.clientY - box.top })
      this.host.page.window.clearTimeout(wheelEnd)
      wheelEnd = this.host.page.window.setTimeout(() => {
        wheelEnd = 0
        this.region('end', 'scale')
      }, 150)
    }, { passive: false })
  }

  /** Zoom about a point, which stays where it is. */
  private zoom(steps: number, at: { readonly x: number; readonly y: number }): void {
    const place = this.view.toPlace(at)
    this.look(this.view.centre, this.view.scale + steps, '')
    const moved = this.view.toScreen(place)
    const { width, height } = this.view
    this.look(this.view.toPlace({ x: width / 2 + moved.x - at.x, y: height / 2 + moved.y - at.y }), this.view.scale, '')
  }
}

defineComponent('map', defaultsOf<MapProps>('map'), MapView, css)
