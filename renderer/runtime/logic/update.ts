/** A new generation of the app: take over what changed and keep everything else. */
import type { ToLogic } from '../shared/messages'
import { reportError } from './errors'
import { relaunch } from './launch'
import { ge, type EngineElement } from './engine'
import type { Page } from './page'
import { program } from './program'
import { changed } from './state'
import { formatQuery } from './url'

type Update = Extract<ToLogic, { type: 'update' }>

let updates: Promise<void> = Promise.resolve()

/** Apply updates one after another. */
export function update(message: Update): void {
  updates = updates.then(() => apply(message)).catch((error: unknown) => reportError('internal', error)).then(changed)
}

async function apply(message: Update): Promise<void> {
  const { bundle, router } = program()
  if (message.kind === 'app') return relaunch(message.base, router.stack.map(urlOf))
  bundle.renew(message.base, message.stale)
  const wanted = new Set(router.living.map((page) => `page/${page.route}`))
  wanted.add('app')
  await Promise.all(message.stale.filter((name) => wanted.has(name)).map((name) => bundle.chunk(name)))
  const stale = new Set(message.stale)
  const pages = router.living.filter((page) => stale.has('app') || stale.has(`page/${page.route}`))
  if (message.kind === 'style') for (const page of pages) page.sendStyles()
  else if (message.kind === 'template') renewTemplates(pages)
  else recreate(pages)
  return undefined
}

function urlOf(page: Page): string {
  const search = formatQuery(page.query)
  return search ? `${page.route}?${search}` : page.route
}

/** Render changed templates with the data that is there; instances, stack and scroll stay. */
function renewTemplates(pages: readonly Page[]): void {
  const { bundle, components } = program()
  components.renewTemplates([...bundle.components.keys()])
  for (const page of pages) {
    page.sendStyles()
    renew(page.component)
  }
}

/** Apply the new template to a component; its parts are made anew by it. */
function renew(component: EngineElement): void {
  if (ge.Component.isComponent(component)) component.applyTemplateUpdates()
}

/** Scripts changed: pages are created anew with their route and query. */
function recreate(pages: readonly Page[]): void {
  const { components, modules, router } = program()
  modules.forget()
  components.forget()
  for (const page of pages) router.replace(page)
}
