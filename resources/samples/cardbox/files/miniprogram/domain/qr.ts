/** Draws texts as QR codes (ISO 18004): bytes, error correction M, versions 1 to 15. */
export type Modules = boolean[][]

/** Of each version: bytes of correction a block, and the bytes of data of each block. */
const BLOCKS: readonly (readonly [number, readonly number[]])[] = [
  [10, [16]],
  [16, [28]],
  [26, [44]],
  [18, [32, 32]],
  [24, [43, 43]],
  [16, [27, 27, 27, 27]],
  [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]],
  [22, [36, 36, 36, 37, 37]],
  [26, [43, 43, 43, 43, 44]],
  [30, [50, 51, 51, 51, 51]],
  [22, [36, 36, 36, 36, 36, 36, 37, 37]],
  [22, [37, 37, 37, 37, 37, 37, 37, 37, 38]],
  [24, [40, 40, 40, 40, 41, 41, 41, 41, 41]],
  [24, [41, 41, 41, 41, 41, 42, 42, 42, 42, 42]],
]
const CENTRES: readonly (readonly number[])[] = [
  [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50], [6, 30, 54],
  [6, 32, 58], [6, 34, 62], [6, 26, 46, 66], [6, 26, 48, 70],
]
const MASKS: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
]

const EXP: number[] = []
const LOG: number[] = []
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value
  LOG[value] = power
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1
}
const times = (a: number, b: number): number => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0)

function bytesOf(text: string): number[] {
  const escaped = encodeURIComponent(text).match(/%..|[\s\S]/g) ?? []
  return escaped.map((part) => (part.length === 3 ? parseInt(part.slice(1), 16) : part.charCodeAt(0)))
}

/** What is added to a block so that a smeared code can still be read. */
function correction(data: readonly number[], count: number): number[] {
  let divisor = [1]
  for (let root = 0; root < count; root += 1) {
    const shifted = [...divisor, 0]
    divisor.forEach((factor, at) => { shifted[at + 1] ^= times(factor, EXP[root]) })
    divisor = shifted
  }
  const rest = [...data, ...new Array<number>(count).fill(0)]
  for (let at = 0; at < data.length; at += 1) {
    const lead = rest[at]
    divisor.forEach((factor, offset) => { rest[at + offset] ^= times(factor, lead) })
  }
  return rest.slice(data.length)
}

