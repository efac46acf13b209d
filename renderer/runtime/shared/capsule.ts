/** Place of the capsule, the menu button over every page. */
import type { Screen } from './messages'

export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

const WIDTH = 87
const HEIGHT = 32
const EDGE = 7

/** What `wx.getMenuButtonBoundingClientRect` says, in CSS pixels of the screen. */
export function capsuleRect(screen: Pick<Screen, 'screenWidth' | 'statusBarHeight' | 'platform' | 'safeArea'>): Rect {
  // Its bar is 44 high on iOS and 48 on Android; the capsule sits in the middle or little above.
  const top = screen.statusBarHeight + (screen.platform === 'android' ? 8 : 4)
  // A phone on its side has its notch or rounded corners there.
  const right = Math.min(screen.screenWidth, screen.safeArea.right) - EDGE
  return { left: right - WIDTH, top, right, bottom: top + HEIGHT, width: WIDTH, height: HEIGHT }
}
