/** Which entries of the capsule's menu a page offers: those it has a handler for, unless it has hidden them. */
import type { Page } from './page'
import { command } from './shell'

/** Entries of the menu → what `showShareMenu` calls them, and the handlers a page needs for them. */
const ENTRIES: Readonly<Record<string, { readonly menu: string; readonly handlers: readonly string[] }>> = {
  share: { menu: 'shareAppMessage', handlers: ['onShareAppMessage'] },
  // A page goes to the timeline only when it may also be sent to friends.
  'share-timeline': { menu: 'shareTimeline', handlers: ['onShareAppMessage', 'onShareTimeline'] },
}

const hidden = new WeakMap<Page, Set<string>>()

/** Tell the view what the menu over a page offers. */
export function offerShares(page: Page): void {
  const away = hidden.get(page)
  const offered = Object.entries(ENTRIES).map(([id, { menu, handlers }]) => [id, !away?.has(menu) && handlers.every((name) => page.has(name))])
  command(page.id, 'shareMenu', Object.fromEntries(offered) as Record<string, boolean>)
}

/** `showShareMenu` and `hideShareMenu` of a page; without `menus` the first one shows sending, the other hides all. */
export function showShares(page: Page, shown: boolean, menus: unknown): void {
  const all = Object.values(ENTRIES).map(({ menu }) => menu)
  const named = Array.isArray(menus) ? menus.map(String) : shown ? ['shareAppMessage'] : all
  const away = hidden.get(page) ?? new Set()
  for (const menu of named) {
    if (shown) away.delete(menu)
    else away.add(menu)
  }
  hidden.set(page, away)
  offerShares(page)
}
