/** Text put together from pieces of sources, with the way back to their files and offsets. */

interface Segment { start: number; file: string; offset: number; verbatim: boolean }

export class MappedText {
  private readonly pieces: string[] = []
  private readonly segments: Segment[] = []
  length = 0

  /** Append a stretch of a source as it is. */
  copy(file: string, source: string, start: number, end: number): void {
    if (end > start) this.append(source.slice(start, end), { start: this.length, file, offset: start, verbatim: true })
  }

  /** Append text that stands for the place `offset` of a source. */
  put(text: string, file: string, offset: number): void {
    if (text) this.append(text, { start: this.length, file, offset, verbatim: false })
  }

  toString(): string {
    return this.pieces.join('')
  }

  /** Where the character at `position` comes from. */
  origin(position: number): { file: string; offset: number } | undefined {
    let low = 0
    let high = this.segments.length - 1
    if (high < 0) return undefined
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.segments[middle]!.start <= position) low = middle
      else high = middle - 1
    }
    const { start, file, offset, verbatim } = this.segments[low]!
    return { file, offset: verbatim ? offset + position - start : offset }
  }

  private append(text: string, segment: Segment): void {
    this.segments.push(segment)
    this.pieces.push(text)
    this.length += text.length
  }
}
