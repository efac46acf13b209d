/** What a survey reads off the nodes of a script's tree. */

import type { Node } from 'acorn'
import type { Place } from '../diagnostics'

export type At = Place
/** Places of the author's file for offsets of the compiled code. */
export type Placer = (start: number, end: number) => At

export interface Any extends Node { [member: string]: unknown }

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

export function functionName(node: Any, parent: Any | undefined): string {
  if (!/Function/.test(node.type)) return ''
  if (isNode(node.id)) return nameOf(node.id)
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') return keyOf(parent)
  return nameOf(parent?.id) || lastName(parent?.left)
}
