/** The `wx` of each plugin: as the app's was at first, but what one replaces there the other does not see. */

/** Where the compiler puts the source of plugins: `<folder><alias>/…`. */
const FOLDER = '__plugin__/'

let members: PropertyDescriptorMap = {}
const surfaces = new Map<string, Record<string, unknown>>()

/** Alias of the plugin that a package path belongs to, or null. */
export const pluginOf = (path: string): string | null => (path.startsWith(FOLDER) ? (path.split('/')[1] ?? null) : null)

/** Remember what `wx` has, before the app can change it. */
export function keepSurface(wx: object): void {
  members = Object.getOwnPropertyDescriptors(wx)
}

/** The `wx` that the code of a plugin finds. */
export function pluginSurface(alias: string): Record<string, unknown> {
  let own = surfaces.get(alias)
  if (!own) {
    own = Object.defineProperties({}, members) as Record<string, unknown>
    surfaces.set(alias, own)
  }
  return own
}
