/** Everything that can go wrong here, by the name of what helps. */
export type Reason =
  | 'offline'
  | 'server'
  | 'location-denied'
  | 'location-off'
  | 'no-signal'
  | 'low-battery'
  | 'camera-denied'
  | 'foreign-code'
  | 'unknown-bike'
  | 'bike-in-service'
  | 'deposit'
  | 'bluetooth-off'
  | 'bluetooth-denied'
  | 'lock-not-found'
  | 'lock-unreachable'
  | 'lock-silent'
  | 'lock-refused'
  | 'lock-jammed'
  | 'lock-open'
  | 'payment-failed'
  | 'payment-cancelled'
  | 'payment-late'

/** A failure the person can do something about. `detail` is for the log, never for the screen. */
export class Failure extends Error {
  constructor(
    readonly reason: Reason,
    detail = '',
  ) {
    super(detail || reason)
  }
}

/** The failure an error is; whatever nobody foresaw counts as the server's. */
export const failureOf = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('server', String((error as Error)?.message ?? error))
