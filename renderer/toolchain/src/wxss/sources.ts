/** Finds the source a Less or Sass import means, among the sources of one item. */

import { extension, folder, join, normalize } from '../paths'
import type { WxssCompileItem } from './compile'

/** Path in `sources` of `specifier` as written in `from`, or undefined. */
export function findSource(item: WxssCompileItem, from: string, specifier: string, extensions: readonly string[]): string | undefined {
  const resolved = item.resolved[from]?.[specifier]
  if (resolved !== undefined && item.sources[resolved] !== undefined) return resolved
  const bases = [join(from, specifier), normalize(specifier)]
  for (const base of bases) {
    const partial = normalize(`${folder(base)}/_${base.slice(base.lastIndexOf('/') + 1)}`)
    const stems = extension(base) && item.sources[base] !== undefined ? [base] : [base, partial, `${base}/index`, `${base}/_index`]
    for (const stem of stems) {
      for (const candidate of [stem, ...extensions.map((one) => stem + one)]) {
        if (item.sources[candidate] !== undefined) return candidate
      }
    }
  }
  return undefined
}
