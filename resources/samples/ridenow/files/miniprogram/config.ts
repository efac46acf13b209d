/** The server's address, such as 'https://api.ride.example'. Empty: services/local_server.ts answers. */
export const SERVER = ''

/** Below this charge of the phone, in percent, the rider is told what happens when it goes off. */
export const LOW_BATTERY = 15

/** Without a fix of the position for so many milliseconds the ride counts as without a signal. */
export const SIGNAL_PATIENCE = 45_000
