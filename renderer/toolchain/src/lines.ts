/** Offsets of a text ↔ its lines and columns. */

import type { Place } from './diagnostics'

export class Lines {
  private readonly starts: number[]

  constructor(readonly text: string) {
    this.starts = [0]
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.starts.push(i + 1)
  }

  get count(): number {
    return this.starts.length
  }

  /** Index (from 0) of the line that holds `offset`. */
  row(offset: number): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Offset of a line and column, both from 0; clamped to the text. */
  offset(row: number, column: number): number {
    if (row >= this.starts.length) return this.text.length
    return Math.min(this.starts[row]! + column, this.text.length)
  }

  line(offset: number): number {
    return this.row(offset) + 1
  }

  column(offset: number): number {
    return offset - this.starts[this.row(offset)]! + 1
  }

  place(start: number, end = start): Place {
    return { line: this.line(start), column: this.column(start), endLine: this.line(end), endColumn: this.column(end) }
  }
}
