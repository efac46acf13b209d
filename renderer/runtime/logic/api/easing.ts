/** Easing functions of `wx.worklet.Easing`: a share of the time → a share of the way. */

type Easing = (share: number) => number

const linear: Easing = (share) => share
const poly = (power: number): Easing => (share) => share ** power

/** The curve of CSS `cubic-bezier()`. */
function curve(x1: number, y1: number, x2: number, y2: number): Easing {
  const at = (first: number, second: number, time: number): number =>
    3 * first * time * (1 - time) ** 2 + 3 * second * time ** 2 * (1 - time) + time ** 3
  return (share) => {
    let low = 0
    let high = 1
    for (let step = 0; step < 24; step += 1) {
      const middle = (low + high) / 2
      if (at(x1, x2, middle) < share) low = middle
      else high = middle
    }
    return at(y1, y2, (low + high) / 2)
  }
}

function bounce(share: number): number {
  if (share < 1 / 2.75) return 7.5625 * share * share
  const [shift, rest] = share < 2 / 2.75 ? [1.5, 0.75] : share < 2.5 / 2.75 ? [2.25, 0.9375] : [2.625, 0.984375]
  const left = share - shift / 2.75
  return 7.5625 * left * left + rest
}

export const Easing = {
  linear,
  ease: curve(0.42, 0, 1, 1),
  quad: poly(2),
  cubic: poly(3),
  poly,
  sin: (share: number) => 1 - Math.cos((share * Math.PI) / 2),
  circle: (share: number) => 1 - Math.sqrt(1 - share * share),
  exp: (share: number) => 2 ** (10 * (share - 1)),
  elastic: (bounciness = 1): Easing => (share) => 1 - Math.cos((share * Math.PI) / 2) ** 3 * Math.cos(share * bounciness * Math.PI),
  back: (overshoot = 1.70158): Easing => (share) => share * share * ((overshoot + 1) * share - overshoot),
  bounce,
  bezier: (x1: number, y1: number, x2: number, y2: number) => ({ factory: () => curve(x1, y1, x2, y2) }),
  cubicBezier: curve,
  in: (easing: Easing) => easing,
  out: (easing: Easing): Easing => (share) => 1 - easing(1 - share),
  inOut: (easing: Easing): Easing => (share) => (share < 0.5 ? easing(share * 2) / 2 : 1 - easing((1 - share) * 2) / 2),
}
