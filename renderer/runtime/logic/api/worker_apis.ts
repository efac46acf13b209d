/** APIs the worker answers itself: encodings, queries, contexts of built-ins, logs, performance. */
import type { Json } from '../../shared/chunk'
import { createAnimation } from '../animation'
import { createOffscreenCanvas } from '../canvas'
import { CanvasContext, drawCanvas } from '../canvas_context'
import type { Caller } from '../engine'
import { report } from '../errors'
import { jsonSafe } from '../json'
import { natives } from '../natives'
import { builtinContext, type Place } from '../node_objects'
import { IntersectionObserver, MediaQueryObserver } from '../observers'
import { program } from '../program'
import { SelectorQuery } from '../queries'
import { componentOf, findBuiltin, findById, nodeId, pageOfComponent } from '../selectors'
import { startTimeout, stopTimer } from '../timers'
import { fromBase64, toBase64 } from '../wire'
import { canIUse } from './can_i_use'
import { getFileSystemManager } from './files'
import { log, logged } from './logged'
import { invoke, okResult, settle, type Result } from './outcome'
import { performanceOf } from './performance'
import type { Surface } from './surface'
import { createWorker } from './threads'
import { getRouteContext } from './worklet'
import { getXrFrameSystem } from './xr_frame'

function bytesOf(value: unknown): Uint8Array {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return new Uint8Array(value as ArrayBuffer)
}

/** The context of a built-in with an id; found when a method is called, as the page may not be there yet. */
function contextById(type: string, tag: string): (id: string, caller?: Caller) => unknown {
  return (id, caller) => {
    log(`create${type}`, { id }, null)
    const component = componentOf(caller)
    const find = (): Place | null => {
      const owner = component ?? componentOf(undefined)
      const element = findById(owner, tag, String(id))
      const page = owner && pageOfComponent(owner)
      const node = element && nodeId(element)
      return page && node !== null ? { page, node } : null
    }
    return builtinContext(type, find)
  }
}

/** The context of the one built-in of its kind on the page. */
function contextOfOnly(type: string, tag: string): () => unknown {
  return () =>
    builtinContext(type, () => {
      const page = program().router.top
      const element = page && findBuiltin(page.component, tag, () => true)
      const node = element && nodeId(element)
      return page && node !== null && node !== undefined ? { page, node } : null
    })
}

const buffers = new Map<string, string>()

function createBufferURL(buffer: unknown): string {
  const url = natives.URL.createObjectURL(new natives.Blob([bytesOf(buffer) as Uint8Array<ArrayBuffer>]))
  buffers.set(url, url)
  return url
}

function logger(name: string): Record<string, unknown> {
  const methods = ['debug', 'info', 'log', 'warn', 'error']
  const object: Record<string, unknown> = {}
  for (const method of methods) {
    object[method] = (...args: unknown[]) => {
      const message = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(jsonSafe(arg)))).join(' ')
      log(`${name}.${method}`, { message }, null)
    }
  }
  return Object.assign(object, {
    setFilterMsg() {}, addFilterMsg() {}, in() {}, getCurrentState: () => ({ size: 0, maxSize: 0, logCount: 0, maxLogCount: 0 }),
    tag: () => logger(name),
  })
}

/** Packages are all at hand: a download succeeds after a turn. */
function preDownloadSubpackage(options: Result = {}): unknown {
  log('preDownloadSubpackage', jsonSafe(options) as Json, null)
  settle(Promise.resolve().then(() => okResult('preDownloadSubpackage', {})), options, false)
  return {
    onProgressUpdate: (listener: unknown) => natives.queueMicrotask(() => invoke(listener, { progress: 100, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 })),
  }
}

function requestIdleCallback(callback: unknown): number {
  return startTimeout(() => invoke(callback, { didTimeout: false, timeRemaining: () => 50 }), 1)
}

export const workerApis: Surface = {
  arrayBufferToBase64: (buffer: unknown) => toBase64(bytesOf(buffer)),
  base64ToArrayBuffer: (text: unknown) => fromBase64(String(text)),
  canIUse: logged('canIUse', canIUse),
  nextTick: (callback: unknown) => natives.queueMicrotask(() => invoke(callback)),
  requestIdleCallback,
  cancelIdleCallback: (id: number) => stopTimer(id),
  createAnimation,
  createSelectorQuery: () => new SelectorQuery(),
  createIntersectionObserver: (caller: Caller, options?: object) => new IntersectionObserver(caller, options),
  createMediaQueryObserver: (caller: Caller) => new MediaQueryObserver(caller),
  createCanvasContext: (canvasId: string, caller?: Caller) => new CanvasContext(String(canvasId), caller),
  createContext: () => new CanvasContext(''),
  drawCanvas,
  createOffscreenCanvas,
  createVideoContext: contextById('VideoContext', 'video'),
  createMapContext: contextById('MapContext', 'map'),
  createAudioContext: contextById('AudioContext', 'audio'),
  createLivePlayerContext: contextById('LivePlayerContext', 'live-player'),
  createLivePusherContext: contextOfOnly('LivePusherContext', 'live-pusher'),
  createCameraContext: contextOfOnly('CameraContext', 'camera'),
  createBufferURL,
  revokeBufferURL: (url: string) => {
    if (buffers.delete(url)) natives.URL.revokeObjectURL(url)
  },
  getLogManager: () => logger('LogManager'),
  getRealtimeLogManager: () => logger('RealtimeLogManager'),
  getPerformance: performanceOf,
  reportPerformance: (id: unknown, value: unknown) => log('reportPerformance', { id, value } as Result, null),
  preDownloadSubpackage,
  getFileSystemManager,
  createWorker: (path: string) => createWorker(path, (message) => report('script', message)),
  env: { USER_DATA_PATH: 'wxfile://usr' },
  router: { addRouteBuilder() {}, getRouteContext, removeRouteBuilder() {} },
  getXrFrameSystem,
}
