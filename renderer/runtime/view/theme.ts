/** Settings of a window with the variables of theme.json filled in. */
import type { Json, JsonObject, Manifest } from '../shared/chunk'

export type Theme = 'light' | 'dark'

/** Whether the app follows the system's dark mode at all. */
export const followsSystem = (manifest: Manifest): boolean => manifest.app['darkmode'] === true

/** Replace every `@name` in `value` by the theme's colour; unknown names stay. */
export function resolve<T extends Json>(value: T, manifest: Manifest, theme: Theme): T {
  const variables = (manifest.theme[theme] ?? {}) as JsonObject
  const walk = (item: Json): Json => {
    if (typeof item === 'string') return item.startsWith('@') ? (variables[item.slice(1)] ?? item) : item
    if (Array.isArray(item)) return item.map(walk)
    if (item && typeof item === 'object') return Object.fromEntries(Object.entries(item).map(([key, entry]) => [key, walk(entry)]))
    return item
  }
  return walk(value) as T
}

const COLOUR = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$|^[a-z]+$|^(rgb|hsl)a?\(/i

/** A colour of the settings, or the fallback when it is none. */
export const colour = (value: unknown, fallback: string): string =>
  typeof value === 'string' && COLOUR.test(value.trim()) ? value.trim() : fallback

/** The text colour that the settings' `black` and `white` stand for. */
export const textStyle = (value: unknown, fallback: 'black' | 'white'): 'black' | 'white' =>
  value === 'black' || value === 'white' ? value : fallback

export const text = (value: unknown, fallback = ''): string => (value === undefined || value === null ? fallback : String(value))
