/** A new generation of the app: take over what changed and keep everything else. */
import type { ComponentUnit } from '../shared/chunk'
import type { ToLogic } from '../shared/messages'
import { reportError } from './errors'
import { relaunch } from './launch'
import { ge, type EngineElement } from './engine'
import type { Page } from './page'
import { program } from './program'
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
  if (message.kind === 'app') return relaunch(message.base, router.stack.map(urlOf))
  const before = new Map(bundle.components)
  bundle.renew(message.base, message.stale)
  const wanted = new Set(router.living.map((page) => `page/${page.route}`))
  wanted.add('app')
  await Promise.all(message.stale.filter((name) => wanted.has(name) || name.startsWith('component/')).map((name) => bundle.chunk(name)))
  const stale = new Set(message.stale)
  const pages = router.living.filter((page) => stale.has('app') || stale.has(`page/${page.route}`))
  if (message.kind === 'style') for (const page of pages) page.sendStyles()
  else if (message.kind === 'template' && sameParts(before)) renewTemplates(pages, before)
  else recreate(pages)
  return undefined
}

/** Whether every component still uses the same ones and has the same settings. */
function sameParts(before: ReadonlyMap<string, ComponentUnit>): boolean {
  for (const [path, unit] of program().bundle.components) {
    const old = before.get(path)
    if (!old || JSON.stringify([old.using, old.json]) !== JSON.stringify([unit.using, unit.json])) return false
  }
  return true
}

function urlOf(page: Page): string {
  const search = formatQuery(page.query)
  return search ? `${page.route}?${search}` : page.route
}

/** Render changed templates with the data that is there; instances, stack and scroll stay. */
function renewTemplates(pages: readonly Page[], before: ReadonlyMap<string, ComponentUnit>): void {
  const { bundle, components } = program()
  const changed = new Set([...bundle.components].filter(([path, unit]) => before.get(path)?.template !== unit.template).map(([path]) => path))
  components.renewTemplates([...changed])
  for (const page of pages) {
    page.sendStyles()
    renew(page.component, changed)
  }
}

/** Apply new templates from the outside in; what lies inside a changed component is made anew by it. */
function renew(node: EngineElement, changed: ReadonlySet<string>): void {
  if (ge.Component.isComponent(node)) {
    if (changed.has(node.is)) {
      node.applyTemplateUpdates()
      return
    }
    renew(node.getShadowRoot(), changed)
  }
  for (const child of node.childNodes ?? []) if (ge.Element.isElement(child)) renew(child, changed)
}

/** Scripts changed: pages are created anew with their route and query. */
function recreate(pages: readonly Page[]): void {
  const { components, modules, router } = program()
  modules.forget()
  components.forget()
  for (const page of pages) router.replace(page)
}
