/** The channel between a page and the page it opened. */
import { reportError } from './errors'

type Listener = (...args: unknown[]) => void
interface Entry {
  listener: Listener
  once: boolean
}

export class EventChannel {
  readonly #listeners = new Map<string, Entry[]>()
  /** Events sent before somebody listened. */
  readonly #early = new Map<string, unknown[][]>()
  #other: EventChannel = this

  /** Two ends: what one emits the other hears. */
  static pair(): [EventChannel, EventChannel] {
    const ends: [EventChannel, EventChannel] = [new EventChannel(), new EventChannel()]
    ends[0].#other = ends[1]
    ends[1].#other = ends[0]
    return ends
  }

  emit(name: string, ...args: unknown[]): void {
    this.#other.#receive(name, args)
  }

  on(name: string, listener: Listener): void {
    this.#add(name, { listener, once: false })
  }

  once(name: string, listener: Listener): void {
    this.#add(name, { listener, once: true })
  }

  off(name: string, listener?: Listener): void {
    const kept = listener ? this.#entries(name).filter((entry) => entry.listener !== listener) : []
    this.#listeners.set(name, kept)
  }

  #entries(name: string): Entry[] {
    return this.#listeners.get(name) ?? []
  }

  #add(name: string, entry: Entry): void {
    this.#listeners.set(name, [...this.#entries(name), entry])
    const early = this.#early.get(name) ?? []
    this.#early.delete(name)
    for (const args of early) this.#receive(name, args)
  }

  #receive(name: string, args: unknown[]): void {
    const entries = this.#entries(name)
    if (entries.length === 0) {
      this.#early.set(name, [...(this.#early.get(name) ?? []), args])
      return
    }
    this.#listeners.set(name, entries.filter((entry) => !entry.once))
    for (const { listener } of entries) {
      try {
        listener(...args)
      } catch (error) {
        reportError('script', error)
      }
    }
  }
}
