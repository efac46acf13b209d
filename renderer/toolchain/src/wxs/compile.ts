/** `wxs.compile`: WXS with its own semantics, as the body of a plain JavaScript function. */

import { parse, type Node, type Program } from 'acorn'
import { full } from 'acorn-walk'
import { diagnose, type Diagnostic } from '../diagnostics'
import { Lines } from '../lines'

export interface WxsItem { path: string; source: string }
export interface WxsRequire { specifier: string; line: number; column: number }
export interface WxsResult { code: string; requires: WxsRequire[]; diagnostics: Diagnostic[] }

interface Member extends Node { object: Node; property: Node & { name?: string; value?: unknown }; computed: boolean }
interface Call extends Node { callee: Node & { name?: string }; arguments: (Node & { value?: unknown })[] }

/** Tells the type of a value as WXS's `constructor` does; defined by the template's runtime. */
export const CONSTRUCTOR_FUNCTION = '__wxs_ctor'

/** Syntax that is JavaScript but no WXS. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  ForInStatement: 'for…in', TryStatement: 'try', ThrowStatement: 'throw', NewExpression: 'new', WithStatement: 'with',
}

/** A backslash and what follows; JavaScript drops a backslash that means nothing, WXS keeps it. */
const ESCAPE = /\\(?:\r\n|[^])/g
const MEANT = /^\\(?:['"\\bfnrtvxu0-7]|\r|\n|\u2028|\u2029)/

/** With parentheses as nodes, `(a + b).constructor` ends its object behind them. */
const options = { sourceType: 'script', allowReturnOutsideFunction: true, preserveParens: true } as const

export function compileWxs(item: WxsItem): WxsResult {
  const written = item.source.charCodeAt(0) === 0xfeff ? item.source.slice(1) : item.source
  const lines = new Lines(written)
  const source = closed(written)
  const diagnostics: Diagnostic[] = []
  const program = read(item.path, source, lines, diagnostics)
  if (!program) return { code: '', requires: [], diagnostics }
  const requires: WxsRequire[] = []
  const edits: { start: number; end: number; text: string }[] = []
  full(program, (node) => {
    const what = UNSUPPORTED[node.type] ?? ((node as Node & { regex?: object }).regex ? 'regular expressions between slashes' : undefined)
    if (what) diagnostics.push(diagnose('wxs-unsupported', item.path, lines.place(node.start, node.start), { what }))
    if (node.type === 'CallExpression') {
      const call = node as Call
      const [first] = call.arguments
      if (call.callee.name === 'require' && typeof first?.value === 'string') {
        requires.push({ specifier: first.value, line: lines.line(first.start), column: lines.column(first.start) })
      }
    } else if (node.type === 'Literal' && typeof (node as Node & { value?: unknown }).value === 'string') {
      for (const { 0: escape, index } of source.slice(node.start, node.end).matchAll(ESCAPE)) {
        if (!MEANT.test(escape)) edits.push({ start: node.start + index, end: node.start + index, text: '\\' })
      }
    } else if (node.type === 'MemberExpression') {
      const member = node as Member
      const name = member.computed ? member.property.value : member.property.name
      if (name === 'constructor') {
        edits.push({ start: member.start, end: member.start, text: `${CONSTRUCTOR_FUNCTION}(` })
        edits.push({ start: member.object.end, end: member.end, text: `)${'\n'.repeat(newlines(source, member.object.end, member.end))}` })
      }
    }
  })
  edits.sort((a, b) => b.start - a.start || b.end - a.end)
  let code = source
  for (const edit of edits) code = code.slice(0, edit.start) + edit.text + code.slice(edit.end)
  requires.sort((a, b) => a.line - b.line || a.column - b.column)
  return { code, requires, diagnostics }
}

/** A comment nobody ends takes the rest of the file, as in WeChat. */
function closed(source: string): string {
  try {
    parse(source, { ecmaVersion: 'latest', ...options })
  } catch (thrown) {
    if (thrown instanceof SyntaxError && thrown.message.startsWith('Unterminated comment')) return `${source}*/`
    if (!(thrown instanceof SyntaxError)) throw thrown
  }
  return source
}

const newlines = (text: string, start: number, end: number): number => text.slice(start, end).split('\n').length - 1

/** WXS is ES5; newer syntax that still is JavaScript is reported and kept. */
function read(path: string, source: string, lines: Lines, diagnostics: Diagnostic[]): Program | undefined {
  try {
    return parse(source, { ecmaVersion: 5, ...options })
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown
    const fault = thrown as SyntaxError & { pos: number }
    try {
      const program = parse(source, { ecmaVersion: 'latest', ...options })
      diagnostics.push(diagnose('wxs-newer-syntax', path, lines.place(fault.pos)))
      return program
    } catch (second) {
      const worse = second as SyntaxError & { pos: number }
      const reason = worse.message.replace(/\s*\(\d+:\d+\)$/, '')
      diagnostics.push(diagnose('wxs-syntax', path, lines.place(worse.pos), { reason }))
      return undefined
    }
  }
}
