/** What a handler of `input` returned: WeChat puts it into the field instead of what was typed. */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId, PageId } from '../shared/messages'
import { command } from './shell'

let kept: unknown

/** Remember what a handler returned; the last one that returned something counts. */
export function keepResult(value: unknown): void {
  if (value !== undefined) kept = value
}

/** Run `deliver` and answer what the handlers it called returned. */
export function resultOf(deliver: () => void): unknown {
  kept = undefined
  try {
    deliver()
    return kept
  } finally {
    kept = undefined
  }
}

/** Replace the text of the field at `node` by a handler's answer: text, or `{value, cursor}`. */
export function replaceInput(page: PageId, node: NodeId, answer: unknown): void {
  const given = typeof answer === 'object' && answer !== null ? (answer as { value?: unknown; cursor?: unknown }) : { value: answer }
  if (typeof given.value !== 'string') return
  const args: { [name: string]: Json } = { node, value: given.value }
  if (typeof given.cursor === 'number') args['cursor'] = given.cursor
  command(page, 'replaceInput', args satisfies JsonObject)
}
