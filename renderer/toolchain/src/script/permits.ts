/** Whether a script has seen, before it comes to a place, that the person has allowed what it asks for. */

import { eachChild } from './scopes'
import { type Any, type Chain, isFunction, isNode, nameOf } from './tree-reading'

const SETTING = 'authSetting'
const NEGATED = /!|false|undefined|null/

export class Permits {
  /** Names that hold what `authSetting` says. */
  private readonly names = new Set<string>()

  constructor(program: Any, private readonly code: string) {
    if (code.includes(SETTING)) this.collect(program)
  }

  /** Whether a test between here and the function around says yes; `above` is what a node stands in. */
  granted(above: Chain): boolean {
    for (let at = above.length - 1; at > 0; at--) {
      const node = above[at]!
      if (isFunction(node)) return false
      const parent = above[at - 1]!
      if (this.chosen(parent, node) || this.left(parent, node)) return true
    }
    return false
  }

  /** `if (allowed) …`, `if (!allowed) {} else …`, `allowed ? … : 0`, `allowed && …` */
  private chosen(parent: Any, node: Any): boolean {
    if (parent.type === 'LogicalExpression') return parent.operator === '&&' && node === parent.right && this.says(parent.left) === true
    if (parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression') return false
    return (node === parent.consequent && this.says(parent.test) === true) || (node === parent.alternate && this.says(parent.test) === false)
  }

  /** `if (!allowed) return` before it. */
  private left(parent: Any, node: Any): boolean {
    if (parent.type !== 'BlockStatement') return false
    const before = (parent.body as Any[]).slice(0, (parent.body as Any[]).indexOf(node))
    return before.some((one) => one.type === 'IfStatement' && !one.alternate && this.says(one.test) === false && ends(one.consequent as Any))
  }

  /** True for a test that it is allowed, false for one that it is not; undefined for any other. */
  private says(test: unknown): boolean | undefined {
    if (!isNode(test)) return undefined
    const text = this.code.slice(test.start, test.end)
    const plain = test.type === 'UnaryExpression' ? test.argument : test
    if (!text.includes(SETTING) && !this.names.has(nameOf(plain))) return undefined
    if (!NEGATED.test(text)) return true
    return test.type === 'UnaryExpression' && test.operator === '!' && !NEGATED.test(text.slice(1)) ? false : undefined
  }

  private collect(node: Any): void {
    const init = node.type === 'VariableDeclarator' ? node.init : undefined
    if (isNode(init) && nameOf(node.id)) {
      const text = this.code.slice(init.start, init.end)
      if (text.includes(`${SETTING}[`) && !NEGATED.test(text) && init.type === 'MemberExpression') this.names.add(nameOf(node.id))
    }
    eachChild(node, (child) => this.collect(child))
  }
}

function ends(statement: Any): boolean {
  const last = statement.type === 'BlockStatement' ? (statement.body as Any[]).at(-1) : statement
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement'
}
