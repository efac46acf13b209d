/** Which functions a script has, who calls them, and to whom they are handed. */

import { eachChild } from './scopes'
import { type Any, type At, type Chain, calleeOf, constant, firstCall, functionName, heldName, isCaught, isFunction, isNode, keyOf, lastName, nameOf, type Placer } from './tree-reading'
import { Origins } from './origins'
import { Permits } from './permits'

/** Where something begins; there are too many of them to say where they end. */
interface Begin { line: number; column: number }

/** A function; `outer` is the number of the one around it, -1 the script itself. */
export interface SeenFunction extends Begin {
  name: string
  outer: number
  /** Whether it is called as a member: `this.name()`, `module.name()`. */
  member: boolean
  /** What it is handed to: `wx.login`, `then`, `setTimeout`; `()` when it is called where it stands. */
  passed: string
  /** Under which option it is handed over. */
  key: string
  granted: boolean
}

/** A call of a function, or the handing over of one (`passed`) by the function number `in`. */
export interface SeenCall extends Begin {
  in: number
  /** What it is called on: '' for a plain name, `this`, `getApp`, `@specifier`. */
  of: string
  to: string
  passed: string
  key: string
  caught: boolean
  /** Whether the script has seen before that the person has allowed it. */
  granted: boolean
  /** The function of `wx` that was awaited last before. */
  after: string
}

/** A name by which others know a function: an export, or an option of a page. */
export interface Alias { name: string; of: string; to: string }
/** A method of what a function of `wx` has made. */
export interface Method extends At { of: string; name: string; in: number }
export interface Calls { functions: SeenFunction[]; calls: SeenCall[]; aliases: Alias[]; methods: Method[]; roles: string[] }

const ROLES = new Set(['App', 'Page', 'Component', 'Behavior'])
/** Methods of every page, component, function and list, which are nobody's own. */
const BUILT_IN = new Set(['bind', 'setData', 'triggerEvent', 'selectComponent', 'selectAllComponents', 'createSelectorQuery', 'push', 'concat', 'forEach', 'map', 'filter'])
/** What compilers of modules write around `require` and exports. */
const WRAPS = /^(__(export|toESM|toCommonJS|copyProps|default|all|star|reExport|exportStar)|_interopRequire\w+|defineProperty)$/
const GIVES_ON = /^(__star|__reExport|__exportStar)$/

/** A node's place in the script: the function it stands in, and what is known there. */
export interface Standing { in: number; granted: boolean; after: string }

export class CallReader {
  readonly result: Calls = { functions: [], calls: [], aliases: [], methods: [], roles: [] }
  private readonly origins: Origins
  private readonly permits: Permits
  private readonly above: Any[] = []
  private readonly numbers: number[] = [-1]
  private readonly awaited: string[] = ['']
  /** Names that hold what a function of `wx` has made. */
  private readonly made = new Map<string, string>()

  /** `apiOf` tells the function of `wx` a callee is, `*` where its name is not written. */
  constructor(program: Any, code: string, private readonly at: Placer, private readonly apiOf: (callee: Any) => string) {
    this.origins = new Origins(program)
    this.permits = new Permits(program, code)
    this.collectMade(program)
  }

  /** Called before the children of a node are visited. */
  enter(node: Any): void {
    if (isFunction(node)) this.function(node)
    else if (node.type === 'CallExpression' || node.type === 'NewExpression') this.call(node)
    else if (node.type === 'AssignmentExpression') this.exported(node)
    else if (node.type === 'Property') this.property(node)
    this.above.push(node)
  }

  leave(node: Any): void {
    this.above.pop()
    if (isFunction(node)) {
      this.numbers.pop()
      this.awaited.pop()
    } else if (node.type === 'AwaitExpression') {
      const call = firstCall(node.argument as Any)
      const api = call ? this.apiOf(call.callee as Any) : ''
      if (api) this.awaited[this.awaited.length - 1] = api
    }
  }

  /** What is known where the visit stands. */
  standing(): Standing {
    return { in: this.numbers.at(-1)!, granted: this.permits.granted(this.above), after: this.awaited.at(-1)! }
  }

