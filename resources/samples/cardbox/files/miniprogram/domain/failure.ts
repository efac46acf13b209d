/** Everything that can go wrong here, by the name of what helps. */
export type Reason =
  | 'offline'
  | 'unreadable'
  | 'camera-denied'
  | 'album-denied'
  | 'foreign-code'
  | 'contacts-denied'
  | 'locked'
  | 'too-long'
  | 'gone'

/** A failure the person can do something about. `detail` is for the log, never for the screen. */
export class Failure extends Error {
  constructor(
    readonly reason: Reason,
    detail = '',
  ) {
    super(detail || reason)
  }
}

export const wasCancelled = (error: unknown): boolean => /cancel/.test((error as { errMsg?: string }).errMsg ?? '')
