/** `wxml.scan`: what a template refers to, without compiling it. */

import type { Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { compileWxs } from '../wxs/compile'
import { parseWxml } from './parse'
import { attributeOf, type Element, type Node } from './tree'

export interface WxmlScanItem { path: string; source: string }
export interface Reference { src: string; line: number; column: number; insideFor: boolean }
export interface ScanResult {
  imports: Reference[]
  includes: Reference[]
  scripts: Reference[]
  tags: string[]
  generics: string[]
  diagnostics: Diagnostic[]
}

const STRUCTURE = new Set(['block', 'template', 'import', 'include', 'wxs', 'slot'])
const FOR = new Set(['wx:for', 'wx:for-items', 'wx-for', 'wx-for-items'])

export function scanWxml(item: WxmlScanItem): ScanResult {
  const { source } = item
  const lines = new Lines(source)
  const result: ScanResult = { imports: [], includes: [], scripts: [], tags: [], generics: [], diagnostics: [] }
  const lists: Readonly<Record<string, Reference[]>> = { import: result.imports, include: result.includes, wxs: result.scripts }
  const tags = new Set<string>()
  const generics = new Set<string>()
  const value = (element: Element, name: string): { text: string; start: number } | undefined => {
    const attribute = attributeOf(element, name)
    return attribute && { text: source.slice(attribute.valueStart, attribute.valueEnd).trim(), start: attribute.valueStart }
  }
  /** What the script of an inline `<wxs>` requires. */
  const inlineRequires = (element: Element, insideFor: boolean): Reference[] =>
    element.children.flatMap(({ start, end }) => {
      const above = lines.line(start) - 1
      const { requires } = compileWxs({ path: item.path, source: source.slice(start, end) })
      return requires.map(({ specifier, line, column }) => ({
        src: specifier, line: above + line, column: line === 1 ? lines.column(start) + column - 1 : column, insideFor,
      }))
    })
  const visit = (nodes: readonly Node[], around: boolean): void => {
    for (const node of nodes) {
      if (node.kind === 'text') continue
      const insideFor = around || node.attributes.some((attribute) => FOR.has(attribute.name))
      const src = value(node, 'src')
      const list = lists[node.name]
      if (list && src?.text) list.push({ src: src.text, line: lines.line(src.start), column: lines.column(src.start), insideFor })
      if (node.name === 'wxs' && !src?.text) result.scripts.push(...inlineRequires(node, insideFor))
      if (!STRUCTURE.has(node.name)) tags.add(node.name)
      for (const attribute of node.attributes) {
        if (!attribute.name.startsWith('generic:')) continue
        const tag = source.slice(attribute.valueStart, attribute.valueEnd).trim()
        generics.add(attribute.name.slice('generic:'.length))
        if (tag && !tag.includes('{{')) tags.add(tag)
      }
      visit(node.children, insideFor)
    }
  }
  visit(parseWxml(source).children, false)
  return { ...result, tags: [...tags].sort(), generics: [...generics].sort() }
}
