/** Movement over time inside a page: one running animation, easing curves as WeChat names them. */

export type Easing = (share: number) => number

const outCubic: Easing = (t) => 1 - (1 - t) ** 3

export const easings: { readonly [name: string]: Easing } = {
  default: (t) => 1 - (1 - t) ** 2.6,
  linear: (t) => t,
  easeInCubic: (t) => t ** 3,
  easeOutCubic: outCubic,
  easeInOutCubic: (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2),
}

/** Runs one number from where it is to where it shall be; a new run replaces the old one. */
export class Motion {
  private frame = 0
  private running = false

  constructor(private readonly window: Window) {}

  get active(): boolean {
    return this.running
  }

  /** Call `step` with values between `from` and `to` for `duration` ms, then `done`. */
  run(from: number, to: number, duration: number, easing: Easing, step: (value: number) => void, done: () => void): void {
    this.stop()
    if (duration <= 0 || from === to) {
      step(to)
      done()
      return
    }
    this.running = true
    const start = this.window.performance.now()
    const tick = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - start) / duration))
      step(from + (to - from) * easing(share))
      if (share < 1) {
        this.frame = this.window.requestAnimationFrame(tick)
        return
      }
      this.running = false
      done()
    }
    this.frame = this.window.requestAnimationFrame(tick)
  }

  stop(): void {
    this.running = false
    this.window.cancelAnimationFrame(this.frame)
  }
}
