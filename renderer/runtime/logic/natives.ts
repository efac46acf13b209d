/** The worker's own powers, captured before app code runs and then hidden from it. */

type Listener = (event: Event) => void

const scope = globalThis as unknown as Record<string, unknown> & {
  addEventListener(type: string, listener: Listener): void
  postMessage(message: unknown, transfer?: readonly unknown[]): void
}

function captured<T>(name: string): T {
  const value = scope[name]
  return (typeof value === 'function' ? value.bind(scope) : value) as T
}

export const natives = {
  addEventListener: scope.addEventListener.bind(scope),
  postMessage: scope.postMessage.bind(scope),
  fetch: captured<typeof fetch>('fetch'),
  XMLHttpRequest: scope['XMLHttpRequest'] as typeof XMLHttpRequest,
  Worker: scope['Worker'] as typeof Worker | undefined,
  Blob: scope['Blob'] as typeof Blob,
  URL: scope['URL'] as typeof URL,
  Path2D: scope['Path2D'] as typeof Path2D | undefined,
  ImageData: scope['ImageData'] as typeof ImageData | undefined,
  OffscreenCanvas: scope['OffscreenCanvas'] as typeof OffscreenCanvas | undefined,
  FontFace: scope['FontFace'] as typeof FontFace | undefined,
  createImageBitmap: captured<typeof createImageBitmap>('createImageBitmap'),
  requestAnimationFrame: captured<typeof requestAnimationFrame | undefined>('requestAnimationFrame'),
  cancelAnimationFrame: captured<typeof cancelAnimationFrame | undefined>('cancelAnimationFrame'),
  setTimeout: captured<(callback: () => void, delay?: number) => number>('setTimeout'),
  clearTimeout: captured<(id: number) => void>('clearTimeout'),
  setInterval: captured<(callback: () => void, delay?: number) => number>('setInterval'),
  clearInterval: captured<(id: number) => void>('clearInterval'),
  queueMicrotask: captured<typeof queueMicrotask>('queueMicrotask'),
  performance: scope['performance'] as Performance,
  console: { ...(scope['console'] as Console) },
  evaluate: scope['eval'] as (code: string) => unknown,
}

/** What a mini-program does not have: the page, the network, storage and threads of a browser. */
const HIDDEN = [
  'window', 'document', 'frames', 'self', 'parent', 'top', 'location', 'navigator', 'history', 'screen',
  'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore', 'alert', 'confirm', 'prompt',
  'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Request', 'Response', 'Headers', 'FormData', 'Blob', 'File',
  'FileReader', 'FileReaderSync', 'Worker', 'SharedWorker', 'ServiceWorker', 'BroadcastChannel', 'MessageChannel',
  'MessagePort', 'MessageEvent', 'Event', 'EventTarget', 'addEventListener', 'removeEventListener', 'dispatchEvent',
  'postMessage', 'onmessage', 'onmessageerror', 'onerror', 'onunhandledrejection', 'importScripts', 'close', 'name', 'origin',
  'Image', 'ImageData', 'ImageBitmap', 'OffscreenCanvas', 'Path2D', 'FontFace', 'fonts', 'createImageBitmap',
  'requestAnimationFrame', 'cancelAnimationFrame', 'WebAssembly', 'webkitRequestFileSystem', 'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL', 'webkitResolveLocalFileSystemSyncURL', 'showOpenFilePicker', 'Notification',
  'WorkerGlobalScope', 'DedicatedWorkerGlobalScope', 'WorkerNavigator', 'WorkerLocation', 'IDBFactory', 'CacheStorage',
  'StorageManager', 'WebTransport', 'WebSocketStream', 'RTCDataChannel', 'reportError', 'trustedTypes', 'crossOriginIsolated',
  'isSecureContext', 'scheduler', 'USB', 'Serial', 'HID', 'process', 'Buffer',
]

/** Shadow the browser's names on the worker's global object with undefined. */
export function hideBrowser(): void {
  for (const name of HIDDEN) define(name, undefined)
  // `globalThis.constructor` and the prototype's accessors would bring them back.
  define('constructor', Object)
}

/** Put a name on the global object, as the mini-program sees it. */
export function define(name: string, value: unknown): void {
  Object.defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false })
}
