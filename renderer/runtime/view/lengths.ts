/** Lengths as authors write them → CSS px. */
import type { Screen } from '../shared/messages'
import { rpxToPx, rpxWidth } from '../shared/rpx'

/** `20`, `'20'`, `'20px'`, `'40rpx'` → px; NaN when it is no length. */
export function length(value: unknown, screen: Screen): number {
  if (typeof value === 'number') return value
  const match = /^\s*(-?[\d.]+(?:e-?\d+)?)\s*(px|rpx)?\s*$/i.exec(String(value ?? ''))
  if (!match) return NaN
  const number = Number(match[1])
  return match[2]?.toLowerCase() === 'rpx' ? rpxToPx(number, rpxWidth(screen)) : number
}
