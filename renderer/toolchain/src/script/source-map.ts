/** Reads and writes the mappings of source maps (one source). */

/** Generated column, source line, source column; all from 0. */
export type Segment = [column: number, sourceLine: number, sourceColumn: number]

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]))

/** Segments of each generated line. */
export function decodeMappings(mappings: string): Segment[][] {
  let sourceLine = 0
  let sourceColumn = 0
  return mappings.split(';').map((line) => {
    let column = 0
    const segments: Segment[] = []
    for (const text of line ? line.split(',') : []) {
      const fields = decodeFields(text)
      column += fields[0]!
      if (fields.length < 4) continue
      sourceLine += fields[2]!
      sourceColumn += fields[3]!
      segments.push([column, sourceLine, sourceColumn])
    }
    return segments
  })
}

function decodeFields(text: string): number[] {
  const fields: number[] = []
  let value = 0
  let shift = 0
  for (const character of text) {
    const digit = VALUES.get(character)!
    value |= (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    fields.push(value & 1 ? -(value >>> 1) : value >>> 1)
    value = shift = 0
  }
  return fields
}

export function encodeMappings(lines: readonly (readonly Segment[])[]): string {
  let sourceLine = 0
  let sourceColumn = 0
  return lines.map((segments) => {
    let column = 0
    return segments.map(([generated, line, sourceAt]) => {
      const text = encode(generated - column) + 'A' + encode(line - sourceLine) + encode(sourceAt - sourceColumn)
      column = generated
      sourceLine = line
      sourceColumn = sourceAt
      return text
    }).join(',')
  }).join(';')
}

function encode(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1
  let text = ''
  do {
    const digit = rest & 31
    rest >>>= 5
    text += DIGITS[rest ? digit | 32 : digit]
  } while (rest)
  return text
}

/** Source position of a generated one, by the last segment before it. */
export function originalOf(lines: readonly (readonly Segment[])[], row: number, column: number): { row: number; column: number } | undefined {
  const segments = lines[row] ?? []
  let best: Segment | undefined
  for (const segment of segments) {
    if (segment[0] > column) break
    best = segment
  }
  best ??= segments[0]
  return best && { row: best[1], column: best[2] }
}
