/** Calls on their way to the device: base64 headers out, JSON with buffers in. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]))

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += DIGITS[group >> 18]! + DIGITS[(group >> 12) & 63]!
    text += at + 1 < bytes.length ? DIGITS[(group >> 6) & 63]! : '='
    text += at + 2 < bytes.length ? DIGITS[group & 63]! : '='
  }
  return text
}

export function fromBase64(text: string): ArrayBuffer {
  const digits = [...text].map((digit) => VALUES.get(digit === '-' ? '+' : digit === '_' ? '/' : digit)).filter((value) => value !== undefined)
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8))
  for (let at = 0, out = 0; out < bytes.length; at += 4) {
    const group = (digits[at]! << 18) | ((digits[at + 1] ?? 0) << 12) | ((digits[at + 2] ?? 0) << 6) | (digits[at + 3] ?? 0)
    bytes[out++] = group >> 16
    if (out < bytes.length) bytes[out++] = (group >> 8) & 255
    if (out < bytes.length) bytes[out++] = group & 255
  }
  return bytes.buffer
}

/** JSON text of a call's fields; an ArrayBuffer becomes `{"$buffer": base64}`. */
export function encode(value: unknown): string {
  const above: object[] = []
  return JSON.stringify(value, function (this: object, _key: string, member: unknown): unknown {
    if (typeof member === 'bigint') return String(member)
    if (typeof member !== 'object' || member === null) return member
    if (member instanceof ArrayBuffer) return { $buffer: toBase64(new Uint8Array(member)) }
    if (ArrayBuffer.isView(member)) return { $buffer: toBase64(new Uint8Array(member.buffer, member.byteOffset, member.byteLength)) }
    while (above.length > 0 && above.at(-1) !== this) above.pop()
    if (above.includes(member)) return undefined
    above.push(member)
    return member
  })
}

/** Turn `{"$buffer": base64}` of an answer into ArrayBuffers. */
export function decode(text: string): unknown {
  return JSON.parse(text, (_key, member: unknown) => bufferOf(member) ?? member)
}

/** The same for an object that came as one: the detail of an event of the device. */
export function withBuffers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const buffer = bufferOf(value)
  if (buffer) return buffer
  if (Array.isArray(value)) return value.map(withBuffers)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withBuffers(member)]))
}

function bufferOf(member: unknown): ArrayBuffer | null {
  const coded = typeof member === 'object' && member !== null && '$buffer' in member ? member.$buffer : null
  return typeof coded === 'string' ? fromBase64(coded) : null
}
