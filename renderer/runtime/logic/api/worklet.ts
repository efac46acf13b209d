/** `wx.worklet` for pages drawn by the WebView: values are shared at once, animations jump to their end. */
import { natives } from '../natives'
import { Easing } from './easing'
import { invoke } from './outcome'

interface Shared {
  value: unknown
}

const end = (value: unknown, ...rest: unknown[]): unknown => {
  const callback = rest.find((item) => typeof item === 'function')
  if (callback) natives.queueMicrotask(() => invoke(callback, true))
  return value
}

export const worklet = {
  shared: (value: unknown): Shared => ({ value }),
  derived: (updater: () => unknown): Shared => ({ get value() { return updater() }, set value(_) {} }),
  timing: end,
  spring: end,
  decay: (_options: unknown, callback: unknown) => end(0, callback),
  delay: (_time: number, value: unknown) => value,
  repeat: (value: unknown) => value,
  sequence: (...values: unknown[]) => values.at(-1),
  cancelAnimation() {},
  runOnUI: (action: unknown) => (...args: unknown[]) => invoke(action, ...args),
  runOnJS: (action: unknown) => (...args: unknown[]) => invoke(action, ...args),
  Easing,
  scrollViewContext: { scrollTo() {} },
}

/** The state of a custom route once it has ended: pages appear at once. */
export function getRouteContext(): Record<string, unknown> {
  return {
    primaryAnimation: { value: 1 }, primaryAnimationStatus: { value: 3 }, secondaryAnimation: { value: 0 },
    secondaryAnimationStatus: { value: 0 }, userGestureInProgress: { value: 0 },
    startUserGesture() {}, stopUserGesture() {}, didPop() {},
  }
}
