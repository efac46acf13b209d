/** `<icon>`: WeChat's nine small symbols as vector drawings. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import css from './icon.css'
import { defaultsOf } from './properties'

type IconProps = Props & { type: string; size: unknown; color: string }

interface Drawing {
  readonly color: string
  /** Colour with `style: v2`, where it differs. */
  readonly modern?: string
  /** SVG in a 24×24 box. Filled shapes use currentColor; strokes are set here. */
  readonly shape: string
}

const disc = (inner: string): string => `<circle cx="12" cy="12" r="10" fill="currentColor"/>${inner}`
const ring = (inner: string): string => `<circle cx="12" cy="12" r="9.4" fill="none" stroke="currentColor" stroke-width="1.2"/>${inner}`
const line = (path: string, color: string, width = 1.4): string =>
  `<path d="${path}" fill="none" stroke="${color}" stroke-width="${width}"/>`

const drawings: { readonly [type: string]: Drawing } = {
  success: { color: '#09bb07', modern: '#07c160', shape: disc(line('M6.6 12.2l3.7 3.7 7.2-7.3', '#fff')) },
  success_no_circle: { color: '#09bb07', modern: '#07c160', shape: line('M3.8 12.4l5.4 5.4L20.4 6.6', 'currentColor', 1.6) },
  info: { color: '#10aeff', shape: disc('<circle cx="12" cy="7.4" r="1" fill="#fff"/><path d="M11.2 10h1.6v7.2h-1.6z" fill="#fff"/>') },
  warn: { color: '#f76260', modern: '#fa5151', shape: disc('<path d="M11.1 6.4h1.8l-.3 7.4h-1.2z" fill="#fff"/><circle cx="12" cy="16.6" r="1" fill="#fff"/>') },
  waiting: { color: '#10aeff', shape: disc(line('M12 6.4v6l3.8 3.6', '#fff')) },
  cancel: { color: '#f43530', modern: '#fa5151', shape: ring(line('M8.4 8.4l7.2 7.2M15.6 8.4l-7.2 7.2', 'currentColor', 1.2)) },
  download: { color: '#09bb07', modern: '#07c160', shape: ring(line('M12 6.6v10M8 12.8l4 4 4-4', 'currentColor', 1.2)) },
  search: { color: '#b2b2b2', modern: 'rgba(0, 0, 0, .5)', shape: `<circle cx="10.6" cy="10.6" r="6.8" fill="none" stroke="currentColor" stroke-width="1.6"/>${line('M15.6 15.6l5.2 5.2', 'currentColor', 1.6)}` },
  clear: { color: '#b2b2b2', modern: 'rgba(0, 0, 0, .3)', shape: disc(line('M8.4 8.4l7.2 7.2M15.6 8.4l-7.2 7.2', '#fff')) },
}

class Icon extends Component<IconProps> {
  private readonly glyph: HTMLElement

  constructor(host: Host<IconProps>) {
    super(host)
    this.glyph = host.create('i', 'wx-icon-glyph', host.element)
    host.slot = host.create('span', 'wx-icon-slot', host.element)
    this.draw()
  }

  override update(): void {
    this.draw()
  }

  private draw(): void {
    const { props, page } = this.host
    const drawing = drawings[props.type]
    const size = page.length(props.size)
    this.glyph.style.width = this.glyph.style.height = `${Number.isNaN(size) ? 23 : size}px`
    this.glyph.style.color = props.color
    this.glyph.innerHTML = drawing ? `<svg viewBox="0 0 24 24" width="100%" height="100%">${drawing.shape}</svg>` : ''
    this.glyph.style.setProperty('--wx-icon', drawing?.color ?? '')
    this.glyph.style.setProperty('--wx-icon-v2', drawing?.modern ?? drawing?.color ?? '')
  }
}

defineComponent('icon', defaultsOf<IconProps>('icon'), Icon, css)
