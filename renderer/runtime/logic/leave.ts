/** Leaving a page by its back button, after a question when the app asked for one. */
import { reportError } from './errors'
import type { Page } from './page'
import { program } from './program'
import { RouteError } from './router'
import { ask } from './shell'

const messages = new WeakMap<Page, string>()

/** Ask `message` before the person leaves the page; null asks no more. */
export function alertBeforeLeaving(page: Page, message: string | null): void {
  if (message === null) messages.delete(page)
  else messages.set(page, message)
}

/** The person wants to go back. */
export async function leave(): Promise<void> {
  const { router } = program()
  const message = router.top && messages.get(router.top)
  if (router.top && message !== undefined) {
    const { result } = await ask(router.top.id, { kind: 'sheet', name: 'showModal', params: { content: message } }).answer
    if (!(result as { confirm?: boolean } | null)?.confirm) return
  }
  router.navigateBack().catch((error: unknown) => {
    if (!(error instanceof RouteError)) reportError('internal', error)
  })
}
