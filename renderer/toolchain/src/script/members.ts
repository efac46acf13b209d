/** The names by which templates may call a script: what it defines, and which members it has at all. */

import { eachChild } from './scopes'
import { constant, isNode, nameOf, type Any, type At, type Placer } from './tree-reading'

/** A call of `Page`, `Component`, `Behavior` or `App`. */
export interface Definition extends At {
  by: string
  /** Names of its functions; all there are when `plain`. */
  names: string[]
  /** Written out: nothing is spread into it, mixed in or computed. */
  plain: boolean
}

export interface MemberNames {
  definitions: Definition[]
  /** Members that get a value, `*` where one is computed, and `Page` or `Component` where a script puts its own in their place. */
  assigned: string[]
  /** Every name of a property or a member of a class; `*` where one is computed. */
  members: string[]
}

const DEFINING = new Set(['Page', 'Component', 'Behavior', 'App'])
const MIXED_IN = new Set(['behaviors', 'mixins', 'mixin', 'extends'])
const KEYED = new Set(['Property', 'MethodDefinition', 'PropertyDefinition'])

export function memberNames(program: Any, at: Placer): MemberNames {
  const definitions: Definition[] = []
  const assigned = new Set<string>()
  const members = new Set<string>()
  const visit = (node: Any): void => {
    if (node.type === 'CallExpression' && DEFINING.has(nameOf(node.callee))) definitions.push(definition(node, at))
    else if (KEYED.has(node.type)) members.add(keyName(node) || '*')
    else if (node.type === 'AssignmentExpression') assigned.add(targetName(node.left as Any))
    eachChild(node, visit)
  }
  visit(program)
  for (const name of [assigned, members]) name.delete('')
  return { definitions, assigned: [...assigned].sort(), members: [...members].sort() }
}

/** Name of a property; '' where it is computed. */
function keyName(property: Any): string {
  const constantKey = constant(property.key)
  if (property.computed) return typeof constantKey === 'string' && property.key && (property.key as Any).type === 'Literal' ? constantKey : ''
  return nameOf(property.key) || String(constantKey ?? '')
}

function targetName(left: Any): string {
  if (left.type === 'Identifier') return DEFINING.has(nameOf(left)) ? nameOf(left) : ''
  if (left.type !== 'MemberExpression') return ''
  const name = left.computed ? ((left.property as Any).type === 'Literal' ? constant(left.property) : '*') : nameOf(left.property)
  return typeof name === 'string' ? name : ''
}

function definition(call: Any, at: Placer): Definition {
  const by = nameOf(call.callee)
  const place = at(call.start, (call.callee as Any).end)
  const options = (call.arguments as Any[])[0]
  if (options?.type !== 'ObjectExpression') return { by, names: [], plain: false, ...place }
  const own = namesOf(options)
  const mixed = (options.properties as Any[]).some((one) => MIXED_IN.has(keyName(one)) && !isEmptyList(one.value))
  if (by === 'Page' || by === 'App') return { by, names: own.names, plain: own.whole && !mixed, ...place }
  const methods = (options.properties as Any[]).find((one) => one.type === 'Property' && keyName(one) === 'methods')
  const inside = methods ? namesOf(methods.value as Any) : { names: [], whole: true }
  return { by, names: inside.names, plain: own.whole && inside.whole && !mixed, ...place }
}

const isEmptyList = (node: unknown): boolean => isNode(node) && node.type === 'ArrayExpression' && !(node.elements as Any[]).length

/** Names in an object; not `whole` when it may have more. */
function namesOf(node: Any): { names: string[]; whole: boolean } {
  if (node.type !== 'ObjectExpression') return { names: [], whole: false }
  const names = (node.properties as Any[]).map((one) => (one.type === 'Property' ? keyName(one) : ''))
  return { names: names.filter(Boolean), whole: names.every(Boolean) }
}
