/** `<canvas>`: a drawing surface whose control goes to the logic; old and new interface alike. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { reflect } from './author'
import { defaultsOf } from './properties'

type CanvasProps = Props & { type: string; canvasId: string; disableScroll: boolean }

class Canvas extends Component<CanvasProps> {
  private surface: HTMLCanvasElement

  constructor(host: Host<CanvasProps>) {
    super(host)
    this.surface = host.create('canvas', 'wx-canvas-surface', host.element)
    host.slot = host.create('div', 'wx-canvas-slot', host.element)
    host.gesture({ claim: () => host.props.disableScroll })
  }

  override update(name: string, value: unknown): void {
    if (name === 'canvasId') reflect(this.host as unknown as Host, 'canvas-id', value)
  }

  override offscreen(width: number, height: number): OffscreenCanvas {
    if (this.surface.hasAttribute('wx-given')) {
      // Control can be given away once an element: a second question gets a fresh surface.
      const fresh = this.host.create('canvas', 'wx-canvas-surface')
      this.surface.replaceWith(fresh)
      this.surface = fresh
    }
    this.surface.setAttribute('wx-given', '')
    this.surface.width = Math.max(1, Math.round(width))
    this.surface.height = Math.max(1, Math.round(height))
    return this.surface.transferControlToOffscreen()
  }
}

const css = `
wx-canvas { display: block; position: relative; width: 300px; height: 150px; overflow: hidden; }
.wx-canvas-surface { display: block; width: 100%; height: 100%; }
.wx-canvas-slot { position: absolute; inset: 0; }
.wx-canvas-slot:empty { display: none; }
`
defineComponent('canvas', defaultsOf<CanvasProps>('canvas'), Canvas, css)
