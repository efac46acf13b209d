/** Writes PNG pictures without compression: for the few places that need one at once. */

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10]
const BLOCK = 65535

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

function adler(bytes: Uint8Array): number {
  let low = 1
  let high = 0
  for (const byte of bytes) {
    low = (low + byte) % 65521
    high = (high + low) % 65521
  }
  return ((high << 16) | low) >>> 0
}

function number(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

function join(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = join([[...type].map((letter) => letter.charCodeAt(0)), data])
  return join([number(data.length), body, number(crc(body))])
}

/** zlib data made of stored blocks. */
function stored(data: Uint8Array): Uint8Array {
  const parts: (Uint8Array | readonly number[])[] = [[0x78, 0x01]]
  for (let at = 0; at < data.length; at += BLOCK) {
    const block = data.subarray(at, at + BLOCK)
    const { length } = block
    parts.push([at + BLOCK >= data.length ? 1 : 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255], block)
  }
  parts.push(number(adler(data)))
  return join(parts)
}

/** Encode RGBA pixels. */
export function png({ width, height, data }: { width: number; height: number; data: Uint8ClampedArray }): Uint8Array {
  const row = width * 4
  const lines = new Uint8Array((row + 1) * height)
  for (let y = 0; y < height; y += 1) lines.set(data.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  const header = join([number(width), number(height), [8, 6, 0, 0, 0]])
  return join([SIGNATURE, chunk('IHDR', header), chunk('IDAT', stored(lines)), chunk('IEND', new Uint8Array())])
}
