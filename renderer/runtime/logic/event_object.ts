/** Event objects as handlers receive them: WeChat's fields instead of the engine's nodes. */
import type { ToLogic } from '../shared/messages'

type ShellEvent = Extract<ToLogic, { type: 'event' }>

interface Target {
  id: string
  offsetLeft: number
  offsetTop: number
  dataset: Record<string, unknown>
}

interface EngineEvent {
  type: string
  timeStamp: number
  detail: unknown
  getOriginalEvent(): unknown
}

interface Node {
  id?: string
  dataset?: Record<string, unknown>
  $$?: { id: number }
  _$?: Node
}

/** The enumerable fields of an event at one handler. */
export function eventFields(event: EngineEvent, target: Node, mark: unknown, currentTarget: Node): Record<string, unknown> {
  const origin = event.getOriginalEvent() as ShellEvent | undefined
  const fields: Record<string, unknown> = {
    type: event.type,
    timeStamp: origin?.timeStamp ?? event.timeStamp,
    target: box(target, origin),
    currentTarget: box(currentTarget, origin),
    mark: { ...(mark as object | null) },
    detail: event.detail,
  }
  if (origin?.touches) fields['touches'] = origin.touches
  if (origin?.changedTouches) fields['changedTouches'] = origin.changedTouches
  if (origin) {
    fields['mut'] = false
    fields['_userTap'] = origin.gesture
  }
  return fields
}

const nodes = new WeakMap<Target, Node>()

/** The engine's node behind a `target` of an event object. */
export function nodeOf(target: unknown): Node | undefined {
  return nodes.get(target as Target)
}

function box(node: Node, origin: ShellEvent | undefined): Target {
  const element = node._$ ?? node
  const offset = origin?.offsets?.[element.$$?.id ?? 0] ?? [0, 0]
  const target = { id: element.id ?? '', offsetLeft: offset[0], offsetTop: offset[1], dataset: { ...element.dataset } }
  nodes.set(target, element)
  return target
}
