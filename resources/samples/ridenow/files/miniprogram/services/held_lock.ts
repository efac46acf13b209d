import { Lock } from './lock'

/** The lock that was opened stays connected from page to page, so that its closing is heard. */
let held: Lock | null = null

export const heldLock = {
  get: (): Lock | null => held,
  hold(lock: Lock): void {
    held = lock
  },
  release(): void {
    held?.release()
    held = null
  },
}
