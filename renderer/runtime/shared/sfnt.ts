/** The table of an OpenType font that says which character is which glyph: read it, and put another in its place. */

/** A run of characters and the glyph of the first, or of all. */
interface Run {
  readonly first: number
  readonly last: number
  readonly glyph: number
}

interface Table {
  readonly tag: string
  readonly data: Uint8Array
}

const HEADER = 12
const RECORD = 16
const FULL_UNICODE = 10

const view = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.byteLength)

function tables(font: Uint8Array): Table[] {
  const bytes = view(font)
  return Array.from({ length: bytes.getUint16(4) }, (_, index) => {
    const record = HEADER + index * RECORD
    const start = bytes.getUint32(record + 8)
    return {
      tag: String.fromCharCode(...font.subarray(record, record + 4)),
      data: font.subarray(start, start + bytes.getUint32(record + 12)),
    }
  })
}

function readSegments(bytes: DataView, at: number, glyphs: Map<number, number>): void {
  const count = bytes.getUint16(at + 6) / 2
  const [ends, starts, deltas, offsets] = [14, 16 + count * 2, 16 + count * 4, 16 + count * 6].map((field) => at + field) as [number, number, number, number]
  for (let index = 0; index < count; index += 1) {
    const offset = bytes.getUint16(offsets + index * 2)
    const delta = bytes.getUint16(deltas + index * 2)
    const start = bytes.getUint16(starts + index * 2)
    for (let code = start; code <= bytes.getUint16(ends + index * 2) && code < 0xffff; code += 1) {
      const listed = offset ? bytes.getUint16(offsets + index * 2 + offset + (code - start) * 2) : code
      if (listed) glyphs.set(code, (listed + delta) & 0xffff)
    }
  }
}

function readGroups(bytes: DataView, at: number, glyphs: Map<number, number>): void {
  for (let index = 0; index < bytes.getUint32(at + 12); index += 1) {
    const group = at + 16 + index * 12
    const [first, last, glyph] = [0, 4, 8].map((field) => bytes.getUint32(group + field)) as [number, number, number]
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first)
  }
}

/** Glyph of every character the font has. */
export function glyphsOf(font: Uint8Array): Map<number, number> {
  const glyphs = new Map<number, number>()
  const data = tables(font).find(({ tag }) => tag === 'cmap')?.data
  if (!data) return glyphs
  const bytes = view(data)
  for (let index = 0; index < bytes.getUint16(2); index += 1) {
    const at = bytes.getUint32(4 + index * 8 + 4)
    const format = bytes.getUint16(at)
    if (format === 4) readSegments(bytes, at, glyphs)
    if (format === 12) readGroups(bytes, at, glyphs)
  }
  return glyphs
}

/** A character table of format 12 (each run counts glyphs up) or 13 (one glyph for the whole run). */
function characterTable(format: 12 | 13, runs: readonly Run[]): Uint8Array {
  const data = new Uint8Array(12 + 16 + runs.length * 12)
  const bytes = view(data)
  bytes.setUint16(2, 1)
  bytes.setUint16(4, 3)
  bytes.setUint16(6, FULL_UNICODE)
  bytes.setUint32(8, 12)
  bytes.setUint16(12, format)
  bytes.setUint32(16, data.length - 12)
  bytes.setUint32(24, runs.length)
  runs.forEach(({ first, last, glyph }, index) => {
    const group = 28 + index * 12
    bytes.setUint32(group, first)
    bytes.setUint32(group + 4, last)
    bytes.setUint32(group + 8, glyph)
  })
  return data
}

/** The font with another character table; check sums stay those of the old, browsers do not look at them. */
function withTable(font: Uint8Array, cmap: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = tables(font).map((table) => (table.tag === 'cmap' ? { ...table, data: cmap } : table))
  const directory = HEADER + all.length * RECORD
  const padded = (size: number) => (size + 3) & ~3
  const result = new Uint8Array(all.reduce((size, { data }) => size + padded(data.length), directory))
  result.set(font.subarray(0, directory))
  const bytes = view(result)
  let start = directory
  all.forEach(({ data }, index) => {
    result.set(data, start)
    bytes.setUint32(HEADER + index * RECORD + 8, start)
    bytes.setUint32(HEADER + index * RECORD + 12, data.length)
    start += padded(data.length)
  })
  return result
}

/** The font with exactly these characters, each drawn by the glyph of that number. */
export function withCharacters(font: Uint8Array, glyphs: ReadonlyMap<number, number>): Uint8Array<ArrayBuffer> {
  const runs = [...glyphs].sort(([a], [b]) => a - b).map(([code, glyph]) => ({ first: code, last: code, glyph }))
  return withTable(font, characterTable(12, runs))
}

/** The font with these ranges of characters, all drawn by one glyph. */
export function withRanges(font: Uint8Array, ranges: readonly (readonly [number, number])[], glyph: number): Uint8Array<ArrayBuffer> {
  return withTable(font, characterTable(13, ranges.map(([first, last]) => ({ first, last, glyph }))))
}
