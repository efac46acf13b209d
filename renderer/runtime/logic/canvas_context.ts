/** The old canvas: `wx.createCanvasContext` records drawing, `draw()` plays it on the page's canvas. */
import { canvasOf, createOffscreenCanvas, type Canvas } from './canvas'
import { device } from './device'
import type { Caller, EngineElement } from './engine'
import { loadBitmap } from './image'
import { componentOf, findBuiltin, nodeId, pageOfComponent } from './selectors'
import { ask } from './shell'
import { invoke } from './api/outcome'
import { counted } from './api/call'
import type { JsonObject } from '../shared/chunk'

/* eslint-disable @typescript-eslint/no-explicit-any */
type Context2d = OffscreenCanvasRenderingContext2D & Record<string, any>
type Step = (context: Context2d, images: ReadonlyMap<string, ImageBitmap>) => void
type Paint = string | Gradient | Pattern

/** Methods that go to the browser's context as they are. */
const PLAIN = [
  'save', 'restore', 'beginPath', 'closePath', 'moveTo', 'lineTo', 'arc', 'arcTo', 'rect', 'quadraticCurveTo', 'bezierCurveTo',
  'fill', 'stroke', 'clip', 'clearRect', 'fillRect', 'strokeRect', 'scale', 'rotate', 'translate', 'transform',
]
/** `setX(value)` → the browser's property. */
const SETTERS: Readonly<Record<string, string>> = {
  setLineWidth: 'lineWidth', setLineCap: 'lineCap', setLineJoin: 'lineJoin', setMiterLimit: 'miterLimit', setGlobalAlpha: 'globalAlpha',
  setTextAlign: 'textAlign',
}
const PROPERTIES = [
  'lineWidth', 'lineCap', 'lineJoin', 'miterLimit', 'globalAlpha', 'textAlign', 'textBaseline', 'font', 'shadowColor', 'shadowBlur',
  'shadowOffsetX', 'shadowOffsetY', 'globalCompositeOperation', 'lineDashOffset',
]

class Gradient {
  readonly stops: [number, string][] = []

  constructor(
    private readonly kind: 'linear' | 'radial',
    private readonly args: readonly number[],
  ) {}

  addColorStop(at: number, color: string): void {
    this.stops.push([Number(at), String(color)])
  }

  resolve(context: Context2d): CanvasGradient {
    const [a = 0, b = 0, c = 0, d = 0] = this.args
    const gradient = this.kind === 'linear' ? context.createLinearGradient(a, b, c, d) : context.createRadialGradient(a, b, 0, a, b, c)
    for (const [at, color] of this.stops) gradient.addColorStop(Math.min(1, Math.max(0, at)), color)
    return gradient
  }
}

class Pattern {
  constructor(
    readonly image: string,
    readonly repetition: string,
  ) {}
}

export class CanvasContext {
  #steps: Step[] = []
  #images = new Set<string>()
  readonly #find: () => EngineElement | null
  readonly #measure: Context2d
  #fill: Paint = '#000000'
  #stroke: Paint = '#000000'

  constructor(readonly canvasId: string, caller?: Caller) {
    const component = componentOf(caller)
    this.#find = () => findCanvas(component ?? componentOf(undefined), canvasId)
    this.#measure = createOffscreenCanvas(1, 1).getContext('2d') as Context2d
    this.#measure.font = '10px sans-serif'
    const own = this as unknown as Record<string, unknown>
    for (const name of PLAIN) own[name] = (...args: unknown[]) => this.#record((context) => context[name](...args))
    for (const [name, property] of Object.entries(SETTERS)) own[name] = (value: unknown) => this.#set(property, value)
    for (const name of PROPERTIES) {
      Object.defineProperty(this, name, { get: () => this.#measure[name], set: (value) => this.#set(name, value), enumerable: true, configurable: true })
    }
  }

  get fillStyle(): Paint {
    return this.#fill
  }

  set fillStyle(value: Paint) {
    this.setFillStyle(value)
  }

  get strokeStyle(): Paint {
    return this.#stroke
  }

  set strokeStyle(value: Paint) {
    this.setStrokeStyle(value)
  }

  /** Libraries put properties of their own over ours that call these. */
  setFillStyle(value: Paint): void {
    this.#fill = value
    this.#paint('fillStyle', value)
  }

  setStrokeStyle(value: Paint): void {
    this.#stroke = value
    this.#paint('strokeStyle', value)
  }

  setShadow(x: number, y: number, blur: number, color: string): void {
    Object.entries({ shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color }).forEach(([name, value]) => this.#set(name, value))
  }

  /** Transforms count in the page's pixels, the canvas in the screen's. */
  setTransform(...matrix: number[]): void {
    const scaled = matrix.map((value) => value * device.screen.pixelRatio)
    this.#record((context) => context.setTransform(...(scaled as [number, number, number, number, number, number])))
  }

  setLineDash(pattern: number[], offset = 0): void {
    this.#record((context) => {
      context.setLineDash(pattern)
      context.lineDashOffset = offset
    })
  }

  setFontSize(size: number): void {
    this.#set('font', this.#measure.font.replace(/[\d.]+px/, `${size}px`))
  }

  setTextBaseline(value: string): void {
    this.#set('textBaseline', value === 'normal' ? 'alphabetic' : value)
  }

  fillText(text: unknown, x: number, y: number, width?: number): void {
    this.#record((context) => (width === undefined ? context.fillText(String(text), x, y) : context.fillText(String(text), x, y, width)))
  }

  strokeText(text: unknown, x: number, y: number, width?: number): void {
    this.#record((context) => (width === undefined ? context.strokeText(String(text), x, y) : context.strokeText(String(text), x, y, width)))
  }

  measureText(text: unknown): { width: number } {
    return { width: this.#measure.measureText(String(text)).width }
  }

  createLinearGradient(...args: number[]): Gradient {
    return new Gradient('linear', args)
  }

  createCircularGradient(...args: number[]): Gradient {
    return new Gradient('radial', args)
  }

  createPattern(image: string, repetition: string): Pattern {
    this.#images.add(image)
    return new Pattern(image, repetition)
  }

  drawImage(image: string, ...box: number[]): void {
    this.#images.add(image)
    this.#record((context, images) => {
      const bitmap = images.get(image)
      if (bitmap) context.drawImage(bitmap, ...(box as [number, number]))
    })
  }