function streamOf(bytes: readonly number[], version: number): number[] {
  const [count, sizes] = BLOCKS[version - 1]
  const capacity = sizes.reduce((total, size) => total + size, 0)
  const bits: number[] = []
  const put = (value: number, width: number) => { for (let bit = width - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1) }
  put(4, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  bytes.forEach((byte) => put(byte, 8))
  put(0, Math.min(4, capacity * 8 - bits.length))
  while (bits.length % 8) bits.push(0)
  const data: number[] = []
  for (let at = 0; at < bits.length; at += 8) data.push(bits.slice(at, at + 8).reduce((value, bit) => value * 2 + bit, 0))
  for (let pad = 0; data.length < capacity; pad += 1) data.push(pad % 2 ? 0x11 : 0xec)
  let from = 0
  const blocks = sizes.map((size) => data.slice(from, (from += size)))
  const corrections = blocks.map((block) => correction(block, count))
  const woven: number[] = []
  for (const rows of [blocks, corrections]) {
    const longest = Math.max(...rows.map((row) => row.length))
    for (let at = 0; at < longest; at += 1) for (const row of rows) if (at < row.length) woven.push(row[at])
  }
  return woven
}

/** A number with the remainder that lets a reader correct it. */
function guarded(value: number, bits: number, generator: number): number {
  let rest = value << bits
  const top = Math.floor(Math.log2(generator))
  for (let at = 31 - Math.clz32(rest); rest >> top; at = 31 - Math.clz32(rest)) rest ^= generator << (at - top)
  return (value << bits) | rest
}

class Drawing {
  readonly size: number
  readonly dark: Modules
  readonly fixed: Modules

  constructor(readonly version: number) {
    this.size = 17 + 4 * version
    const empty = () => Array.from({ length: this.size }, () => new Array<boolean>(this.size).fill(false))
    this.dark = empty()
    this.fixed = empty()
    this.patterns()
  }

  private set(y: number, x: number, dark: boolean): void {
    if (y < 0 || x < 0 || y >= this.size || x >= this.size) return
    this.dark[y][x] = dark
    this.fixed[y][x] = true
  }

  private patterns(): void {
    const { size, version } = this
    for (let at = 0; at < size; at += 1) {
      this.set(6, at, at % 2 === 0)
      this.set(at, 6, at % 2 === 0)
    }
    const centres = CENTRES[version - 1]
    const last = centres.length - 1
    centres.forEach((y, row) => centres.forEach((x, column) => {
      const corner = (row === 0 && (column === 0 || column === last)) || (row === last && column === 0)
      if (!corner) this.ring(y, x, 2, (far) => far !== 1)
    }))
    for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]]) this.ring(y, x, 4, (far) => far !== 2 && far !== 4)
    if (version >= 7) {
      const told = guarded(version, 12, 0x1f25)
      for (let bit = 0; bit < 18; bit += 1) {
        const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)]
        this.set(far, near, Boolean((told >> bit) & 1))
        this.set(near, far, Boolean((told >> bit) & 1))
      }
    }
    this.format(0)
  }

  private ring(y: number, x: number, reach: number, dark: (far: number) => boolean): void {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) this.set(y + dy, x + dx, dark(Math.max(Math.abs(dy), Math.abs(dx))))
    }
  }

  /** Say which mask is used, twice. */
  format(mask: number): void {
    const told = guarded(mask, 10, 0x537) ^ 0x5412
    const { size } = this
    for (let bit = 0; bit < 15; bit += 1) {
      const dark = Boolean((told >> bit) & 1)
      this.set(bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, 8, dark)
      this.set(8, bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit, dark)
    }
    this.set(size - 8, 8, true)
  }

  fill(stream: readonly number[]): void {
    const { size } = this
    let bit = 0
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5
      const upward = ((right + 1) & 2) === 0
      for (let step = 0; step < size; step += 1) {
        const y = upward ? size - 1 - step : step
        for (const x of [right, right - 1]) {
          if (this.fixed[y][x]) continue
          this.dark[y][x] = Boolean((stream[bit >> 3] >> (7 - (bit & 7))) & 1)
          bit += 1
        }
      }
    }
  }

  masked(mask: number): Modules {
    this.format(mask)
    return this.dark.map((row, y) => row.map((dark, x) => (this.fixed[y][x] ? dark : dark !== MASKS[mask](y, x))))
  }
}

/** How hard a drawing is to read: long runs, blocks of one colour, too much of one. */
function penalty(modules: Modules): number {
  const size = modules.length
  let points = 0
  let dark = 0
  for (let y = 0; y < size; y += 1) {
    for (const line of [modules[y], modules.map((row) => row[y])]) {
      for (let at = 1, run = 1; at <= size; at += 1) {
        if (at < size && line[at] === line[at - 1]) run += 1
        else {
          if (run >= 5) points += run - 2
          run = 1
        }
      }
    }
    for (let x = 0; x < size; x += 1) {
      dark += Number(modules[y][x])
      const same = y && x && modules[y][x] === modules[y - 1][x] && modules[y][x] === modules[y][x - 1] && modules[y][x] === modules[y - 1][x - 1]
      if (same) points += 3
    }
  }
  return points + Math.floor(Math.abs((dark * 20) / (size * size) - 10)) * 10
}

/** The code of a text, row by row without its quiet zone; null for one of more than 412 bytes. */
export function qrCode(text: string): Modules | null {
  const bytes = bytesOf(text)
  const version = 1 + BLOCKS.findIndex(([, sizes], at) => {
    const room = sizes.reduce((total, size) => total + size, 0)
    return bytes.length + (at < 9 ? 2 : 3) <= room
  })
  if (!version) return null
  const drawing = new Drawing(version)
  drawing.fill(streamOf(bytes, version))
  return MASKS.map((_, mask) => drawing.masked(mask)).reduce((best, next) => (penalty(next) < penalty(best) ? next : best))
}
