/** The phone was turned, resized or switched its theme. */
import type { Screen } from '../shared/messages'
import { rpxWidth } from '../shared/rpx'
import { device } from './device'
import { program } from './program'

/** Take over the new screen: styles are sent again where lengths or colours depend on it. */
export function changeScreen(next: Screen): void {
  const before = device.screen
  device.screen = next
  const { router, app } = program()
  if (rpxWidth(before) !== rpxWidth(next)) for (const page of router.living) page.sendStyles()
  if (before.theme === next.theme) return
  app.call('onThemeChange', { theme: next.theme })
}
