/** Whether the app has come to rest: what it waits for, and how much it has told the view. */
import type { JsonObject } from '../shared/chunk'
import { openCalls, openQuestions } from './api/call'
import { nextDue, standsStill } from './app_clock'
import { openReports } from './errors'
import { program } from './program'
import { toldTo } from './shell'
import { frames, timersDue } from './timers'
import { worksUnderWay } from './under_way'

/**
 * `open`: calls, questions, routes, flushes and reports without their answer. `due`: milliseconds until the last of
 * the app's timeouts that are no longer than `within`. `told`: messages that may have changed the view. `frames`: how
 * many frames the app has drawn, and `drawing`: whether it waits for the next one. `next`: when the next timer is due
 * while the host keeps the app's time (`app_clock.ts`), and `stands`: whether it lets it stand still.
 *
 * Who asks through the shell gets the answer when the view has taken in all that was told.
 */
export function rest(within: number): JsonObject {
  const { router } = program()
  const flushing = router.top !== undefined && !router.top.backend.idle
  const open = openCalls() + openQuestions() + openReports() + worksUnderWay() + Number(router.busy) + Number(flushing)
  return { open, due: timersDue(within), told: toldTo(), frames: frames.drawn, drawing: frames.waiting.size > 0, next: nextDue(), stands: standsStill() }
}