  /** Play what was recorded; without `reserve` on an empty canvas. */
  draw(reserve?: unknown, callback?: unknown): void {
    const steps = this.#steps
    const sources = [...this.#images]
    this.#steps = []
    this.#images = new Set()
    const keep = reserve === true
    const done = typeof reserve === 'function' ? reserve : callback
    void counted(async () => {
      const images = await loadAll(sources)
      const canvas = await oldCanvas(this.#find())
      const context = canvas?.getContext('2d') as Context2d | undefined
      if (canvas && context) play(canvas, context, steps, images, keep)
      invoke(done, { errMsg: canvas ? 'drawCanvas:ok' : 'drawCanvas:fail canvas is empty' })
    })
  }

  /** Draw steps another context recorded. */
  play(steps: readonly Step[], reserve: boolean): void {
    this.#steps = [...steps]
    this.draw(reserve)
  }

  /** What was recorded so far, for `wx.drawCanvas`-style use. */
  getActions(): Step[] {
    const steps = this.#steps
    this.#steps = []
    return steps
  }

  #record(step: Step): void {
    this.#steps.push(step)
  }

  #set(name: string, value: unknown): void {
    this.#measure[name as 'font'] = value as string
    this.#record((context) => { context[name as 'font'] = value as string })
  }

  #paint(name: 'fillStyle' | 'strokeStyle', value: Paint): void {
    this.#record((context, images) => {
      if (value instanceof Gradient) context[name] = value.resolve(context)
      else if (!(value instanceof Pattern)) context[name] = value
      else if (images.has(value.image)) context[name] = context.createPattern(images.get(value.image)!, value.repetition) ?? ''
    })
  }
}

/** Play recorded actions on a canvas: `wx.drawCanvas`. */
export function drawCanvas(options: { canvasId?: string; actions?: readonly Step[]; reserve?: boolean }): void {
  const context = new CanvasContext(String(options.canvasId ?? ''))
  context.play(options.actions ?? [], options.reserve === true)
}

async function loadAll(sources: readonly string[]): Promise<Map<string, ImageBitmap>> {
  const images = new Map<string, ImageBitmap>()
  await Promise.all(
    sources.map(async (source) => {
      const bitmap = await loadBitmap(source).catch(() => null)
      if (bitmap) images.set(source, bitmap)
    }),
  )
  return images
}

function play(canvas: Canvas, context: Context2d, steps: readonly Step[], images: ReadonlyMap<string, ImageBitmap>, keep: boolean): void {
  const ratio = device.screen.pixelRatio
  if (!keep) context.clearRect(0, 0, canvas.width, canvas.height)
  // Every draw starts with fresh settings and no path, and leaves none behind.
  context.save()
  context.beginPath()
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  for (const step of steps) step(context, images)
  context.restore()
}

/** The built-in canvas with a `canvas-id` in a component's own tree. */
export function findCanvas(component: any, canvasId: string): EngineElement | null {
  return findBuiltin(component, 'canvas', (element) => element.getAttribute('canvas-id') === canvasId || element.id === canvasId)
}

/** An old canvas with one pixel for each pixel of the screen; null when it is not on a page. */
export async function oldCanvas(element: EngineElement | null): Promise<Canvas | null> {
  const node = element && nodeId(element)
  const page = element && pageOfComponent(element.ownerShadowRoot?.getHostNode())
  if (!page || node === null || page.closed) return null
  page.backend.flush()
  const { result } = await ask(page.id, { kind: 'fields', nodes: [node], fields: { size: true } }).answer
  const { width = 300, height = 150 } = ((result as JsonObject[] | null)?.[0] ?? {}) as { width?: number; height?: number }
  const ratio = device.screen.pixelRatio
  return canvasOf({ page, node }, Math.round(width * ratio), Math.round(height * ratio), '')
}
