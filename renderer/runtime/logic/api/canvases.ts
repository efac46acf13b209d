/** Canvas APIs that work on pixels: export, read, write. */
import { program } from '../program'
import { findCanvas, oldCanvas } from '../canvas_context'
import type { Canvas } from '../canvas'
import { device } from '../device'
import type { Caller } from '../engine'
import { natives } from '../natives'
import { componentOf } from '../selectors'
import { callAsync } from './call'
import { addPerformers, carryOut } from './carry_out'
import { ApiFailure, settle, type Result } from './outcome'
import type { Surface } from './surface'

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Live objects of a call stay here while its plain parameters go through the device's gates. */
const live = new Map<number, { canvas: unknown; caller: unknown }>()
let lastLive = 0

async function source(params: Result): Promise<{ canvas: Canvas; ratio: number }> {
  const { canvas, caller } = live.get(Number(params['$live'])) ?? { canvas: undefined, caller: undefined }
  if (canvas) return { canvas: canvas as Canvas, ratio: 1 }
  const element = findCanvas(componentOf(caller as Caller), String(params['canvasId'] ?? ''))
  const old = await oldCanvas(element)
  if (!old) throw new ApiFailure('canvas is empty')
  return { canvas: old, ratio: device.screen.pixelRatio }
}

function area(params: Result, canvas: Canvas, ratio: number): Area {
  const number = (name: string, fallback: number): number => (params[name] === undefined ? fallback : Number(params[name]) || 0)
  const x = number('x', 0)
  const y = number('y', 0)
  return { x, y, width: number('width', canvas.width / ratio - x), height: number('height', canvas.height / ratio - y) }
}

async function canvasToTempFilePath(params: Result): Promise<Result> {
  const { canvas, ratio } = await source(params)
  const { x, y, width, height } = area(params, canvas, ratio)
  const destWidth = Math.max(1, Math.round(Number(params['destWidth'] ?? width * ratio)))
  const destHeight = Math.max(1, Math.round(Number(params['destHeight'] ?? height * ratio)))
  const copy = new natives.OffscreenCanvas!(destWidth, destHeight)
  copy.getContext('2d')!.drawImage(canvas, x * ratio, y * ratio, width * ratio, height * ratio, 0, 0, destWidth, destHeight)
  const jpeg = params['fileType'] === 'jpg'
  const blob = await copy.convertToBlob({ type: jpeg ? 'image/jpeg' : 'image/png', quality: Number(params['quality'] ?? 1) })
  const reply = await callAsync('$temporary', { data: await blob.arrayBuffer(), suffix: jpeg ? '.jpg' : '.png' })
  if (typeof reply.value !== 'string') throw new ApiFailure('write file failed')
  return { tempFilePath: reply.value }
}

async function canvasGetImageData(params: Result): Promise<Result> {
  const { canvas, ratio } = await source(params)
  const { x, y, width, height } = area(params, canvas, ratio)
  const copy = new natives.OffscreenCanvas!(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
  const context = copy.getContext('2d')!
  context.drawImage(canvas, x * ratio, y * ratio, width * ratio, height * ratio, 0, 0, copy.width, copy.height)
  const { data } = context.getImageData(0, 0, copy.width, copy.height)
  return { width: copy.width, height: copy.height, data }
}

async function canvasPutImageData(params: Result): Promise<void> {
  const { canvas, ratio } = await source(params)
  const { x, y, width, height } = area(params, canvas, ratio)
  const copy = new natives.OffscreenCanvas!(width, height)
  const data = new Uint8ClampedArray(params['data'] as ArrayLike<number>)
  copy.getContext('2d')!.putImageData(new natives.ImageData!(data, width, height), 0, 0)
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  context.save()
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(x * ratio, y * ratio, width * ratio, height * ratio)
  context.drawImage(copy, x * ratio, y * ratio, width * ratio, height * ratio)
  context.restore()
}

/** `api(options, component)`: canvas and component are kept out of the parameters. */
function pixelApi(name: string): unknown {
  return (options: Result = {}, caller?: unknown) => {
    const { canvas, ...params } = options
    lastLive += 1
    const id = lastLive
    live.set(id, { canvas, caller: caller ?? program().router.top?.caller })
    const work = carryOut(name, { ...params, $live: id }).finally(() => live.delete(id))
    return settle(work, options, true)
  }
}

/** Register and return the pixel APIs. */
export function canvasApis(): Surface {
  addPerformers({ canvasToTempFilePath, canvasGetImageData, canvasPutImageData })
  return Object.fromEntries(['canvasToTempFilePath', 'canvasGetImageData', 'canvasPutImageData'].map((name) => [name, pixelApi(name)]))
}
