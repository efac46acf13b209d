/** Sharing a page: asks its handler for the card and hands it to the device. */
import type { JsonObject } from '../shared/chunk'
import { carryOut } from './api/carry_out'
import type { Result } from './api/outcome'
import type { Page } from './page'
import { program } from './program'
import { natives } from './natives'
import { formatQuery } from './url'

/** Page event → handler and kind of card. */
export const SHARES: Readonly<Record<string, readonly [handler: string, kind: string]>> = {
  share: ['onShareAppMessage', 'friend'],
  'share-timeline': ['onShareTimeline', 'timeline'],
  favorite: ['onAddToFavorites', 'favorite'],
}

/** How long a card may be promised, in milliseconds. */
const PATIENCE = 3000

/** Make the card and share it. */
export async function share(page: Page, event: string, detail: JsonObject): Promise<void> {
  const [handler, kind] = SHARES[event]!
  const { from = 'menu', target } = detail
  const card = await promised(page.call(handler, event === 'share' ? { from, target, webViewUrl: undefined } : {}))
  const query = formatQuery(page.query)
  const title = card['title'] ?? program().bundle.manifest.projectName
  const place = event === 'share' ? { path: card['path'] ?? `/${page.route}${query ? `?${query}` : ''}` } : { query: card['query'] ?? query }
  // Cancelling is an answer, not an error.
  await carryOut('share', { kind, title, imageUrl: card['imageUrl'] ?? '', ...place }, { page: page.route }).catch(() => undefined)
}

/** A card may come as a promise that has to be kept in time; until then what is there counts. */
async function promised(answer: unknown): Promise<Result> {
  const card = (typeof answer === 'object' && answer !== null ? answer : {}) as Result
  const { promise, ...rest } = card
  if (!(promise instanceof Promise)) return rest
  const late = new Promise<Result>((resolve) => natives.setTimeout(() => resolve(rest), PATIENCE))
  const kept = (promise as Promise<unknown>).then((value) => ({ ...rest, ...(value as Result) }), () => rest)
  return Promise.race([kept, late])
}
