/** IntersectionObserver and MediaQueryObserver of app code. */
import type { JsonObject } from '../shared/chunk'
import type { NodeId, Question } from '../shared/messages'
import type { Caller, EngineComponent } from './engine'
import { jsonSafe } from './json'
import { componentOf, nodeId, pageOfComponent, selectAll } from './selectors'
import { ask, stopObserver } from './shell'
import { invoke } from './api/outcome'

interface Options {
  readonly thresholds?: readonly number[]
  readonly initialRatio?: number
  readonly observeAll?: boolean
}

type Relative = Extract<Question, { kind: 'intersection' }>['relative'][number]

export class IntersectionObserver {
  readonly #component: EngineComponent | null
  readonly #options: Options
  #relative: Relative[] = []
  #stops: (() => void)[] = []

  constructor(caller: Caller, options: Options = {}) {
    this.#component = componentOf(caller)
    this.#options = options
  }

  relativeTo(selector: string, margins: JsonObject = {}): this {
    const [element] = selectAll(this.#component, selector)
    if (element) this.#relative.push({ node: nodeId(element), margins: jsonSafe(margins) as JsonObject })
    return this
  }

  relativeToViewport(margins: JsonObject = {}): this {
    this.#relative.push({ node: null, margins: jsonSafe(margins) as JsonObject })
    return this
  }

  observe(selector: string, callback: (result: unknown) => void): void {
    const page = this.#component && pageOfComponent(this.#component)
    if (!page || page.closed) return
    page.backend.flush()
    const found = selectAll(this.#component, selector)
    for (const element of this.#options.observeAll ? found : found.slice(0, 1)) {
      const node: NodeId | null = nodeId(element)
      if (node === null) continue
      const { thresholds = [0], initialRatio = 0 } = this.#options
      const question: Question = { kind: 'intersection', node, relative: this.#relative, thresholds, initialRatio }
      const { id } = ask(page.id, question, (detail) => invoke(callback, { ...detail, id: element.id, dataset: { ...element.dataset } }))
      this.#stops.push(() => stopObserver(page.id, id))
    }
  }

  disconnect(): void {
    for (const stop of this.#stops.splice(0)) stop()
    this.#relative = []
  }
}

export class MediaQueryObserver {
  readonly #component: EngineComponent | null
  #stops: (() => void)[] = []

  constructor(caller: Caller) {
    this.#component = componentOf(caller)
  }

  observe(descriptor: JsonObject, callback: (result: unknown) => void): void {
    const page = this.#component && pageOfComponent(this.#component)
    if (!page || page.closed) return
    const question: Question = { kind: 'media-query', descriptor: jsonSafe(descriptor) as JsonObject }
    const { id } = ask(page.id, question, (detail) => invoke(callback, detail))
    this.#stops.push(() => stopObserver(page.id, id))
  }

  disconnect(): void {
    for (const stop of this.#stops.splice(0)) stop()
  }
}
