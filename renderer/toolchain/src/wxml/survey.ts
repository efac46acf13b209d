/** `wxml.survey`: the elements and the words of a template with their places. */

import type { Diagnostic, Place } from '../diagnostics'
import { Lines } from '../lines'
import { parseWxml } from './parse'
import type { Node } from './tree'

export interface WxmlSurveyItem { path: string; source: string }
type At = Place
export interface SeenAttribute extends At { name: string; value: string | null }
export interface SeenElement extends At { tag: string; depth: number; attributes: SeenAttribute[] }
export interface SeenText extends At { text: string; inside: string }
export interface WxmlSurvey { elements: SeenElement[]; texts: SeenText[]; diagnostics: Diagnostic[] }

const TEXT_LIMIT = 500

export function surveyWxml(item: WxmlSurveyItem): WxmlSurvey {
  const { source } = item
  const lines = new Lines(source)
  const result: WxmlSurvey = { elements: [], texts: [], diagnostics: [] }
  const visit = (nodes: readonly Node[], inside: string, depth: number): void => {
    for (const node of nodes) {
      if (node.kind === 'text') {
        const raw = source.slice(node.start, node.end)
        const text = raw.trim()
        const start = node.start + raw.indexOf(text)
        if (text && inside !== 'wxs') result.texts.push({ text: text.slice(0, TEXT_LIMIT), inside, ...lines.place(start, start + text.length) })
        continue
      }
      const attributes = node.attributes.map((one) =>
        ({ name: one.name, value: one.hasValue ? source.slice(one.valueStart, one.valueEnd) : null, ...lines.place(one.start, one.end) }))
      result.elements.push({ tag: node.name, depth, attributes, ...lines.place(node.start, node.nameEnd) })
      visit(node.children, node.name, depth + 1)
    }
  }
  visit(parseWxml(source).children, '', 1)
  return result
}
