/** The look of a page: its window settings with theme variables replaced. */
import type { Json, JsonObject, PageEntry } from '../shared/chunk'
import { device } from './device'
import { program } from './program'

/** Window settings of a page for the phone's theme. */
export function windowOf(entry: PageEntry): JsonObject {
  return themed(entry.window) as JsonObject
}

/** Replace every `@name` by the theme's value. */
export function themed(value: Json): Json {
  const theme = (program().bundle.manifest.theme[device.screen.theme] ?? {}) as JsonObject
  const replace = (item: Json): Json => {
    if (typeof item === 'string') return item.startsWith('@') ? (theme[item.slice(1)] ?? item) : item
    if (Array.isArray(item)) return item.map(replace)
    if (item !== null && typeof item === 'object') {
      return Object.fromEntries(Object.entries(item).map(([key, member]) => [key, replace(member)]))
    }
    return item
  }
  return replace(value)
}
