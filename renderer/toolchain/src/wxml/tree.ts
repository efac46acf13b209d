/** The tree of a WXML source; every node knows its offsets in the text. */

export interface Attribute {
  readonly name: string
  readonly start: number
  readonly nameEnd: number
  /** '"', "'", '' for an unquoted value. */
  readonly quote: string
  readonly hasValue: boolean
  readonly valueStart: number
  readonly valueEnd: number
  readonly end: number
}

export interface Element {
  readonly kind: 'element'
  readonly name: string
  readonly start: number
  readonly nameEnd: number
  readonly attributes: Attribute[]
  readonly children: Node[]
  openEnd: number
  selfClosing: boolean
  /** Where the end tag starts, -1 when there is none. */
  closeStart: number
  end: number
}

/** Text between tags, or the script of an inline `<wxs>`. */
export interface Text {
  readonly kind: 'text'
  readonly start: number
  readonly end: number
}

export type Node = Element | Text

export const attributeOf = (element: Element, name: string): Attribute | undefined =>
  element.attributes.find((attribute) => attribute.name === name)
