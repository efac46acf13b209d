/** A new generation of the app: take over what changed and keep everything else. */
import type { ToLogic } from '../shared/messages'
import { closure, difference, snapshot, type Edit } from './edits'
import { reportError } from './errors'
import { relaunch } from './launch'
import type { Page } from './page'
import { program } from './program'
import { redefine, renewTrees, type Redefined } from './redefine'
import { post } from './shell'
import { changed } from './state'
import { underWay } from './under_way'
import { formatQuery } from './url'

type Update = Extract<ToLogic, { type: 'update' }>

let updates: Promise<void> = Promise.resolve()

/** Apply updates one after another. */
export function update(message: Update): void {
  updates = underWay(() => updates.then(() => apply(message))).catch((error: unknown) => reportError('internal', error)).then(changed)
}

async function apply(message: Update): Promise<void> {
  const { bundle, router } = program()
  if (message.kind === 'app') await relaunch(message.base, router.stack.map(urlOf))
  else {
    const before = snapshot(bundle)
    bundle.renew(message.base, message.stale)
    const wanted = new Set(['app', ...router.living.map((page) => `page/${page.route}`)])
    await Promise.all(message.stale.filter((name) => wanted.has(name) || name.startsWith('component/')).map((name) => bundle.chunk(name)))
    renew(difference(before, bundle), message)
  }
  for (const page of program().router.living) page.backend.flush()
  post({ type: 'updated', base: message.base })
}

function urlOf(page: Page): string {
  const search = formatQuery(page.query)
  return search ? `${page.route}?${search}` : page.route
}

/** Bring the living pages in line with the units that differ. */
function renew(edit: Edit, { stale, keep }: Update): void {
  const { router } = program()
  const names = new Set(stale)
  const touched = (page: Page): boolean => names.has('app') || names.has(`page/${page.route}`)
  for (const page of router.living) if (touched(page)) page.sendStyles()
  const redefined = redefine(edit, { keep: keep !== false })
  for (const page of router.living) {
    if (beginsAgain(page, edit, redefined)) router.replace(page)
    else renewTrees(page, edit, redefined)
  }
}

/** Whether a page cannot go on with what changed in it. */
function beginsAgain({ route, tab }: Page, edit: Edit, { anew }: Redefined): boolean {
  const { bundle, components } = program()
  if (anew.has(route) || edit.settings.has(route)) return true
  if (!tab || bundle.manifest.customTabBar === null) return false
  return [...closure(bundle.manifest.customTabBar, components.units)].some((path) => anew.has(path))
}
