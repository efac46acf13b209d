/** Canvases: an OffscreenCanvas of the view with the methods WeChat adds. */
import { CanvasImage } from './image'
import { natives } from './natives'
import type { Place } from './node_objects'
import { png } from './png'
import { ask } from './shell'
import { toBase64 } from './wire'
import { startFrame, stopFrame } from './timers'

/* eslint-disable @typescript-eslint/no-explicit-any */
export type Canvas = OffscreenCanvas & Record<string, any>

interface Held {
  readonly canvas: Promise<Canvas | null>
  readonly type: string
}

const held = new WeakMap<object, Map<number, Held>>()

/** The canvas of a node, asked for once; null when the view has none to give. */
export function canvasOf(place: Place, width: number, height: number, type: string): Promise<Canvas | null> {
  let known = held.get(place.page)
  if (!known) held.set(place.page, (known = new Map()))
  let entry = known.get(place.node)
  if (!entry) {
    entry = { canvas: transfer(place, width, height), type }
    known.set(place.node, entry)
  }
  return entry.canvas
}

async function transfer(place: Place, width: number, height: number): Promise<Canvas | null> {
  const { answer } = ask(place.page.id, { kind: 'canvas', node: place.node, width, height })
  const { transfer: canvas, error } = await answer
  return error || !canvas ? null : complete(canvas as OffscreenCanvas)
}

/** A canvas that is on no page. */
export function createOffscreenCanvas(...args: unknown[]): Canvas {
  const [first, second] = args
  const options = typeof first === 'object' && first !== null ? (first as { width?: number; height?: number }) : { width: first as number, height: second as number }
  if (!natives.OffscreenCanvas) throw new Error('createOffscreenCanvas:fail not supported')
  return complete(new natives.OffscreenCanvas(options.width || 300, options.height || 150))
}

const CONTEXTS = new Set(['2d', 'webgl', 'webgl2'])

/** Add what WeChat's canvas has beyond the browser's. */
function complete(canvas: OffscreenCanvas): Canvas {
  const getContext = canvas.getContext.bind(canvas) as (kind: string, options?: unknown) => any
  const contexts = new Map<string, unknown>()
  return Object.assign(canvas, {
    createImage: () => new CanvasImage(),
    createImageData: (data: unknown, ...sizes: number[]) => createImageData(data, sizes),
    createPath2D: (path?: unknown) => new natives.Path2D!(path as string),
    requestAnimationFrame: (callback: (time: number) => void) => startFrame(callback),
    cancelAnimationFrame: (id: number) => stopFrame(id),
    toDataURL: () => dataUrl(canvas),
    getContext: (name: string, options?: unknown) => {
      const kind = name === 'experimental-webgl' ? 'webgl' : name
      // The browser throws where an app only asks what there is.
      if (!CONTEXTS.has(kind)) return null
      let context = contexts.get(kind)
      if (!context) {
        context = getContext(kind, options)
        if (context) contexts.set(kind, correct(context))
      }
      return context ?? null
    },
  }) as Canvas
}

function createImageData(data: unknown, sizes: readonly number[]): ImageData {
  if (typeof data === 'number') return new natives.ImageData!(data, sizes[0] ?? 1)
  return new natives.ImageData!(data as Uint8ClampedArray<ArrayBuffer>, sizes[0]!, sizes[1])
}

/** Let drawing methods take WeChat's images; what is not loaded yet is not drawn. */
function correct(context: any): any {
  for (const name of ['drawImage', 'createPattern', 'texImage2D', 'texSubImage2D']) {
    const original = context[name]
    if (typeof original !== 'function') continue
    context[name] = (...args: unknown[]) => {
      const drawable = args.map((arg) => CanvasImage.bitmap(arg))
      return drawable.includes(null) && args.some((arg) => arg instanceof CanvasImage) ? undefined : original.apply(context, drawable)
    }
  }
  return context
}

function pixels(canvas: OffscreenCanvas): ImageData {
  const copy = new natives.OffscreenCanvas!(canvas.width, canvas.height)
  const context = copy.getContext('2d')!
  context.drawImage(canvas, 0, 0)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** The picture as a data URL, at once; always PNG, which every reader of data URLs takes. */
function dataUrl(canvas: OffscreenCanvas): string {
  return `data:image/png;base64,${toBase64(png(pixels(canvas)))}`
}
