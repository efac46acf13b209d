/** Parses a script tolerantly with acorn and finds what it requires. */

import { parse, type Node, type Program } from 'acorn'
import { full } from 'acorn-walk'

export type RequireKind = 'require' | 'import' | 'async'

export interface Require {
  specifier: string
  kind: RequireKind
  /** Offset of the specifier in the parsed text. */
  offset: number
}

export interface Parsed {
  program: Program
  /** Whether the text uses the syntax of ES modules. */
  isModule: boolean
}

export interface References {
  requires: Require[]
  /** Offsets of the word `import` of every `import(…)`. */
  dynamicImports: number[]
}

export interface SyntaxFault { message: string; offset: number }

interface Literalish extends Node { type: string; value?: unknown; quasis?: { value: { cooked: string } }[]; expressions?: Node[] }

/** Text of a string literal or of a template without holes. */
function constantText(node: Node | null | undefined): string | undefined {
  const literal = node as Literalish | null | undefined
  if (literal?.type === 'Literal' && typeof literal.value === 'string') return literal.value
  if (literal?.type === 'TemplateLiteral' && !literal.expressions!.length) return literal.quasis![0]!.value.cooked
  return undefined
}

interface CallNode extends Node { callee: Node & { name?: string; object?: { name?: string }; property?: { name?: string; value?: string } }; arguments: Node[] }
interface SourceNode extends Node { source?: Node | null }

const MODULE_DECLARATIONS = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportDefaultDeclaration', 'ExportAllDeclaration'])

function calledKind(call: CallNode): RequireKind | undefined {
  const { callee } = call
  if (callee.type === 'Identifier' && callee.name === 'require') return 'require'
  if (callee.type !== 'MemberExpression' || callee.object?.name !== 'require') return undefined
  return callee.property?.name === 'async' || callee.property?.value === 'async' ? 'async' : undefined
}

/** The parsed script, or where its syntax is wrong. */
export function parseScript(source: string): Parsed | SyntaxFault {
  let program: Program
  try {
    program = parse(source, {
      ecmaVersion: 'latest', sourceType: 'script', allowImportExportEverywhere: true,
      allowReturnOutsideFunction: true, allowHashBang: true, allowSuperOutsideMethod: true,
    })
  } catch (thrown) {
    return faultOf(thrown, () => parseAsModule(source))
  }
  return { program, isModule: program.body.some((statement) => MODULE_DECLARATIONS.has(statement.type)) }
}

/** Top-level `await` and `import.meta` are only read as a module. */
function parseAsModule(source: string): Parsed | undefined {
  if (!/\bawait\b|\bimport\s*\.\s*meta\b/.test(source)) return undefined
  try {
    return { program: parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true }), isModule: true }
  } catch {
    return undefined
  }
}

function faultOf(thrown: unknown, other: () => Parsed | undefined): Parsed | SyntaxFault {
  if (!(thrown instanceof SyntaxError)) throw thrown
  return other() ?? {
    message: thrown.message.replace(/\s*\(\d+:\d+\)$/, ''),
    offset: (thrown as SyntaxError & { pos?: number }).pos ?? 0,
  }
}

/** What a module's own statements import. */
export function statementImports(program: Program): Require[] {
  const requires: Require[] = []
  for (const statement of program.body) {
    const { source } = statement as SourceNode
    const specifier = MODULE_DECLARATIONS.has(statement.type) ? constantText(source) : undefined
    if (specifier !== undefined) requires.push({ specifier, kind: 'import', offset: source!.start })
  }
  return requires
}

/** Everything a script asks for, found in its tree. */
export function referencesOf(program: Program): References {
  const requires = statementImports(program)
  const dynamicImports: number[] = []
  const found = (kind: RequireKind, node: Node | null | undefined): void => {
    const specifier = constantText(node)
    if (specifier !== undefined) requires.push({ specifier, kind, offset: node!.start })
  }
  full(program, (node) => {
    if (node.type === 'CallExpression') {
      const kind = calledKind(node as CallNode)
      if (kind) found(kind, (node as CallNode).arguments[0])
    } else if (node.type === 'ImportExpression') {
      dynamicImports.push(node.start)
      found('async', (node as SourceNode).source)
    }
  })
  return { requires: requires.sort((a, b) => a.offset - b.offset), dynamicImports }
}
