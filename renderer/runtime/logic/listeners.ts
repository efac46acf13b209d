/** Listeners of `wx.on…`, for events of the device and of the runtime itself. */
import { reportError } from './errors'

type Listener = (...args: unknown[]) => unknown

const listeners = new Map<string, Listener[]>()
let onChange: (name: string, on: boolean) => void = () => {}

/** Be told when an event gets its first listener or loses its last. */
export function watchListeners(callback: (name: string, on: boolean) => void): void {
  onChange = callback
}

export function listen(name: string, listener: unknown): void {
  if (typeof listener !== 'function') return
  const known = listeners.get(name) ?? []
  listeners.set(name, [...known, listener as Listener])
  if (known.length === 0) onChange(name, true)
}

/** Listen instead of whoever listened before. */
export function listenAlone(name: string, listener: unknown): void {
  if (typeof listener !== 'function') return
  listeners.delete(name)
  listen(name, listener)
}

/** Remove one listener, or all when none is given. */
export function unlisten(name: string, listener?: unknown): void {
  const known = listeners.get(name) ?? []
  const kept = typeof listener === 'function' ? known.filter((item) => item !== listener) : []
  if (kept.length === known.length) return
  listeners.set(name, kept)
  if (kept.length === 0) onChange(name, false)
}

/** Call the listeners of an event; tells whether there were any. */
export function emit(name: string, ...args: unknown[]): boolean {
  const known = listeners.get(name) ?? []
  for (const listener of known) {
    try {
      listener(...args)
    } catch (error) {
      reportError('script', error)
    }
  }
  return known.length > 0
}

/** Remove every listener of a task or object that has ended. */
export function forgetObject(prefix: string): void {
  for (const name of [...listeners.keys()]) if (name.startsWith(prefix)) listeners.delete(name)
}

/** Forget everything: the app is started anew. */
export function forgetListeners(): void {
  for (const [name, known] of listeners) if (known.length > 0) onChange(name, false)
  listeners.clear()
}
