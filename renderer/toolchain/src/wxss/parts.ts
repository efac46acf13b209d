/** Collects the parts of a style sheet: literal CSS, rpx lengths and places of the class prefix. */

export type CssPart = string | number | null

export class Parts {
  private readonly list: CssPart[] = []
  private literal: string[] = []

  text(text: string): void {
    if (text) this.literal.push(text)
  }

  rpx(value: number): void {
    this.flush()
    this.list.push(value)
  }

  prefix(): void {
    this.flush()
    this.list.push(null)
  }

  append(parts: readonly CssPart[]): void {
    for (const part of parts) {
      if (part === null) this.prefix()
      else if (typeof part === 'number') this.rpx(part)
      else this.text(part)
    }
  }

  finish(): CssPart[] {
    this.flush()
    return this.list
  }

  private flush(): void {
    if (!this.literal.length) return
    this.list.push(this.literal.join(''))
    this.literal = []
  }
}
