/** What the wheels of a picker hold in each mode, and what the choice is worth. */
import type { Json, JsonObject } from '../../shared/chunk'
import { text } from '../theme'
import { loadRegions, regionColumns } from './regions'

export interface Columns {
  lists(): readonly (readonly string[])[]
  chosen(): readonly number[]
  choose(column: number, index: number): void
  /** Detail of the picker's `change` event. */
  result(): JsonObject
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Columns of a mode; `region` loads its data the first time. */
export async function columnsOf(mode: string, params: JsonObject): Promise<Columns> {
  switch (mode) {
    case 'multiSelector':
      return multiColumns(params)
    case 'time':
      return timeColumns(params)
    case 'date':
      return dateColumns(params)
    case 'region':
      return regionColumns(await loadRegions(), params)
    default:
      return selectorColumns(params)
  }
}

const strings = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map((item) => text(item)) : [])

function selectorColumns(params: JsonObject): Columns {
  const list = strings(params['range'])
  let chosen = Math.min(Number(params['value']) || 0, Math.max(0, list.length - 1))
  return {
    lists: () => [list],
    chosen: () => [chosen],
    choose: (_, index) => { chosen = index },
    result: () => ({ value: chosen }),
  }
}

function multiColumns(params: JsonObject): Columns {
  const lists = (Array.isArray(params['range']) ? params['range'] : []).map(strings)
  const value = Array.isArray(params['value']) ? params['value'] : []
  const chosen = lists.map((list, column) => Math.min(Number(value[column]) || 0, Math.max(0, list.length - 1)))
  return {
    lists: () => lists,
    chosen: () => chosen,
    choose: (column, index) => { chosen[column] = index },
    result: () => ({ value: [...chosen] }),
  }
}

/** Minutes since midnight of `hh:mm`, or the fallback. */
function minutes(value: Json | undefined, fallback: number): number {
  const match = /^(\d{1,2}):(\d{1,2})/.exec(text(value))
  return match ? Number(match[1]) * 60 + Number(match[2]) : fallback
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)

function timeColumns(params: JsonObject): Columns {
  const first = minutes(params['start'], 0)
  const last = Math.max(first, minutes(params['end'], 23 * 60 + 59))
  const now = new Date()
  let at = Math.min(last, Math.max(first, minutes(params['value'], now.getHours() * 60 + now.getMinutes())))
  const hours = (): number[] => range(Math.floor(first / 60), Math.floor(last / 60))
  const minutesOf = (): number[] => {
    const hour = Math.floor(at / 60)
    return range(hour === Math.floor(first / 60) ? first % 60 : 0, hour === Math.floor(last / 60) ? last % 60 : 59)
  }
  return {
    lists: () => [hours().map(two), minutesOf().map(two)],
    chosen: () => [hours().indexOf(Math.floor(at / 60)), minutesOf().indexOf(at % 60)],
    choose: (column, index) => {
      if (column === 0) at = Math.min(last, Math.max(first, (hours()[index] ?? 0) * 60 + (at % 60)))
      else at = Math.floor(at / 60) * 60 + (minutesOf()[index] ?? 0)
    },
    result: () => ({ value: `${two(Math.floor(at / 60))}:${two(at % 60)}` }),
  }
}

type Day = [year: number, month: number, day: number]

function day(value: Json | undefined, fallback: Day): Day {
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/.exec(text(value))
  return match ? [Number(match[1]), Number(match[2] ?? fallback[1]), Number(match[3] ?? fallback[2])] : fallback
}

const compare = (one: Day, other: Day): number => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]
const daysIn = (year: number, month: number): number => new Date(year, month, 0).getDate()

function dateColumns(params: JsonObject): Columns {
  const first = day(params['start'], [1970, 1, 1])
  const last = day(params['end'], [2099, 12, 31])
  const now = new Date()
  const parts = { year: 1, month: 2, day: 3 }[text(params['fields'], 'day')] ?? 3
  const clamp = (value: Day): Day => {
    const [year, month] = value
    const real: Day = [year, month, Math.min(value[2], daysIn(year, month))]
    return compare(real, first) < 0 ? first : compare(real, last) > 0 ? last : real
  }
  let at = clamp(day(params['value'], [now.getFullYear(), now.getMonth() + 1, now.getDate()]))
  const lists = (): number[][] => {
    const [year, month] = at
    const firstYear = year === first[0]
    const lastYear = year === last[0]
    return [
      range(first[0], last[0]),
      range(firstYear ? first[1] : 1, lastYear ? last[1] : 12),
      range(firstYear && month === first[1] ? first[2] : 1, lastYear && month === last[1] ? last[2] : daysIn(year, month)),
    ].slice(0, parts)
  }
  const units = ['年', '月', '日']
  return {
    lists: () => lists().map((list, column) => list.map((item) => `${column ? two(item) : item}${units[column]}`)),
    chosen: () => lists().map((list, column) => list.indexOf(at[column] as number)),
    choose: (column, index) => {
      const next: Day = [...at]
      next[column] = lists()[column]?.[index] ?? (at[column] as number)
      at = clamp(next)
    },
    result: () => ({ value: at.slice(0, parts).map((part, column) => (column ? two(part) : String(part))).join('-') }),
  }
}
