/** Paths into data, as `setData` writes them: `list[0].name`. */

/** The value at a path; undefined where it leads nowhere. */
export function valueAt(data: unknown, path: string): unknown {
  let at = data
  for (const [, name, index, quoted, apostrophed] of path.matchAll(/([^.[\]]+)|\[(\d+)\]|\[(?:"([^"]*)"|'([^']*)')\]/g)) {
    if (at === null || at === undefined) return undefined
    at = (at as Record<string, unknown>)[name ?? index ?? quoted ?? apostrophed ?? '']
  }
  return at
}
