/**
 * What phone and lock tell each other: `05`, a command, its data and the sum of all bytes before.
 *
 * Open is `05 01 <key>`, ask is `05 02`. The lock answers `05 01 <state> <sum>` once it moved, `05 03 00 <sum>` when
 * somebody closed it by hand and `05 EE …` when it refuses. Its state is 00 locked, 01 open, 02 jammed.
 */
export const SERVICE = 'FEE7'
export const COMMANDS = 'FEC7'
export const ANSWERS = 'FEC8'
export const STATE = 'FEC9'

const START = 0x05

export type Answer = 'opened' | 'closed' | 'jammed' | 'refused'

const sum = (bytes: readonly number[]): number => bytes.reduce((total, byte) => (total + byte) & 0xff, 0)

function frame(...bytes: number[]): ArrayBuffer {
  const whole = [START, ...bytes]
  return new Uint8Array([...whole, sum(whole)]).buffer
}

/** The command that opens the lock with the key the server gave out for this ride. */
export const openCommand = (key: readonly number[]): ArrayBuffer => frame(0x01, ...key)

/** The command that asks for the state. */
export const askCommand = (): ArrayBuffer => frame(0x02)

/** What a notification says; null for one that is broken or says nothing about the lock. */
export function answerOf(value: ArrayBuffer): Answer | null {
  const bytes = [...new Uint8Array(value)]
  if (bytes.length < 3 || bytes[0] !== START || sum(bytes.slice(0, -1)) !== bytes[bytes.length - 1]) return null
  if (bytes[1] === 0xee) return 'refused'
  if (bytes[1] === 0x03) return 'closed'
  if (bytes[1] !== 0x01) return null
  return bytes[2] === 0x01 ? 'opened' : bytes[2] === 0x02 ? 'jammed' : 'closed'
}

/** Whether the state a lock shows of itself is the closed one. */
export const isClosed = (value: ArrayBuffer): boolean => new Uint8Array(value)[0] === 0x00

/** The number a lock advertises behind the maker's code `MD`, in packed digits: `4D 44 00 42` is 42. */
export function numberOf(advert: ArrayBuffer | undefined): number | null {
  const bytes = new Uint8Array(advert ?? new ArrayBuffer(0))
  if (bytes.length < 4 || bytes[0] !== 0x4d || bytes[1] !== 0x44) return null
  const digits = [...bytes.slice(2, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return /^\d{4}$/.test(digits) ? Number(digits) : null
}
