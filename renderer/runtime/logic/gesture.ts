/** Whether code runs because the person tapped: some APIs are only allowed then. */
import { natives } from './natives'

export const gesture = { active: false }

/** Run `action`, and what it queues as microtasks, as the consequence of an event. */
export function withGesture(tapped: boolean, action: () => void): void {
  gesture.active = tapped
  try {
    action()
  } finally {
    if (tapped) natives.setTimeout(() => { gesture.active = false }, 0)
  }
}
