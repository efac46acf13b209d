/** SelectorQuery: questions about nodes, answered by the view in one go. */
import type { JsonObject } from '../shared/chunk'
import type { Caller, EngineComponent, EngineElement } from './engine'
import { ge } from './engine'
import { jsonSafe } from './json'
import { nodeObject } from './node_objects'
import type { Page } from './page'
import { componentOf, nodeId, pageOfComponent, selectAll } from './selectors'
import { ask } from './shell'
import { invoke } from './api/outcome'
import { counted } from './api/call'

type Callback = (result: unknown) => void
type Fields = Record<string, unknown>

interface Entry {
  readonly component: EngineComponent | null
  /** null: the viewport. */
  readonly selector: string | null
  readonly single: boolean
  readonly fields: Fields
  readonly callback: unknown
}

export class SelectorQuery {
  readonly #entries: Entry[] = []
  #component: EngineComponent | null

  constructor(caller?: Caller) {
    this.#component = componentOf(caller)
  }

  in(caller: Caller): this {
    this.#component = componentOf(caller)
    return this
  }

  select(selector: string): NodesRef {
    return this.#nodes(String(selector), true)
  }

  selectAll(selector: string): NodesRef {
    return this.#nodes(String(selector), false)
  }

  selectViewport(): NodesRef {
    return this.#nodes(null, true)
  }

  /** Send the questions; `callback` receives all results in order. */
  exec(callback?: Callback): NodesRef | undefined {
    const entries = this.#entries.slice()
    void counted(async () => {
      const results = await Promise.all(entries.map(answer))
      entries.forEach((entry, index) => invoke(entry.callback, results[index]))
      invoke(callback, results)
    })
    return undefined
  }

  #nodes(selector: string | null, single: boolean): NodesRef {
    const component = this.#component
    return new NodesRef(this, (fields, callback) => {
      this.#entries.push({ component: component ?? componentOf(undefined), selector, single, fields, callback })
    })
  }
}

export class NodesRef {
  readonly #query: SelectorQuery
  readonly #add: (fields: Fields, callback: unknown) => void

  constructor(query: SelectorQuery, add: (fields: Fields, callback: unknown) => void) {
    this.#query = query
    this.#add = add
  }

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    this.#add({ ...fields }, callback)
    return this.#query
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback)
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback)
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback)
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback)
  }

  ref(callback?: Callback): SelectorQuery {
    return this.fields({ ref: true }, callback)
  }
}

async function answer(entry: Entry): Promise<unknown> {
  const page = entry.component && pageOfComponent(entry.component)
  if (!page || page.closed) return entry.single ? null : []
  page.backend.flush()
  if (entry.selector === null) return viewport(page, entry.fields)
  const found = selectAll(entry.component, entry.selector)
  const elements = entry.single ? found.slice(0, 1) : found
  const results = await describe(page, elements, entry.fields)
  return entry.single ? (results[0] ?? null) : results
}

async function viewport(page: Page, fields: Fields): Promise<unknown> {
  const { result } = await ask(page.id, { kind: 'viewport' }).answer
  const all = (result ?? {}) as JsonObject
  const picked: JsonObject = {}
  const take = (names: readonly string[]): void => names.forEach((name) => { picked[name] = all[name] ?? 0 })
  if (fields['id']) picked['id'] = ''
  if (fields['dataset']) picked['dataset'] = {}
  if (fields['rect']) take(['left', 'top', 'right', 'bottom'])
  if (fields['size']) take(['width', 'height'])
  if (fields['scrollOffset']) take(['scrollLeft', 'scrollTop', 'scrollWidth', 'scrollHeight'])
  return picked
}

async function describe(page: Page, elements: readonly EngineElement[], fields: Fields): Promise<unknown[]> {
  const placed = elements.map((element) => ({ element, node: nodeId(element) })).filter(({ node }) => node !== null)
  if (placed.length === 0) return []
  const wanted = (jsonSafe(fields) ?? {}) as JsonObject
  const { result } = await ask(page.id, { kind: 'fields', nodes: placed.map(({ node }) => node!), fields: wanted }).answer
  const answers = Array.isArray(result) ? result : []
  return Promise.all(placed.map(({ element, node }, index) => complete(page, element, node!, fields, answers[index] as JsonObject | null)))
}

/** What the worker knows better than the view: ids, data sets, properties, live objects. */
async function complete(page: Page, element: EngineElement, node: number, fields: Fields, seen: JsonObject | null): Promise<unknown> {
  const result: Record<string, unknown> = { ...seen }
  if (fields['id']) result['id'] = element.id
  if (fields['dataset']) result['dataset'] = { ...element.dataset }
  if (fields['mark']) result['mark'] = element.collectMarks()
  if (fields['ref']) result['ref'] = element
  if (Array.isArray(fields['properties']) && ge.Component.isComponent(element)) {
    for (const name of fields['properties'] as string[]) result[name] = element.data[name] ?? result[name] ?? null
  }
  for (const kind of ['node', 'context'] as const) {
    const handle = seen?.[kind]
    if (fields[kind]) result[kind] = handle ? await nodeObject({ page, node }, handle as never) : null
  }
  return result
}
