/** Data of the app, its pages and components for the AppData panel, with a record of who set what. */
import type { Json, JsonObject } from '../shared/chunk'
import type { Caller, EngineElement } from './engine'
import { ge } from './engine'
import { nodeOf } from './inspect_tree'
import { isWatching, spent, touched } from './inspect_watch'
import { jsonSafe } from './json'
import { isMeasuring } from './measures'
import { natives } from './natives'
import { pageOf } from './page'
import { program } from './program'

const APP = 'app'
const KEPT_CALLS = 300
const KEPT_MEASURED = 3000
const MOST_COMPONENTS = 300

interface SetDataCall {
  readonly number: number
  /** Milliseconds since 1970. */
  readonly time: number
  readonly owner: string
  /** Number of the instance. */
  readonly instance: number
  readonly page: string
  readonly paths: string[]
  /** Bytes of the data as JSON. */
  readonly bytes: number
  /** Until the data was in the logic's tree, and until the view showed it; milliseconds. */
  readonly ms: number
  shown: number | null
}

let calls: SetDataCall[] = []
let lastCall = 0
const components = new WeakMap<object, number>()
const byNumber = new Map<number, WeakRef<EngineElement>>()
let lastComponent = 0

/** Run a `setData`, and remember it while a panel looks or a smoke run measures. */
export function recorded(caller: Caller, data: Record<string, unknown>, run: () => void): void {
  if (!isWatching() && !isMeasuring()) {
    run()
    return
  }
  const component = caller._$
  const page = pageOf(component)
  const begun = natives.performance.now()
  run()
  const ms = natives.performance.now() - begun
  lastCall += 1
  const call: SetDataCall = {
    number: lastCall, time: Date.now(), owner: String(component?.is ?? ''), instance: numberOf(component), page: page?.route ?? '', paths: Object.keys(data), bytes: sizeOf(data), ms, shown: null,
  }
  calls = [...calls.slice(1 - (isMeasuring() ? KEPT_MEASURED : KEPT_CALLS)), call]
  page?.backend.afterApply(() => {
    call.shown = natives.performance.now() - begun
  })
  if (page) touched(page.id)
}

/** Every `setData` of a smoke run, in their order. */
export const setDataCalls = (): JsonObject[] => calls.map(({ time, owner, instance, page, paths, bytes, ms }) => ({ time, owner, instance, page, paths: paths.slice(0, 50), bytes, ms }))

/** Bytes of a value as JSON in UTF-8. */
function sizeOf(value: unknown): number {
  const text = JSON.stringify(jsonSafe(value)) ?? ''
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7ff) bytes += 2
    else if (code > 0x7f) bytes += 1
  }
  return bytes
}

/** Whose data there is: the app, the pages from the bottom of the stack, the components of each. */
export function owners(): Json[] {
  const { router } = program()
  const found: JsonObject[] = [{ owner: APP, kind: 'app', name: 'App' }]
  for (const page of router.stack) {
    found.push({ owner: `page:${page.id}`, kind: 'page', name: page.route, top: page === router.top })
    if (!page.component) continue
    for (const component of componentsOf(page.component)) {
      found.push({ owner: `component:${numberOf(component)}`, kind: 'component', name: String(component.is), tag: String(component.tagName ?? ''), parent: `page:${page.id}` })
    }
  }
  return found
}

function componentsOf(root: EngineElement): EngineElement[] {
  const found: EngineElement[] = []
  const visit = (node: EngineElement): void => {
    node.forEachComposedChild?.((child: EngineElement) => {
      if (found.length >= MOST_COMPONENTS) return false
      if (ge.Component.isComponent(child)) found.push(child)
      if (ge.Element.isElement(child)) visit(child)
      return true
    })
  }
  visit(root)
  return found
}

function numberOf(component: EngineElement): number {
  let number = components.get(component)
  if (number === undefined) {
    lastComponent += 1
    number = lastComponent
    components.set(component, number)
    byNumber.set(number, new WeakRef(component))
  }
  return number
}

/** The instance whose data `owner` names: `app`, `page:<id>`, `component:<number>` or `row:<number>` of the Wxml panel. */
function callerOf(owner: string): Caller {
  const [kind, number] = owner.split(':')
  if (kind === 'page') {
    const page = program().router.page(Number(number))
    if (!page) throw new Error('this page is closed')
    return page.caller
  }
  const component = kind === 'row' ? nodeOf(number) : byNumber.get(Number(number))?.deref()
  if (!component || !ge.Component.isComponent(component)) throw new Error('this component is gone')
  return component.getMethodCaller()
}

let told = { owner: '', text: '' }

/** Data of one owner, `same` when it is what the last answer said, and the calls after number `since`. */
export function appData(args: JsonObject): JsonObject {
  const begun = natives.performance.now()
  const owner = String(args['owner'] ?? APP)
  const data = jsonSafe(dataOf(owner)) ?? null
  const text = JSON.stringify(data)
  const same = args['fresh'] !== true && told.owner === owner && told.text === text
  told = { owner, text }
  const since = Number(args['since'] ?? 0)
  const answer = { owner, same, data: same ? null : data, owners: owners(), calls: calls.filter((call) => call.number > since || call.shown === null) }
  spent(natives.performance.now() - begun)
  return answer as unknown as JsonObject
}

function dataOf(owner: string): unknown {
  if (owner === APP) return program().app.get()?.['globalData'] ?? {}
  return callerOf(owner).data
}

/** Put a value at a path, or take away what is there; what shows it is painted anew. */
export function editData(args: JsonObject): JsonObject {
  const owner = String(args['owner'] ?? APP)
  const path = (args['path'] ?? []) as (string | number)[]
  const [first, ...rest] = path
  if (first === undefined) throw new Error('the whole data cannot be replaced')
  if (owner === APP) {
    const app = program().app.get() as { globalData?: object } | undefined
    if (!app) throw new Error('there is no app')
    app.globalData ??= {}
    change(app.globalData, path, args)
  } else {
    const caller = callerOf(owner)
    // A copy of the whole field: an edit inside it takes away as well as puts.
    const field = { [first]: jsonSafe(caller.data[first]) ?? null }
    if (rest.length === 0 && args['remove'] === true) throw new Error('setData cannot take a field away')
    change(field, path, args)
    caller.setData(field)
  }
  return appData({ owner, fresh: true })
}

function change(target: object, path: readonly (string | number)[], { value, remove }: JsonObject): void {
  let at = target as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  const last = path.at(-1) as string | number
  if (remove !== true) at[last] = value
  else if (Array.isArray(at)) at.splice(Number(last), 1)
  else delete at[last]
}
