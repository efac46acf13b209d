/** Fingers of the automation protocol: they touch an element as a person's do. */
import type { Json, JsonObject } from '../shared/chunk'
import type { Touch } from '../shared/messages'
import type { ElementNode } from './node'
import type { Page } from './page'

interface Point {
  readonly clientX: number
  readonly clientY: number
}

interface Given extends Partial<Point> {
  readonly identifier?: number
  readonly pageX?: number
  readonly pageY?: number
}

/** Touch the middle of an element and leave again. */
export function tap(page: Page, owner: ElementNode): null {
  const fingers = page.input.fingers
  fingers.place(0, middle(owner), targetOf(owner))
  fingers.raise(0)
  return null
}

/** One step of a touch: `changedTouches` (or else `touches`) says which fingers and where; without them the first, in the middle. */
export function touch(page: Page, owner: ElementNode, step: 'touchstart' | 'touchmove' | 'touchend', args: JsonObject): null {
  const fingers = page.input.fingers
  const changed = given(args['changedTouches'] ?? args['changeTouches']) ?? given(args['touches']) ?? [{}]
  for (const one of changed) {
    const identifier = one.identifier ?? 0
    const where = pointOf(page, one)
    if (step === 'touchstart') fingers.place(identifier, where ?? middle(owner), targetOf(owner))
    else if (!fingers.isDown(identifier)) throw new Error(`no finger is down: ${step} follows a touchstart`)
    else if (where) fingers.shift(identifier, where)
    if (step === 'touchend') fingers.raise(identifier)
  }
  return null
}

const given = (touches: Json | undefined): readonly Given[] | null => (Array.isArray(touches) && touches.length > 0 ? (touches as unknown as Given[]) : null)

function pointOf(page: Page, { clientX, clientY, pageX, pageY }: Given): Point | null {
  const { scrollLeft, scrollTop } = page.document.documentElement
  const x = clientX ?? (pageX === undefined ? undefined : pageX - scrollLeft)
  const y = clientY ?? (pageY === undefined ? undefined : pageY - scrollTop)
  return x === undefined || y === undefined ? null : { clientX: x, clientY: y }
}

/** What the finger comes down on: the element's own inside, so that all that scrolls or listens there hears of it. */
const targetOf = ({ component, slot }: ElementNode): Element => component?.scroller ?? slot

function middle({ element }: ElementNode): Point {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { clientX: left + width / 2, clientY: top + height / 2 }
}

/** Fingers as an event tells them, what was left out filled in; undefined when none were given. */
export function pointsOf(page: Page, owner: ElementNode, touches: Json | undefined): Touch[] | undefined {
  const { scrollLeft, scrollTop } = page.document.documentElement
  return given(touches)?.map((one) => {
    const { clientX, clientY } = pointOf(page, one) ?? middle(owner)
    return { ...one, identifier: one.identifier ?? 0, pageX: clientX + scrollLeft, pageY: clientY + scrollTop, clientX, clientY }
  })
}
