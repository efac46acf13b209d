/** The short texts of a script that something is put before or after: names are made from them at run time. */

import { eachChild } from './scopes'
import type { Any } from './tree-reading'

const LIMIT = 60

export function textPieces(program: Any): string[] {
  const found = new Set<string>()
  const take = (text: unknown): void => {
    if (typeof text === 'string' && text.trim() && text.length <= LIMIT) found.add(text)
  }
  const visit = (node: Any): void => {
    if (node.type === 'TemplateLiteral' && (node.expressions as Any[]).length) {
      for (const quasi of node.quasis as { value: { cooked: string | null } }[]) take(quasi.value.cooked)
    } else if (node.type === 'BinaryExpression' && node.operator === '+') {
      for (const side of [node.left, node.right] as Any[]) if (side.type === 'Literal') take(side.value)
    } else if (node.type === 'CallExpression' && /^(?:concat|join)$/.test(String(((node.callee as Any).property as Any | undefined)?.name))) {
      for (const argument of node.arguments as Any[]) if (argument.type === 'Literal') take(argument.value)
    }
    eachChild(node, visit)
  }
  visit(program)
  return [...found].sort()
}
