/** `wx.createAnimation`: records steps that the `animation` attribute plays. */
import type { Json } from '../shared/chunk'

interface Options {
  readonly duration?: number
  readonly timingFunction?: string
  readonly delay?: number
  readonly transformOrigin?: string
}

interface Action {
  readonly type: string
  readonly args: readonly Json[]
}

const TRANSFORMS = [
  'matrix', 'matrix3d', 'rotate', 'rotate3d', 'rotateX', 'rotateY', 'rotateZ', 'scale', 'scale3d', 'scaleX', 'scaleY', 'scaleZ',
  'skew', 'skewX', 'skewY', 'translate', 'translate3d', 'translateX', 'translateY', 'translateZ',
]
const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'right', 'bottom', 'left']
const LENGTHS = new Set(['width', 'height', 'top', 'right', 'bottom', 'left'])

export type Animation = Record<string, (...args: never[]) => unknown>

/** Make an animation; its methods record and return it, `export` hands the steps over and forgets them. */
export function createAnimation(defaults: Options = {}): Animation {
  let actions: Action[] = []
  let steps: unknown[] = []
  const animation: Record<string, (...args: never[]) => unknown> = {
    step: (options: Options = {}) => {
      const { duration = 400, timingFunction = 'linear', delay = 0, transformOrigin = '50% 50% 0' } = { ...defaults, ...options }
      steps.push({ animates: actions, option: { transformOrigin, transition: { duration, timingFunction, delay } } })
      actions = transformsOnly(actions)
      return animation
    },
    export: () => {
      const exported = { actions: steps }
      steps = []
      return exported
    },
  }
  for (const name of TRANSFORMS) {
    animation[name] = (...args: Json[]) => {
      actions = [...actions.filter((action) => action.type !== name), { type: name, args: args.length ? args : [defaultOf(name)] }]
      return animation
    }
  }
  for (const name of STYLES) {
    animation[name] = (value: Json) => {
      const sized = typeof value === 'number' && LENGTHS.has(name) ? `${value}px` : value
      actions = [...actions.filter(({ type, args }) => type !== 'style' || args[0] !== name), { type: 'style', args: [name, sized] }]
      return animation
    }
  }
  return animation
}

/** Transforms last from step to step, styles are left as they are. */
function transformsOnly(actions: readonly Action[]): Action[] {
  return actions.filter((action) => action.type !== 'style')
}

function defaultOf(name: string): number {
  return name.startsWith('scale') ? 1 : 0
}
