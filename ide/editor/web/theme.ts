/** Turns the window's colours into a Monaco theme. */
import { editor } from 'monaco-editor/editor/editor.api'

/** Token scopes that take their colour from a name in the window's palette. */
const scopes: Readonly<Record<string, string>> = {
  comment: 'comment',
  string: 'string',
  'string.escape': 'number',
  'string.expression': 'string',
  number: 'number',
  keyword: 'keyword',
  'keyword.directive': 'keyword',
  type: 'type',
  'type.identifier': 'type',
  identifier: 'variable',
  variable: 'variable',
  tag: 'tag',
  'delimiter.tag': 'punctuation',
  'delimiter.binding': 'function',
  'attribute.name': 'attribute',
  'attribute.event': 'function',
  'attribute.value': 'string',
  'string.key.json': 'attribute',
  'string.value.json': 'string',
  'attribute.value.number': 'number',
  'attribute.value.unit': 'number',
  'attribute.value.hex': 'number',
  operator: 'punctuation',
  delimiter: 'punctuation',
}

export function applyTheme(dark: boolean, colors: Record<string, string>, tokens: Record<string, string>): void {
  const rules = Object.entries(scopes).flatMap(([token, name]) => {
    const foreground = tokens[name]?.slice(1)
    return foreground ? [{ token, foreground, fontStyle: name === 'comment' ? 'italic' : '' }] : []
  })
  editor.defineTheme('minideck', { base: dark ? 'vs-dark' : 'vs', inherit: true, rules, colors })
  editor.setTheme('minideck')
}
