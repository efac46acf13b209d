/** What a survey reads off the nodes of a script's tree. */

import type { Node } from 'acorn'
import type { Place } from '../diagnostics'

export type At = Place
/** Places of the author's file for offsets of the compiled code. */
export type Placer = (start: number, end: number) => At

export interface Any extends Node { [member: string]: unknown }
export type Chain = readonly Any[]

export const isNode = (value: unknown): value is Any => typeof (value as Any | null)?.type === 'string'
export const nameOf = (node: unknown): string => (isNode(node) && node.type === 'Identifier' ? (node.name as string) : '')
export const lastName = (node: unknown): string => (isNode(node) && node.type === 'MemberExpression' ? nameOf(node.property) : nameOf(node))

/** Text, number or truth of a literal; the beginning of a template with holes. */
export function constant(node: unknown): string | number | boolean | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && ['string', 'number', 'boolean'].includes(typeof node.value)) return node.value as string
  if (node.type === 'TemplateLiteral') return (node.quasis as { value: { cooked: string } }[])[0]!.value.cooked
  if (node.type === 'BinaryExpression' && node.operator === '+') return constant(node.left)
  return undefined
}

export function keyOf(property: Any): string {
  if (property.type === 'SpreadElement' || property.type === 'RestElement') return '...'
  if (property.computed) return '...'
  return nameOf(property.key) || String(constant(property.key) ?? '')
}

export const isFunction = (node: Any): boolean => node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'FunctionDeclaration'

/** The name of a function, or of what holds it. */
export function functionName(node: Any, parent: Any | undefined): string {
  if (!isFunction(node)) return ''
  return isNode(node.id) ? nameOf(node.id) : heldName(parent)
}

/** The name that a property, a variable or an assignment gives to its value. */
export function heldName(parent: Any | undefined): string {
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') return keyOf(parent)
  return nameOf(parent?.id) || lastName(parent?.left)
}

/** Whether `.catch(…)`, `.then(…, …)` or `try` is around a call before its function ends. */
export function isCaught(call: Any, above: Chain): boolean {
  let inner: Any = call
  for (let at = above.length - 1; at >= 0; at--) {
    const node = above[at]!
    if (node.type === 'MemberExpression' && node.object === inner && nameOf(node.property) === 'catch') return true
    if (node.type === 'CallExpression' && (node.arguments as Any[]).length > 1 && lastName(node.callee) === 'then') return true
    if (node.type === 'TryStatement' && node.block === inner) return true
    if (isFunction(node)) return false
    inner = node
  }
  return false
}

/** What a call really calls: without `(0, …)` around it and without `.call`, `.apply` behind it. */
export function calleeOf(call: Any): Any {
  let callee = call.callee as Any
  if (callee.type === 'ChainExpression') callee = callee.expression as Any
  if (callee.type === 'SequenceExpression') callee = (callee.expressions as Any[]).at(-1)!
  if (callee.type === 'MemberExpression' && ['call', 'apply'].includes(nameOf(callee.property))) return callee.object as Any
  return callee
}

/** The call a chain such as `a().b().c` begins with. */
export function firstCall(node: Any): Any | undefined {
  let found: Any | undefined
  let at: unknown = node
  while (isNode(at)) {
    if (at.type === 'CallExpression') found = at
    at = at.type === 'CallExpression' ? at.callee : at.type === 'MemberExpression' ? at.object : at.type === 'AwaitExpression' ? at.argument : at.type === 'ChainExpression' ? at.expression : undefined
  }
  return found
}
