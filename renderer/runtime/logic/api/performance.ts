/** `wx.getPerformance`: marks of the runtime's own course and observers of them. */
import { appTime } from '../app_clock'
import { natives } from '../natives'
import { invoke } from './outcome'

interface Entry {
  readonly entryType: string
  readonly name: string
  readonly startTime: number
  readonly duration: number
  readonly path?: string
  readonly moduleName?: string
}

interface Observer {
  readonly types: Set<string>
  readonly callback: unknown
}

const entries: Entry[] = []
const observers = new Set<Observer>()
let limit = 100

/** Note that something happened, for observers of performance: what began at `began` of the worker's clock has just ended. */
export function measured(entryType: string, name: string, began: number, more: { readonly path?: string; readonly moduleName?: string }): void {
  const duration = Math.round(natives.performance.now() - began)
  const entry = { entryType, name, startTime: Math.round(appTime()) - duration, duration, ...more }
  if (entries.length < limit) entries.push(entry)
  for (const { types, callback } of observers) if (types.has(entryType)) invoke(callback, list([entry]))
}

function list(items: readonly Entry[]): Record<string, unknown> {
  return {
    getEntries: () => [...items],
    getEntriesByName: (name: string, type?: string) => items.filter((item) => item.name === name && (!type || item.entryType === type)),
    getEntriesByType: (type: string) => items.filter((item) => item.entryType === type),
  }
}

export function performanceOf(): Record<string, unknown> {
  return {
    ...list(entries),
    getEntries: () => [...entries],
    now: () => natives.performance.now(),
    setBufferSize: (size: number) => { limit = Number(size) || limit },
    createObserver: (callback: unknown) => {
      const observer: Observer = { types: new Set(), callback }
      return {
        supportedEntryTypes: ['navigation', 'render', 'script'],
        observe: ({ entryTypes = [], type }: { entryTypes?: string[]; type?: string }) => {
          for (const name of type ? [type] : entryTypes) observer.types.add(name)
          observers.add(observer)
        },
        disconnect: () => observers.delete(observer),
      }
    },
  }
}