  /** The result, without calls of what this script cannot mean. */
  done(): Calls {
    const { functions, calls } = this.result
    const own = new Set(functions.map((one) => one.name))
    const aliases = this.result.aliases.filter((one) => one.of.startsWith('@') || (!one.of && own.has(one.to)))
    for (const one of aliases) own.add(one.name)
    return { ...this.result, aliases, calls: calls.filter((one) => /^(@|this|getApp)/.test(one.of) || own.has(one.to)) }
  }

  private function(node: Any): void {
    const outer = this.numbers.at(-1)!
    this.result.functions.push({ ...this.holding(node, outer), outer, granted: this.permits.granted(this.above), ...this.begin(node) })
    this.numbers.push(this.result.functions.length - 1)
    this.awaited.push('')
  }

  /** How others come to a function: by a name, or because it is handed to them. */
  private holding(node: Any, outer: number): Pick<SeenFunction, 'name' | 'member' | 'passed' | 'key'> {
    const parent = this.above.at(-1)
    const handed = handedTo(node, this.above)
    const own = { name: heldName(parent) || functionName(node, parent), member: isMember(parent), passed: '', key: '' }
    if (!handed) return own
    if (handed.call.callee === node) return { name: '', member: false, passed: '()', key: '' }
    const passed = this.nameOfCall(handed.call)
    if (passed.startsWith('wx.')) return { name: '', member: false, passed, key: handed.key }
    if (handed.key) return { ...own, passed: outer < 0 ? '' : passed, key: handed.key }
    const holder = this.above[this.above.indexOf(handed.call) - 1]
    // `go: debounce(function () {})` is known as `go`.
    if (handed.call.type === 'CallExpression' && (holder?.type === 'Property' || (outer < 0 && heldName(holder)))) return { name: heldName(holder), member: isMember(holder), passed: '', key: '' }
    return { name: functionName(node, undefined), member: false, passed, key: '' }
  }

  private call(node: Any): void {
    const callee = calleeOf(node)
    const role = nameOf(callee)
    if (ROLES.has(role)) this.result.roles.push(role)
    if (role === '__export') this.exportGetter(node)
    if (GIVES_ON.test(role)) this.givenOn(node)
    const target = this.target(callee)
    if (!WRAPS.test(lastName(callee))) {
      if (target && !this.apiOf(callee)) this.add(node, target, '', '')
      this.handed(node)
    }
    const of = callee.type === 'MemberExpression' ? this.makerOf(callee.object as Any) : ''
    if (of) this.result.methods.push({ of, name: nameOf(callee.property), in: this.numbers.at(-1)!, ...this.at(callee.start, callee.end) })
  }

  private begin(node: Any): Begin {
    const { line, column } = this.at(node.start, node.start)
    return { line, column }
  }

  private add(node: Any, target: { of: string; to: string }, passed: string, key: string): void {
    this.result.calls.push({ ...target, passed, key, caught: isCaught(node, this.above), ...this.standing(), ...this.begin(node) })
  }

  /** Functions that a call is given by their names, themselves or as options. */
  private handed(node: Any): void {
    const passed = this.nameOfCall(node)
    const hand = (value: Any, key: string): void => {
      const bound = value.type === 'CallExpression' && lastName(value.callee) === 'bind' ? (value.callee as Any).object as Any : value
      const target = bound.type === 'Identifier' || bound.type === 'MemberExpression' ? this.target(bound) : undefined
      if (target && !this.apiOf(bound)) this.add(value, target, passed, key)
    }
    for (const one of node.arguments as Any[]) {
      if (one.type !== 'ObjectExpression') hand(one, '')
      else if (this.apiOf(calleeOf(node))) for (const property of one.properties as Any[]) if (isNode(property.value)) hand(property.value, keyOf(property))
    }
  }

  private target(callee: Any): { of: string; to: string } | undefined {
    const name = nameOf(callee)
    if (name) {
      const origin = this.origins.get(name)
      return origin ? { of: origin.of, to: origin.to || 'default' } : { of: '', to: name }
    }
    if (callee.type !== 'MemberExpression' || callee.computed) return undefined
    const to = nameOf(callee.property)
    return !to || BUILT_IN.has(to) ? undefined : { of: this.origins.base(callee.object), to }
  }

