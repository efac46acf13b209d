/** Markers of a map with their labels and callouts, as elements over the painted ground. */
import type { Host } from '../../component'
import { numeric } from '../author'
import { webColor } from './painter'
import type { Place, Viewport } from './projection'

interface Text {
  readonly content?: string
  readonly color?: string
  readonly fontSize?: number
  readonly borderRadius?: number
  readonly borderWidth?: number
  readonly borderColor?: string
  readonly bgColor?: string
  readonly padding?: number
  readonly display?: string
  readonly textAlign?: string
  readonly x?: number
  readonly y?: number
  readonly anchorX?: number
  readonly anchorY?: number
}

export interface Marker extends Place {
  readonly id?: number
  readonly title?: string
  readonly zIndex?: number
  readonly iconPath?: string
  readonly rotate?: number
  readonly alpha?: number
  readonly width?: number | string
  readonly height?: number | string
  readonly callout?: Text
  readonly customCallout?: Text
  readonly label?: Text
  readonly anchor?: { readonly x?: number; readonly y?: number }
}

const PIN = '<svg viewBox="0 0 20 30" width="100%" height="100%"><path d="M10 29C7 22 1 17 1 10a9 9 0 0118 0c0 7-6 12-9 19z" fill="#e84335" stroke="#b7261a" stroke-width=".8"/><circle cx="10" cy="10" r="3.6" fill="#fff"/></svg>'

class Pin {
  readonly element: HTMLElement
  private readonly icon: HTMLElement
  private readonly label: HTMLElement
  private readonly callout: HTMLElement
  private asked = false

  constructor(
    private readonly host: Host,
    parent: HTMLElement,
    public marker: Marker,
  ) {
    this.element = host.create('div', 'wx-map-marker', parent)
    this.icon = host.create('div', 'wx-map-icon', this.element)
    this.label = host.create('div', 'wx-map-label', this.element)
    this.callout = host.create('div', 'wx-map-callout', this.element)
    this.set(marker)
  }

  set(marker: Marker): void {
    this.marker = marker
    this.dressIcon(marker)
    this.dressLabel(marker.label)
    this.dressCallout()
    this.element.style.zIndex = String(marker.zIndex ?? 0)
  }

  /** A tap opens a callout that shows itself BYCLICK. */
  ask(open: boolean): void {
    this.asked = open
    this.dressCallout()
  }

  get open(): boolean {
    const { callout, customCallout, title } = this.marker
    const display = callout?.display ?? customCallout?.display ?? 'BYCLICK'
    return Boolean(callout ?? customCallout ?? title) && (display === 'ALWAYS' || this.asked)
  }

