/** Package paths: no leading slash, `/` between names. */

/** Folder of a path, '' at the root. */
export const folder = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** Resolve `.` and `..`; what climbs above the root stays at the root. */
export function normalize(path: string): string {
  const out: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') out.pop()
    else if (part !== '' && part !== '.') out.push(part)
  }
  return out.join('/')
}

/** Package path of `specifier` as written in `from`. */
export const join = (from: string, specifier: string): string =>
  normalize(specifier.startsWith('/') ? specifier : `${folder(from)}/${specifier}`)

/** Extension with its dot, '' when there is none. */
export function extension(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot) : ''
}
