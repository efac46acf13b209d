/** Source maps: from a generated line to the author's file and line. */

export interface Position {
  readonly source: string
  readonly line: number
  readonly column: number
}

interface SourceMap {
  readonly sources: readonly string[]
  readonly mappings: string
  readonly sourceRoot?: string
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decodeSegment(text: string): number[] {
  const numbers: number[] = []
  let value = 0
  let shift = 0
  for (const character of text) {
    const digit = DIGITS.indexOf(character)
    if (digit < 0) return numbers
    value += (digit & 31) << shift
    if (digit & 32) {
      shift += 5
      continue
    }
    numbers.push(value & 1 ? -(value >>> 1) : value >>> 1)
    value = 0
    shift = 0
  }
  return numbers
}

/** Map a position (lines from 1, columns from 1) of the generated file, or null when nothing maps it. */
export function originalPosition(json: string, line: number, column: number): Position | null {
  const map = JSON.parse(json) as SourceMap
  const state = { source: 0, line: 0, column: 0 }
  let found: Position | null = null
  const lines = map.mappings.split(';')
  for (let row = 0; row < Math.min(line, lines.length); row += 1) {
    let generated = 0
    for (const segment of lines[row]!.split(',')) {
      const [advance, source = 0, sourceLine = 0, sourceColumn = 0] = decodeSegment(segment)
      if (advance === undefined) continue
      generated += advance
      state.source += source
      state.line += sourceLine
      state.column += sourceColumn
      if (row !== line - 1) continue
      if (found && generated > column - 1) return found
      const name = map.sources[state.source] ?? ''
      found = { source: (map.sourceRoot ?? '') + name, line: state.line + 1, column: state.column + 1 }
    }
  }
  return found
}
