/** What `NodesRef.node()` and `context()` answer: canvases and handles of built-in components. */
import table from 'minideck:api-table'
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId } from '../shared/messages'
import { canvasOf } from './canvas'
import { jsonSafe } from './json'
import type { Page } from './page'
import { ask, command } from './shell'
import { eventKey, remoteObject } from './api/objects'
import { settle, type Result } from './api/outcome'
import { nextId, tell } from './api/call'
import { listen, listenAlone } from './listeners'

/** Where a built-in lives; null when it is not found (its methods then fail). */
export interface Place {
  readonly page: Page
  readonly node: NodeId
}

const CONTEXTS: Readonly<Record<string, string>> = {
  video: 'VideoContext', map: 'MapContext', camera: 'CameraContext', editor: 'EditorContext', 'live-player': 'LivePlayerContext',
  'live-pusher': 'LivePusherContext', audio: 'AudioContext', 'scroll-view': 'ScrollViewContext', selection: 'SelectionContext',
  'draggable-sheet': 'DraggableSheetContext', 'open-container': 'OpenContainer', snapshot: 'Snapshot',
}

interface Handle {
  readonly tag: string
  readonly width: number
  readonly height: number
  readonly props?: JsonObject
}

/** The object `node()` answers for a handle of the view. */
export async function nodeObject(place: Place, handle: Handle): Promise<unknown> {
  const tag = handle.tag.replace(/^wx-/, '')
  if (tag === 'canvas') return canvasOf(place, handle.width, handle.height, String(handle.props?.['type'] ?? ''))
  const type = CONTEXTS[tag]
  return type ? builtinContext(type, () => place) : null
}

/** The context of a built-in, and how each of its methods answers; null for a tag that has none. */
export function contextOf(tag: string, place: Place): { context: Record<string, unknown>; kinds: Readonly<Record<string, string>> } | null {
  const type = CONTEXTS[tag]
  if (!type) return null
  const methods = Object.entries(table.managers[type]?.methods ?? {})
  return { context: builtinContext(type, () => place), kinds: Object.fromEntries(methods.map(([name, [kind]]) => [name, kind])) }
}

/** A context whose methods go to the built-in that `find` names when they are called. */
export function builtinContext(type: string, find: () => Place | null): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [name, [kind, promise, params, returns]] of Object.entries(table.managers[type]?.methods ?? {})) {
    object[name] = (...args: unknown[]) => {
      if (name === 'onCameraFrame') return cameraFrames(args[0])
      const first = args[0]
      const options = typeof first === 'object' && first !== null ? (first as Result) : positional(params, args)
      const asynchronous = kind === 'async' || ['success', 'fail', 'complete'].some((key) => typeof options[key] === 'function')
      tell('$log', { name: `${type}.${name}`, params: jsonSafe(options), value: null, outcome: 'ok' })
      if (returns in table.managers) return builtinContext(returns, find)
      if (name === 'startRecord' && type === 'CameraContext') listenAlone('$cameraTimeout', options['timeoutCallback'])
      if (!asynchronous) return send(find(), name, options)
      return settle(invoke(find(), name, options), options, promise === 1)
    }
  }
  return object
}

/** A listener for the frames of the camera, which the device sends once it is started. */
function cameraFrames(callback: unknown): unknown {
  const id = nextId()
  tell('$log', { name: 'CameraContext.onCameraFrame', params: {}, value: null, outcome: 'ok' })
  listen(eventKey('object', id, 'frame'), callback)
  return remoteObject('CameraFrameListener', 'object', id)
}

function positional(params: readonly string[], args: readonly unknown[]): Result {
  return Object.fromEntries(params.map((name, index) => [name, args[index]]))
}

function send(place: Place | null, name: string, options: Result): void {
  if (place) command(place.page.id, name, { ...(jsonSafe(options) as JsonObject), node: place.node })
}

async function invoke(place: Place | null, method: string, options: Result): Promise<Result> {
  if (!place) throw { errMsg: `${method}:fail the component was not found` }
  const { result, error } = await ask(place.page.id, { kind: 'method', node: place.node, method, args: jsonSafe(options) as Json }).answer
  if (error) throw { errMsg: `${method}:fail ${error}` }
  const fields = typeof result === 'object' && result !== null && !Array.isArray(result) ? result : {}
  if (String(fields['errMsg'] ?? '').includes(':fail')) throw fields
  return { ...fields, errMsg: `${method}:ok` }
}
