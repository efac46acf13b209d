/** Where the names of a script come from: a module, `this`, the app. */

import { eachChild } from './scopes'
import { type Any, constant, isNode, keyOf, nameOf } from './tree-reading'

/** `of` is `@specifier`, `this`, `getApp` or another name; `to` the member taken from it. */
export interface Origin { of: string; to: string }

export class Origins {
  private readonly found = new Map<string, Origin>()

  constructor(program: Any) {
    this.collect(program)
  }

  get(name: string): Origin | undefined {
    return this.found.get(name)
  }

  /** What a function is called on, as a text; '?' for what has no name. */
  base(node: unknown): string {
    if (!isNode(node)) return '?'
    switch (node.type) {
      case 'ThisExpression': return 'this'
      case 'Identifier': {
        const origin = this.found.get(nameOf(node))
        return origin ? [origin.of, origin.to].filter(Boolean).join('.') : nameOf(node)
      }
      case 'MemberExpression': return `${this.base(node.object)}.${node.computed ? '*' : nameOf(node.property)}`
      case 'ChainExpression': return this.base(node.expression)
      case 'AwaitExpression': return this.base(node.argument)
      case 'NewExpression': return this.base(node.callee)
      case 'CallExpression': return this.called(node)
    }
    return '?'
  }

  /** The module behind `require('a')`, also where a compiler has wrapped it; the app behind `getApp()`. */
  private called(node: Any): string {
    const [first] = node.arguments as Any[]
    const name = nameOf(node.callee)
    if (name === 'require' && typeof constant(first) === 'string') return `@${String(constant(first))}`
    if (name === 'getApp') return 'getApp'
    if (!first || nameOf(node.callee) === '') return '?'
    const inner = this.base(first)
    return inner.startsWith('@') ? inner : '?'
  }

  private collect(node: Any): void {
    if (node.type === 'VariableDeclarator' && isNode(node.init)) this.bind(node.id as Any, node.init)
    else if (node.type === 'AssignmentExpression' && nameOf(node.left)) this.bind(node.left as Any, node.right as Any)
    eachChild(node, (child) => this.collect(child))
  }

  private bind(target: Any, value: Any): void {
    const of = this.base(value)
    if (!/^(@|this$|getApp)/.test(of)) return
    if (nameOf(target)) this.found.set(nameOf(target), { of, to: '' })
    else if (target.type === 'ObjectPattern') for (const one of target.properties as Any[]) {
      const local = nameOf(one.value) || nameOf((one.value as Any | undefined)?.left)
      if (local) this.found.set(local, { of, to: keyOf(one) })
    }
  }
}
