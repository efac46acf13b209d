/** Provinces, cities and districts of `<picker mode="region">`, from `runtime/regions.json`. */
import type { JsonObject } from '../../shared/chunk'
import { text } from '../theme'
import type { Columns } from './columns'

/** Six-digit codes → names, per level; the first two (four) digits name the parent. */
export interface Regions {
  readonly provinces: { readonly [code: string]: string }
  readonly cities: { readonly [code: string]: string }
  readonly districts: { readonly [code: string]: string }
}

interface Place {
  readonly code: string
  readonly name: string
}

let loading: Promise<Regions> | null = null

export function loadRegions(): Promise<Regions> {
  loading ??= fetch('runtime/regions.json').then((response) => response.json() as Promise<Regions>)
  loading.catch(() => { loading = null })
  return loading
}

/** Places of a table whose code begins as the parent's does. */
const under = (table: { readonly [code: string]: string }, prefix: string): Place[] =>
  Object.entries(table).filter(([code]) => code.startsWith(prefix)).map(([code, name]) => ({ code, name }))

export function regionColumns(regions: Regions, params: JsonObject): Columns {
  const custom = text(params['customItem'])
  const own: Place[] = custom ? [{ code: '', name: custom }] : []
  const depth = { province: 1, city: 2 }[text(params['level'], 'region')] ?? 3
  const wanted = Array.isArray(params['value']) ? params['value'].map((item) => text(item)) : []
  const tables = [regions.provinces, regions.cities, regions.districts]
  const chosen = [0, 0, 0]
  const places = (): Place[][] => {
    const lists: Place[][] = []
    let prefix = ''
    for (let level = 0; level < depth; level++) {
      const parent = level ? lists[level - 1]?.[chosen[level - 1] ?? 0] : null
      if (parent) prefix = parent.code.slice(0, level * 2)
      // Below one's own entry ("all") there is only that entry.
      const list = parent && !parent.code ? own : [...own, ...under(tables[level] ?? {}, prefix)]
      lists.push(list)
      chosen[level] = Math.min(chosen[level] ?? 0, Math.max(0, list.length - 1))
    }
    return lists
  }
  for (let level = 0; level < depth; level++) {
    const found = (places()[level] ?? []).findIndex((place) => place.name === wanted[level])
    if (found >= 0) chosen[level] = found
  }
  return {
    lists: () => places().map((list) => list.map((place) => place.name)),
    chosen: () => chosen.slice(0, depth),
    choose: (column, index) => {
      chosen[column] = index
      for (let lower = column + 1; lower < 3; lower++) chosen[lower] = 0
    },
    result: () => {
      const picked = places().map((list, level) => list[chosen[level] ?? 0]).filter((place) => place !== undefined)
      return { value: picked.map(({ name }) => name), code: picked.map(({ code }) => code).filter(Boolean), postcode: '' }
    },
  }
}
