/** What the worker knows of the phone without asking: screen, system facts and how the app was started. */
import type { JsonObject } from '../shared/chunk'
import type { LaunchOptions, Screen } from '../shared/messages'

interface Device {
  /** Number of this start among all that the host made, told with every call. */
  load: number
  screen: Screen
  system: JsonObject
  launch: LaunchOptions
  enter: LaunchOptions
}

const EDGE = { left: 0, right: 375, top: 0, bottom: 667, width: 375, height: 667 }
const START: LaunchOptions = { path: '', query: {}, scene: 1001, referrerInfo: {} }

/** Replaced by the boot message before any app code runs. */
export const device: Device = {
  load: 0,
  screen: {
    width: 375, height: 667, screenWidth: 375, screenHeight: 667, pixelRatio: 2, statusBarHeight: 20,
    safeArea: EDGE, theme: 'light', platform: 'devtools', fontSizeSetting: 16,
  },
  system: {},
  launch: START,
  enter: START,
}