  place(view: Viewport): void {
    const { x, y } = view.toScreen(this.marker)
    this.element.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`
  }

  private dressIcon(marker: Marker): void {
    const { page } = this.host
    const size = (value: unknown) => {
      const length = page.length(value)
      return Number.isNaN(length) ? null : length
    }
    const width = size(marker.width)
    const height = size(marker.height)
    const anchor = { x: numeric(marker.anchor?.x, 0.5), y: numeric(marker.anchor?.y, 1) }
    this.icon.style.transform = `translate(${-anchor.x * 100}%, ${-anchor.y * 100}%) rotate(${numeric(marker.rotate, 0)}deg)`
    this.icon.style.transformOrigin = `${anchor.x * 100}% ${anchor.y * 100}%`
    this.icon.style.opacity = String(numeric(marker.alpha, 1))
    const plain = () => {
      this.icon.innerHTML = PIN
      this.icon.style.width = `${width ?? 20}px`
      this.icon.style.height = `${height ?? 30}px`
    }
    if (!marker.iconPath) {
      plain()
      return
    }
    const image = this.host.create('img')
    image.src = page.resourceUrl(marker.iconPath)
    image.draggable = false
    image.onerror = plain
    this.icon.style.width = width === null ? '' : `${width}px`
    this.icon.style.height = height === null ? '' : `${height}px`
    image.style.cssText = `display:block;width:${width === null ? 'auto' : '100%'};height:${height === null ? 'auto' : '100%'}`
    this.icon.replaceChildren(image)
  }

  private dressLabel(label: Text | undefined): void {
    this.label.style.display = label?.content ? '' : 'none'
    if (!label?.content) return
    this.write(this.label, label)
    const x = numeric(label.anchorX ?? label.x, 0)
    const y = numeric(label.anchorY ?? label.y, 0)
    this.label.style.transform = `translate(${x}px, ${y}px)`
  }

  private dressCallout(): void {
    const { callout, title } = this.marker
    const text: Text | undefined = callout ?? (title ? { content: title } : undefined)
    this.callout.style.display = this.open && text?.content ? '' : 'none'
    if (!text?.content) return
    this.write(this.callout, { bgColor: '#fff', padding: 8, borderRadius: 5, ...text })
    const lift = this.iconHeight() + 8
    this.callout.style.transform = `translate(calc(-50% + ${numeric(text.anchorX, 0)}px), calc(-100% - ${lift - numeric(text.anchorY, 0)}px))`
    this.callout.style.setProperty('--wx-callout', webColor(text.bgColor, '#fff'))
  }

  iconHeight(): number {
    return (this.icon.offsetHeight || 30) * numeric(this.marker.anchor?.y, 1)
  }

  private write(element: HTMLElement, text: Text): void {
    element.textContent = text.content ?? ''
    Object.assign(element.style, {
      color: webColor(text.color, '#000'), fontSize: `${numeric(text.fontSize, 14)}px`, padding: `${numeric(text.padding, 0)}px`,
      borderRadius: `${numeric(text.borderRadius, 0)}px`, backgroundColor: webColor(text.bgColor, ''), textAlign: text.textAlign ?? 'center',
      border: numeric(text.borderWidth, 0) > 0 ? `${numeric(text.borderWidth, 0)}px solid ${webColor(text.borderColor, '#000')}` : '',
    })
  }
}

/** What a tap on the markers' layer hit. */
export interface MarkerHit {
  readonly part: 'marker' | 'label' | 'callout'
  readonly markerId: number
}

export class Markers {
  private readonly pins: Pin[] = []
  private next = 900_000_000

  constructor(
    private readonly host: Host,
    private readonly layer: HTMLElement,
  ) {}

  replace(markers: readonly Marker[]): void {
    const wanted = markers.filter((marker) => marker && Number.isFinite(Number(marker.latitude)) && Number.isFinite(Number(marker.longitude)))
    for (const pin of this.pins.splice(0)) pin.element.remove()
    this.add(wanted)
  }

  add(markers: readonly Marker[]): void {
    for (const marker of markers) {
      const own = { ...marker, latitude: Number(marker.latitude), longitude: Number(marker.longitude), id: marker.id ?? (this.next += 1) }
      const known = this.find(own.id)
      if (known) known.set(own)
      else this.pins.push(new Pin(this.host, this.layer, own))
    }
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) {
      const pin = this.find(Number(id))
      if (!pin) continue
      pin.element.remove()
      this.pins.splice(this.pins.indexOf(pin), 1)
    }
  }

  find(id: number): Pin | undefined {
    return this.pins.find((pin) => pin.marker.id === id)
  }

  move(id: number, change: Partial<Marker>): boolean {
    const pin = this.find(id)
    pin?.set({ ...pin.marker, ...change })
    return pin !== undefined
  }

  place(view: Viewport): void {
    for (const pin of this.pins) pin.place(view)
    for (const element of this.host.slot.querySelectorAll('[marker-id]')) {
      const pin = this.find(Number(element.getAttribute('marker-id')))
      const own = this.host.page.hostOf(element)
      if (!own) continue
      own.style('position', 'absolute')
      own.style('display', pin?.open ? null : 'none')
      if (!pin) continue
      const { x, y } = view.toScreen(pin.marker)
      const custom = pin.marker.customCallout
      own.style('left', `${x + numeric(custom?.anchorX, 0)}px`)
      own.style('top', `${y - pin.iconHeight() + numeric(custom?.anchorY, 0)}px`)
      own.style('transform', 'translate(-50%, -100%)')
    }
  }

  hit(target: Element): MarkerHit | null {
    const custom = target.closest('[marker-id]')
    if (custom) return { part: 'callout', markerId: Number(custom.getAttribute('marker-id')) }
    const pin = this.pins.find((each) => each.element.contains(target))
    if (!pin) return null
    const part = target.closest('.wx-map-callout') ? 'callout' : target.closest('.wx-map-label') ? 'label' : 'marker'
    if (part === 'marker') for (const other of this.pins) other.ask(other === pin)
    return { part, markerId: pin.marker.id ?? 0 }
  }

  closeCallouts(): void {
    for (const pin of this.pins) pin.ask(false)
  }
}
