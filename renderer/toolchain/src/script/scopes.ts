/** Finds the uses of some top-level names of a module, where no inner declaration hides them. */

import type { Node } from 'acorn'

export interface Use {
  start: number
  end: number
  name: string
  /** How the name stands there: `{name}` needs a key, a called one must not get a `this`. */
  as: 'value' | 'shorthand' | 'callee'
}

/** Any node; which members it has depends on its type. */
interface Any extends Node { [member: string]: unknown }

type Names = ReadonlySet<string>

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement'])
const UNSEEN = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'BreakStatement', 'ContinueStatement', 'MetaProperty'])

const isNode = (value: unknown): value is Any => typeof (value as Any | null)?.type === 'string'

/** Calls `visit` with every direct child. */
export function eachChild(node: Node, visit: (child: Any, member: string) => void): void {
  const any = node as Any
  for (const member in any) {
    const value = any[member]
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item, member)
    } else if (isNode(value)) visit(value, member)
  }
}

/** Names that a pattern declares. */
export function patternNames(pattern: Node | null | undefined, into: Set<string> = new Set()): Set<string> {
  const node = pattern as Any | null | undefined
  if (!node) return into
  if (node.type === 'Identifier') into.add(node.name as string)
  else if (node.type === 'Property') patternNames(node.value as Node, into)
  else if (node.type === 'AssignmentPattern') patternNames(node.left as Node, into)
  else if (node.type === 'RestElement') patternNames(node.argument as Node, into)
  else if (node.type === 'ObjectPattern') for (const property of node.properties as Node[]) patternNames(property, into)
  else if (node.type === 'ArrayPattern') for (const element of node.elements as Node[]) patternNames(element, into)
  return into
}

/** Names declared by `let`, `const`, `class` and functions directly in a list of statements. */
function lexicalNames(statements: readonly Any[], into: Set<string>): void {
  for (const statement of statements) {
    if (statement.type === 'VariableDeclaration' && statement.kind !== 'var') declaredNames(statement, into)
    else if ((statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') && statement.id) into.add((statement.id as Any).name as string)
  }
}

export function declaredNames(declaration: Node, into: Set<string>): void {
  for (const declarator of (declaration as Any).declarations as Any[]) patternNames(declarator.id as Node, into)
}

/** Names declared by `var` anywhere in a function. */
function variableNames(node: Any, into: Set<string>): void {
  eachChild(node, (child) => {
    if (FUNCTIONS.has(child.type)) return
    if (child.type === 'VariableDeclaration' && child.kind === 'var') declaredNames(child, into)
    variableNames(child, into)
  })
}

/** Uses of `names` in a program, in order of their places. */
export function usesOf(program: Node, names: Names): Use[] {
  const finder = new UseFinder()
  if (names.size) finder.visit(program as Any, names, '')
  return finder.uses.sort((a, b) => a.start - b.start)
}

class UseFinder {
  readonly uses: Use[] = []

  /** `seen` are the names that still mean the imported ones here. */
  visit(node: Any, seen: Names, as: string): void {
    if (node.type === 'Identifier') {
      const name = node.name as string
      if (seen.has(name)) this.uses.push({ start: node.start, end: node.end, name, as: as === 'shorthand' || as === 'callee' ? as : 'value' })
      return
    }
    if (UNSEEN.has(node.type)) return
    const inside = this.narrowed(node, seen)
    if (inside.size) eachChild(node, (child, member) => this.child(node, child, member, inside))
  }

  private child(node: Any, child: Any, member: string, seen: Names): void {
    const { type } = node
    if (type === 'MemberExpression' && member === 'property' && !node.computed) return
    if ((type === 'Property' || type === 'MethodDefinition' || type === 'PropertyDefinition') && member === 'key' && !node.computed) return
    if (type === 'LabeledStatement' && member === 'label') return
    if (type === 'ExportSpecifier' || (member === 'id' && child.type === 'Identifier')) return
    const called = (type === 'CallExpression' && member === 'callee') || (type === 'TaggedTemplateExpression' && member === 'tag')
    this.visit(child, seen, called ? 'callee' : type === 'Property' && node.shorthand ? 'shorthand' : '')
  }

  private narrowed(node: Any, seen: Names): Names {
    const hidden = new Set<string>()
    if (FUNCTIONS.has(node.type)) {
      if (node.type === 'FunctionExpression' && node.id) hidden.add((node.id as Any).name as string)
      for (const parameter of node.params as Node[]) patternNames(parameter, hidden)
      variableNames(node.body as Any, hidden)
    } else if (node.type === 'BlockStatement' || node.type === 'StaticBlock') lexicalNames(node.body as Any[], hidden)
    else if (node.type === 'SwitchStatement') for (const one of node.cases as Any[]) lexicalNames(one.consequent as Any[], hidden)
    else if (LOOPS.has(node.type)) lexicalNames([node.init, node.left].filter(isNode), hidden)
    else if (node.type === 'CatchClause') patternNames(node.param as Node | null, hidden)
    else if (node.type === 'ClassExpression' && node.id) hidden.add((node.id as Any).name as string)
    return [...hidden].some((name) => seen.has(name)) ? new Set([...seen].filter((name) => !hidden.has(name))) : seen
  }
}

/** Places of `this` that belong to the module itself. */
export function topLevelThis(program: Node): Node[] {
  const found: Node[] = []
  const visit = (node: Any): void => {
    if (node.type === 'ThisExpression') found.push(node)
    if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') return
    eachChild(node, (child, member) => {
      const own = node.type === 'PropertyDefinition' && member === 'value'
      if (!own && child.type !== 'StaticBlock') visit(child)
    })
  }
  visit(program as Any)
  return found
}

/** Places of `import.meta`. */
export function metaProperties(program: Node): Node[] {
  const found: Node[] = []
  const visit = (node: Any): void => {
    if (node.type === 'MetaProperty' && (node.meta as Any).name === 'import') found.push(node)
    else eachChild(node, visit)
  }
  visit(program as Any)
  return found
}
