/** Which keys the drawn keyboard has for each kind of field, and how high it is. */
import type { Screen } from '../../shared/messages'

export type Layout = 'letters' | 'symbols' | 'number' | 'digit' | 'idcard' | 'tel'

/** A key: what it types or does, and how wide it is beside a letter. */
export interface Key {
  readonly id: string
  readonly text: string
  readonly width?: number
}

/** Keys that do something; all others type their text. */
export const SHIFT = 'shift'
export const DELETE = 'delete'
export const SWITCH = 'switch'
export const CONFIRM = 'confirm'
export const NOTHING = ''

const types = (row: string): Key[] => [...row].map((text) => ({ id: text, text }))
const erase = (width = 1.5): Key => ({ id: DELETE, text: '⌫', width })
const bottom = (other: string): Key[] => [
  { id: SWITCH, text: other, width: 2.4 }, { id: ' ', text: '空格', width: 5.2 }, { id: CONFIRM, text: '', width: 2.4 },
]
const pad = (corner: Key): Key[][] => [types('123'), types('456'), types('789'), [corner, ...types('0'), erase(1)]]

export const LAYOUTS: Readonly<Record<Layout, readonly (readonly Key[])[]>> = {
  letters: [types('qwertyuiop'), types('asdfghjkl'), [{ id: SHIFT, text: '⇧', width: 1.5 }, ...types('zxcvbnm'), erase()], bottom('123')],
  symbols: [types('1234567890'), types('-/:;()$&@"'), types('#+=.,?!\'').concat(erase()), bottom('ABC')],
  number: pad({ id: NOTHING, text: '' }),
  digit: pad({ id: '.', text: '.' }),
  idcard: pad({ id: 'X', text: 'X' }),
  tel: pad({ id: '+', text: '+' }),
}

const OF_TYPE: { readonly [type: string]: Layout } = { number: 'number', digit: 'digit', idcard: 'idcard', tel: 'tel' }

/** The keys a field of `<input type>` gets first. */
export const layoutOf = (type: unknown): Layout => OF_TYPE[String(type)] ?? 'letters'

/** What the confirming key says for each `confirm-type`. */
export const CONFIRM_TEXTS: { readonly [confirmType: string]: string } = {
  done: '完成', send: '发送', search: '搜索', next: '下一项', go: '前往', return: '换行',
}

/** Height of the bar with 完成 above the keys, CSS px. */
export const BAR_HEIGHT = 44

/** Height of the keys with what the system puts below them, CSS px, as the makers draw them. */
export function keysHeight({ platform, screenWidth, screenHeight }: Screen, bottomInset: number): number {
  const lying = screenWidth > screenHeight
  if (platform === 'android') return lying ? 180 : 256
  if (lying) return 162 + (bottomInset ? 38 : 0)
  return 216 + (bottomInset ? 75 : 0)
}
