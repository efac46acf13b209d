/** Animations: the `animation` attribute (wx.createAnimation) and key frames (`this.animate`). */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId } from '../shared/messages'
import { replaceRpx, rpxWidth } from '../shared/rpx'
import type { ElementNode } from './node'
import type { Page } from './page'

/** Functions whose plain numbers are lengths or angles. */
const LENGTHS = /^(translate|perspective)/
const ANGLES = /^(rotate|skew)/
const FUNCTIONS = new Set(
  ('matrix matrix3d perspective rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ ' +
    'skew skewX skewY translate translate3d translateX translateY translateZ').split(' '),
)
const STYLE_LENGTHS = /^(width|height|left|right|top|bottom|fontSize|margin|padding|borderRadius|borderWidth)/i

interface Step {
  readonly animates?: readonly { readonly type: string; readonly args: readonly Json[] }[]
  readonly option?: { readonly transformOrigin?: string; readonly transition?: JsonObject }
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** CSS of one transform function, as `rotate` with args `[45]` → `rotate(45deg)`. */
export function transformFunction(name: string, args: readonly Json[], width: number): string {
  const values = args.map((arg, index) => {
    if (typeof arg !== 'number') return replaceRpx(String(arg), width)
    if (LENGTHS.test(name)) return `${arg}px`
    if (name === 'rotate3d' ? index === 3 : ANGLES.test(name)) return `${arg}deg`
    return String(arg)
  })
  // A rotation about one axis only may be written with a single angle.
  return name === 'rotate3d' && values.length < 4 ? `rotate(${values[0] ?? '0'})` : `${name}(${values.join(',')})`
}

/** Runs the steps that wx.createAnimation exported on an element. */
export class AnimationAttribute {
  private readonly timers = new WeakMap<ElementNode, number>()

  constructor(private readonly page: Page) {}

  apply(owner: ElementNode, value: Json): void {
    const steps = (value as { actions?: readonly Step[] } | null)?.actions
    if (!Array.isArray(steps) || !steps.length) return
    this.page.window.clearTimeout(this.timers.get(owner))
    // After the batch, so that the start state has been laid out once.
    queueMicrotask(() => this.step(owner, steps as readonly Step[], 0))
  }

  private step(owner: ElementNode, steps: readonly Step[], index: number): void {
    const step = steps[index]
    if (!step) return
    const { element } = owner
    void element.offsetWidth
    const transforms: string[] = []
    const styles = new Map<string, string>()
    for (const { type, args } of step.animates ?? []) {
      if (type === 'style') styles.set(dashed(String(args[0])), this.styleValue(String(args[0]), args[1] ?? ''))
      else if (FUNCTIONS.has(type)) transforms.push(transformFunction(type, args, rpxWidth(this.page.screen)))
    }
    if (transforms.length) styles.set('transform', transforms.join(' '))
    const transition = step.option?.transition ?? {}
    const duration = this.page.phone.animate ? Number(transition['duration'] ?? 400) : 0
    const delay = this.page.phone.animate ? Number(transition['delay'] ?? 0) : 0
    owner.style('transition', [...styles.keys()].map((name) => `${name} ${duration}ms ${String(transition['timingFunction'] ?? 'linear')} ${delay}ms`).join(','))
    owner.style('transform-origin', step.option?.transformOrigin ?? '50% 50% 0')
    for (const [name, value] of styles) owner.style(name, value)
    this.timers.set(owner, this.page.window.setTimeout(() => this.step(owner, steps, index + 1), duration + delay))
  }

  private styleValue(name: string, value: Json): string {
    if (typeof value === 'number' && STYLE_LENGTHS.test(name)) return `${value}px`
    return replaceRpx(String(value), rpxWidth(this.page.screen))
  }
}

/** A key frame of `this.animate` → one of the Web Animations API. */
function keyframe(source: JsonObject, width: number): Keyframe {
  const frame: Keyframe = {}
  const transforms: string[] = []
  for (const [name, value] of Object.entries(source)) {
    if (name === 'offset') frame.offset = Number(value)
    else if (name === 'ease') frame.easing = String(value)
    else if (FUNCTIONS.has(name)) transforms.push(transformFunction(name, Array.isArray(value) ? value : [value], width))
    else if (name === 'transformOrigin') frame['transformOrigin'] = String(value)
    else if (value !== null && typeof value !== 'object') {
      frame[name === 'float' ? 'cssFloat' : name] = typeof value === 'number' && STYLE_LENGTHS.test(name) ? `${value}px` : replaceRpx(String(value), width)
    }
  }
  if (transforms.length) frame['transform'] = transforms.join(' ')
  return frame
}

/** Animations of `this.animate` on the nodes of a page. */
export class KeyframeAnimations {
  private readonly running = new Map<NodeId, Animation[]>()

  constructor(private readonly page: Page) {}

  /** Start; `finished` is called once when all nodes are done (never for a scroll timeline). */
  start(nodes: readonly NodeId[], keyframes: Json, duration: number, timeline: Json, finished: () => void): void {
    const frames = (Array.isArray(keyframes) ? keyframes : []).map((frame) => keyframe((frame ?? {}) as JsonObject, rpxWidth(this.page.screen)))
    const animations: Animation[] = []
    for (const node of nodes) {
      const owner = this.page.tree.element(node)
      if (!owner) continue
      const animation = owner.element.animate(frames, { duration: this.page.phone.animate || timeline ? duration : 0, fill: 'forwards' })
      this.running.set(node, [...(this.running.get(node) ?? []), animation])
      animations.push(animation)
    }
    if (timeline && typeof timeline === 'object') for (const animation of animations) this.drive(animation, timeline as JsonObject, duration)
    else void Promise.allSettled(animations.map((animation) => animation.finished)).then(finished)
  }

  /** Undo what animations left on the nodes. */
  clear(nodes: readonly NodeId[]): void {
    for (const node of nodes) {
      for (const animation of this.running.get(node) ?? []) animation.cancel()
      this.running.delete(node)
    }
  }

  /** Bind an animation to the scroll position of `scrollSource` instead of the time. */
  private drive(animation: Animation, timeline: JsonObject, duration: number): void {
    const source = timeline['scrollSource']
    const owner = typeof source === 'number' ? this.page.tree.element(source) : null
    const element = owner ? (owner.component?.scroller ?? owner.element) : this.page.document.querySelector<HTMLElement>(String(source))
    if (!element) return
    const scroller = (element as { mdNode?: ElementNode }).mdNode?.component?.scroller ?? element
    animation.pause()
    const range = Number(timeline['timeRange'] ?? duration)
    const from = Number(timeline['startScrollOffset'] ?? 0)
    const to = Number(timeline['endScrollOffset'] ?? 0)
    const horizontal = timeline['orientation'] === 'horizontal'
    const update = (): void => {
      const at = horizontal ? scroller.scrollLeft : scroller.scrollTop
      const part = to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 1
      animation.currentTime = part * range
    }
    scroller.addEventListener('scroll', update, { passive: true })
    update()
  }
}