  /** `wx.login` for a function of wx and for a promise it gives, else the last name. */
  private nameOfCall(call: Any): string {
    const callee = calleeOf(call)
    const api = this.apiOf(callee)
    if (api) return `wx.${api}`
    const first = callee.type === 'MemberExpression' && ['then', 'catch', 'finally'].includes(nameOf(callee.property)) ? firstCall(callee.object as Any) : undefined
    const promised = first ? this.apiOf(first.callee as Any) : ''
    return promised ? `wx.${promised}` : lastName(callee) || '?'
  }

  private property(node: Any): void {
    const value = node.value as Any | undefined
    const target = value?.type === 'Identifier' || value?.type === 'MemberExpression' ? this.target(value) : undefined
    if (target && this.above.at(-1)?.type !== 'ObjectPattern') this.alias(keyOf(node), target)
  }

  /** `module.exports = …`, `exports.x = …`; a name '*' stands for all that a module gives on. */
  private exported(node: Any): void {
    const left = this.origins.base(node.left)
    const name = /^module\.exports$/.test(left) ? 'default' : /^(?:module\.)?exports\.([\w$]+)$/.exec(left)?.[1]
    const right = node.right as Any
    if (name === undefined) return
    const base = this.origins.base(right)
    if (base.startsWith('@') && right.type !== 'MemberExpression' && name === 'default') this.alias('*', { of: base, to: '*' })
    else if (right.type === 'Identifier' || right.type === 'MemberExpression') this.alias(name, this.target(right))
  }

  /** `__export("name", function () { return … })`, `__export(exports, { name: () => … })`. */
  private exportGetter(node: Any): void {
    const [first, second] = node.arguments as Any[]
    const rows: [string, unknown][] = second?.type === 'ObjectExpression'
      ? (second.properties as Any[]).map((one) => [keyOf(one), (one.value as Any).body])
      : [[String(constant(first) ?? ''), ((second?.body as Any | undefined)?.body as Any[] | undefined)?.[0]?.argument]]
    for (const [name, value] of rows) if (isNode(value)) this.alias(name, this.target(value))
  }

  /** `export * from 'module'`. */
  private givenOn(node: Any): void {
    const of = (node.arguments as Any[]).map((one) => this.origins.base(one)).find((base) => base.startsWith('@'))
    if (of) this.alias('*', { of, to: '*' })
  }

  private alias(name: string, target: { of: string; to: string } | undefined): void {
    if (target && name) this.result.aliases.push({ name, ...target })
  }

  private collectMade(node: Any): void {
    const value = (node.type === 'VariableDeclarator' ? node.init : node.type === 'AssignmentExpression' ? node.right : node.type === 'Property' ? node.value : undefined) as Any | null | undefined
    if (value?.type === 'CallExpression') {
      const api = this.apiOf(value.callee as Any)
      if (/^(get|create)/.test(api)) this.made.set(heldName(node), api)
    }
    eachChild(node, (child) => this.collectMade(child))
  }

  private makerOf(object: Any): string {
    if (object.type === 'CallExpression') return this.apiOf(object.callee as Any)
    return this.made.get(lastName(object)) ?? ''
  }
}

/** The call a function is written into as an argument, or as an option of one. */
function handedTo(node: Any, above: Chain): { call: Any; key: string } | undefined {
  const parent = above.at(-1)
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return { call: parent, key: '' }
  if (parent?.type === 'ChainExpression') return undefined
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const call = above.at(-2)
    if (call?.type === 'CallExpression' && ['call', 'apply'].includes(nameOf(parent.property))) return { call: { ...call, callee: node } as Any, key: '' }
    // `function () {}.bind(this)` is handed to what the bound one is.
    if (call?.type === 'CallExpression' && nameOf(parent.property) === 'bind') return handedTo(call, above.slice(0, -2))
  }
  const call = above.at(-3)
  const listed = parent?.type === 'Property' && above.at(-2)?.type === 'ObjectExpression' && call?.type === 'CallExpression'
  return listed && (call.arguments as Any[]).includes(above.at(-2)!) && !ROLES.has(nameOf(call.callee)) ? { call, key: keyOf(parent) } : undefined
}

const isMember = (parent: Any | undefined): boolean => parent?.type === 'Property' || parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition'
  || (parent?.type === 'AssignmentExpression' && (parent.left as Any).type === 'MemberExpression')
