/** Numbers that move in time: ease-out steps for scrolling, pull-down and sheets. */

/** Move from → to in `duration` ms; calls `step` at least once, with `to` at the end. Returns how to stop. */
export function animateNumber(from: number, to: number, duration: number, step: (value: number) => void, done?: () => void): () => void {
  if (duration <= 0 || from === to) {
    step(to)
    done?.()
    return () => {}
  }
  const begin = performance.now()
  let handle = requestAnimationFrame(tick)
  function tick(now: number): void {
    const part = Math.min(1, Math.max(0, (now - begin) / duration))
    step(part === 1 ? to : from + (to - from) * (1 - (1 - part) ** 3))
    if (part < 1) handle = requestAnimationFrame(tick)
    else done?.()
  }
  return () => cancelAnimationFrame(handle)
}

/** Longest wait for what moves by itself, ms. */
const PATIENCE = 1000

/** Resolves when transitions and animations with an end have ended; those that run for ever, or long, are not waited for. */
export async function atRest(document: Document): Promise<void> {
  const ending = document.getAnimations().filter((animation) => animation.playState === 'running' && Number(animation.effect?.getComputedTiming().endTime) < PATIENCE)
  await Promise.allSettled(ending.map((animation) => animation.finished))
}

/** Share of the velocity that is left after a millisecond, as iOS scroll views decelerate. */
const DECELERATION = 0.998
/** Below this velocity (px/ms) the movement ends. */
const STILL = 0.02

/** Coast with a velocity in px/ms; `step` gets each frame's way and says whether it could move. `done`: it came to rest by itself. */
export function coast(vx: number, vy: number, step: (dx: number, dy: number) => boolean, done: () => void): () => void {
  let last = performance.now()
  let handle = requestAnimationFrame(tick)
  function tick(now: number): void {
    const elapsed = Math.min(64, Math.max(0, now - last))
    last = now
    const factor = DECELERATION ** elapsed
    const way = (1 - factor) / -Math.log(DECELERATION)
    const moved = step(vx * way, vy * way)
    vx *= factor
    vy *= factor
    if (moved && Math.hypot(vx, vy) > STILL) handle = requestAnimationFrame(tick)
    else done()
  }
  return () => cancelAnimationFrame(handle)
}
