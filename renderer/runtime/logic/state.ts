/** Tells the host which pages are open and when the shown one is ready. */
import { openCalls, tell } from './api/call'
import { openReports } from './errors'
import { program, running } from './program'
import { natives } from './natives'
import { formatQuery } from './url'

let scheduled = false
let reported = ''

/** Something that bears on the page stack or on readiness changed. */
export function changed(): void {
  if (scheduled) return
  scheduled = true
  // After the tasks that are queued now: work that leads to more work is not ready.
  natives.setTimeout(check, 0)
}

function check(): void {
  scheduled = false
  if (!running()) return
  const { router } = program()
  const stack = router.stack.map((page) => page.route)
  const ready = isReady() ? (router.top?.route ?? '') : ''
  const page = router.top?.id ?? 0
  const queries = router.stack.map((page) => formatQuery(page.query))
  const renderer = program().bundle.components.get(router.top?.route ?? '')?.renderer ?? ''
  const next = JSON.stringify([stack, ready, page, queries, renderer])
  if (next === reported) return
  reported = next
  tell('$state', { stack, ready, queries, renderer })
}

/** The shown page ran `onReady`, no operation is queued and no call is pending. */
function isReady(): boolean {
  const { router } = program()
  const page = router.top
  return Boolean(page?.ready && page.backend.idle && !router.busy && openCalls() === 0 && openReports() === 0)
}
