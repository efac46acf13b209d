/** `wx.createWorker`: a thread of the app's own, with nothing but `worker` and its modules. */
import type { Chunk } from '../../shared/chunk'
import { natives } from '../natives'
import { program } from '../program'
import { underWay } from '../under_way'
import { jsonSafe } from '../json'
import { invoke } from './outcome'

interface Thread {
  postMessage(message: unknown): void
  terminate(): void
  onMessage(listener: unknown): void
  onProcessKilled(listener: unknown): void
}

interface Running {
  terminate(): void
  /** Ends the turns the thread will not take any more. */
  giveUp(): void
}

/** What a thread sends: a message of its code, or that it has dealt with its start or a message. */
type Sent = { message: unknown } | { turn: 'over' }

let running: Running | null = null

/** Code of the thread: CommonJS over the modules of its chunk, then the entry. */
function source(chunk: Chunk, entry: string, base: string): string {
  const modules = Object.entries(chunk.modules).map(
    ([path, unit]) => `${JSON.stringify(path)}:{requires:${JSON.stringify(unit.requires)},code:${JSON.stringify(`(function(require,module,exports){${unit.code}\n})\n//# sourceURL=${base}source/${path}`)}}`,
  )
  return `"use strict";(() => {
const modules = {${modules.join(',')}}, cache = {}, listeners = []
const send = postMessage.bind(globalThis), evaluate = eval
onmessage = ({ data }) => { try { listeners.forEach((listener) => listener(data)) } finally { send({ turn: 'over' }) } }
const worker = {
  postMessage: (message) => send({ message }), onMessage: (listener) => listeners.push(listener),
  getFileSystemManager() { throw new Error('getFileSystemManager is not available in a worker') },
  env: { USER_DATA_PATH: 'wxfile://usr' },
}
for (const name of ['self', 'postMessage', 'fetch', 'XMLHttpRequest', 'importScripts', 'WebSocket', 'indexedDB', 'Worker', 'location', 'onmessage'])
  Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true })
globalThis.worker = worker
const load = (path) => {
  if (cache[path]) return cache[path].exports
  const unit = modules[path]
  if (!unit) throw new Error("module '" + path + "' is not defined")
  const module = cache[path] = { exports: {} }
  const require = (specifier) => {
    const target = unit.requires[specifier]
    if (!target) throw new Error("module '" + specifier + "' is not defined, require args is '" + specifier + "'")
    return load(target)
  }
  evaluate(unit.code).call(undefined, require, module, module.exports)
  return module.exports
}
load(${JSON.stringify(entry)})
send({ turn: 'over' })
})()`
}

/** Start the thread at `path` of the package; only one may run at a time. */
export function createWorker(path: string, failed: (message: string) => void): Thread {
  if (running) throw new Error('createWorker:fail exceed max concurrent worker limit')
  if (!natives.Worker) throw new Error('createWorker:fail not supported')
  const entry = path.replace(/^\//, '')
  const { bundle } = program()
  const chunk = bundle.chunkSync(`worker/${entry}`)
  if (!chunk) throw new Error(`createWorker:fail ${path} not found`)
  const url = natives.URL.createObjectURL(new natives.Blob([source(chunk, entry, bundle.base)], { type: 'text/javascript' }))
  const worker = new natives.Worker(url)
  const listeners: unknown[] = []
  const turns: (() => void)[] = []
  const turn = (): void => void underWay(() => new Promise<void>((resolve) => turns.push(resolve)))
  const thread: Running = { terminate: () => worker.terminate(), giveUp: () => turns.splice(0).forEach((end) => end()) }
  worker.onmessage = ({ data }: MessageEvent<Sent>) => {
    if ('turn' in data) turns.shift()?.()
    else listeners.forEach((listener) => invoke(listener, data.message))
  }
  worker.onerror = (event) => {
    event.preventDefault()
    thread.giveUp()
    failed(`${event.message} (${entry}:${event.lineno})`)
  }
  running = thread
  turn()
  return {
    postMessage: (message) => {
      turn()
      worker.postMessage(jsonSafe(message))
    },
    terminate: () => stop(thread),
    onMessage: (listener) => listeners.push(listener),
    onProcessKilled() {},
  }
}

function stop(thread: Running): void {
  thread.terminate()
  thread.giveUp()
  if (running === thread) running = null
}

/** The app ends, and with it its thread. */
export function stopThreads(): void {
  if (running) stop(running)
}
