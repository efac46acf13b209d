/** Lengths in rpx as WeChat rounds them: whole pixels of a screen 750 rpx wide. */

/** What 750 rpx are, CSS px: a screen is as wide as its short side, so a phone on its side changes no length. */
export const rpxWidth = (screen: { readonly screenWidth: number; readonly screenHeight: number }): number =>
  Math.min(screen.screenWidth, screen.screenHeight)

/** Return the whole CSS pixels of `length` rpx on a screen `width` CSS pixels wide. */
export function rpxToPx(length: number, width: number): number {
  const size = Math.floor((Math.abs(length) / 750) * width + 1e-4)
  // A hairline never vanishes.
  const visible = size === 0 && length !== 0 ? 1 : size
  return length < 0 ? -visible : visible
}

const RPX = /(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi

/** Replace every rpx length in an inline style. */
export function replaceRpx(text: string, width: number): string {
  return text.includes('rpx') || text.includes('RPX')
    ? text.replace(RPX, (_, length: string) => `${rpxToPx(Number(length), width)}px`)
    : text
}
