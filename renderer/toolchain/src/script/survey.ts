/** `script.survey`: what a compiled script does that a check before a submission asks about. */

import type { Node } from 'acorn'
import type { Diagnostic } from '../diagnostics'
import { Lines } from '../lines'
import { CallReader, type Calls } from './calls'
import { memberNames, type MemberNames } from './members'
import { eachChild, patternNames, usesOf } from './scopes'
import { shownTexts, type ShownText } from './shown-texts'
import { decodeMappings, originalOf } from './source-map'
import { parseScript } from './syntax'
import { textPieces } from './text-pieces'
import { constant, functionName, isCaught, isFunction, isNode, keyOf, lastName, nameOf, type Any, type At, type Chain, type Placer } from './tree-reading'

export interface SurveyItem { path: string; code: string; map: string | null }

/** A function of `wx`, and how it is used. */
export interface ApiUse extends At {
  /** `getLocation`, `cloud.callFunction`; `*` where the name is not written. */
  name: string
  /** `called`, `tested` for being there, `taken` as a value, or `assigned`. */
  as: 'called' | 'tested' | 'taken' | 'assigned'
  /** Keys of the first argument when it is an object; `...` where more are spread into it. */
  keys: string[] | null
  /** Constants among them, and the first argument itself under ''. */
  values: Record<string, string | number | boolean>
  /** Named functions around it, the outermost first. */
  within: string[]
  /** Whether a rejected promise is taken care of. */
  caught: boolean
  /** Number of the function it stands in, -1 for the script itself. */
  in: number
  /** Whether the script has seen before that the person has allowed it. */
  granted: boolean
  /** The function of `wx` that was awaited last before. */
  after: string
}
export interface CodeFromText extends At { by: string; text: string }
/** `whole`: not a piece that something is put before or after. */
export interface Said extends At { text: string; name: string; whole: boolean }
export interface Logged extends At { names: string[] }
export interface SurveyResult extends MemberNames, Calls {
  apis: ApiUse[]
  evals: CodeFromText[]
  debuggers: At[]
  strings: Said[]
  /** Names that paths may be put together from, and paths within longer texts; once each. */
  words: string[]
  /** Short texts that something is put before or after. */
  pieces: string[]
  logs: Logged[]
  /** Texts that a person will read. */
  shown: ShownText[]
  /** Regular expressions as they are written. */
  patterns: (At & { text: string })[]
  /** The first place that needs more than ES5, if there is one. */
  modern: At[]
  diagnostics: Diagnostic[]
}

const GLOBAL = 'wx'
const MODERN = new Set([
  'ArrowFunctionExpression', 'ClassDeclaration', 'ClassExpression', 'TemplateLiteral', 'SpreadElement', 'ForOfStatement', 'ObjectPattern',
  'ArrayPattern', 'AwaitExpression', 'YieldExpression', 'ChainExpression',
])
const EVALUATES = new Set(['eval', 'Function', 'setTimeout', 'setInterval'])
const TIMERS = new Set(['setTimeout', 'setInterval'])
const PLAIN_TEXT_LIMIT = 300
/** Longer texts are data, such as pictures in base64. */
const TEXT_LIMIT = 20_000
const NAMES_LIMIT = 30
const PATHS_LIMIT = 50
const PATH = /[\w.-]+(?:\/[\w.-]+)+/g
const WORD = /^[+\p{L}\p{N}._-]{2,60}$/u
/** Paths and addresses, and texts of one word that is long enough to be a key. */
const TELLING = /^(?=.{12,}|.*\/)\S+$|-----BEGIN/

export const EMPTY_SURVEY = (): Omit<SurveyResult, 'diagnostics'> => ({
  apis: [], evals: [], debuggers: [], strings: [], words: [], pieces: [], logs: [], shown: [], patterns: [], modern: [], definitions: [], assigned: [], members: [],
  functions: [], calls: [], aliases: [], methods: [], roles: [],
})

export function surveyScript(item: SurveyItem): SurveyResult {
  const words = new Set<string>()
  const result: SurveyResult = { ...EMPTY_SURVEY(), diagnostics: [] }
  const parsed = parseScript(item.code)
  if (!('program' in parsed)) return result
  const program = parsed.program as unknown as Any
  const at = placer(item)
  const calls = new Surveyor(program, result, at, words, item.code).read(program)
  return { ...result, ...calls, ...memberNames(program, at), shown: shownTexts(program, at), words: [...words].sort(), pieces: textPieces(program) }
}

/** Places in the author's file. */
function placer(item: SurveyItem): Placer {
  const lines = new Lines(item.code)
  if (item.map === null) return (start, end) => lines.place(start, end)
  const segments = decodeMappings((JSON.parse(item.map) as { mappings: string }).mappings)
  const original = (offset: number): [line: number, column: number] => {
    const found = originalOf(segments, lines.row(offset), lines.column(offset) - 1)
    return [(found?.row ?? 0) + 1, (found?.column ?? 0) + 1]
  }
  return (start, end) => {
    const [line, column] = original(start)
    const [endLine, endColumn] = original(end)
    const follows = endLine > line || (endLine === line && endColumn > column)
    return { line, column, endLine: follows ? endLine : line, endColumn: follows ? endColumn : column }
  }
}

class Surveyor {
  /** Where `wx`, or a name that means it, stands. */
  private readonly roots: Set<number>
  /** Where a function stands that was taken out of `wx` at the top, with its name there. */
  private readonly taken: Map<number, string>
  private readonly evaluates: Map<number, string>
  /** What the visited node stands in, the innermost last. */
  private readonly above: Any[] = []
  private readonly calls: CallReader

  constructor(program: Any, private readonly result: SurveyResult, private readonly at: Placer, private readonly words: Set<string>, code: string) {
    const own = declaredAtTop(program)
    const names = new Set(own.has(GLOBAL) ? [] : [GLOBAL, ...aliasesOf(program)])
    this.roots = new Set(usesOf(program, names).map((use) => use.start))
    const { apart, patterns } = takenApart(program, names)
    const within = (start: number): boolean => patterns.some((pattern) => pattern.start <= start && start < pattern.end)
    this.taken = new Map(usesOf(program, new Set(apart.keys())).filter((use) => !within(use.start)).map((use) => [use.start, apart.get(use.name)!]))
    const free = new Set([...EVALUATES].filter((name) => !own.has(name)))
    this.evaluates = new Map(usesOf(program, free).map((use) => [use.start, use.name]))
    this.calls = new CallReader(program, code, at, (callee) => this.apiOf(callee))
  }

  read(program: Any): Calls {
    this.visit(program, [])
    return this.calls.done()
  }

  private visit(node: Any, within: readonly string[]): void {
    const { above } = this
    if (!this.result.modern.length && isModern(node)) this.result.modern.push(this.at(node.start, node.start + 1))
    if (node.type === 'Identifier' && this.roots.has(node.start)) this.api(node, above, within)
    else if (node.type === 'Identifier' && this.taken.has(node.start)) this.use(node, this.taken.get(node.start)!, node, above, within)
    else if (node.type === 'DebuggerStatement') this.result.debuggers.push(this.at(node.start, node.end))
    else if (node.type === 'CallExpression' || node.type === 'NewExpression') this.call(node)
    else this.text(node, above)
    const name = functionName(node, above[above.length - 1])
    const inside = name ? [...within, name] : within
    this.calls.enter(node)
    above.push(node)
    eachChild(node, (child) => this.visit(child, inside))
    above.pop()
    this.calls.leave(node)
  }

  /** The function of `wx` that a callee is, '' for anything else. */
  private apiOf(callee: Any): string {
    if (callee.type === 'ChainExpression') return this.apiOf(callee.expression as Any)
    if (callee.type === 'Identifier') return this.taken.get(callee.start) ?? ''
    if (callee.type !== 'MemberExpression') return ''
    const object = callee.object as Any
    const name = callee.computed ? String(constant(callee.property) ?? '*') : nameOf(callee.property)
    if (object.type === 'Identifier' && this.roots.has(object.start)) return name
    const cloud = object.type === 'MemberExpression' && nameOf(object.property) === 'cloud' && this.roots.has((object.object as Any).start)
    return cloud ? `cloud.${name}` : ''
  }

  private api(root: Any, above: Chain, within: readonly string[]): void {
    const path: string[] = []
    let at = above.length - 1
    let top: Any = root
    for (; at >= 0; at--) {
      const parent = above[at]!
      if (parent.type === 'ChainExpression') { top = parent; continue }
      if (parent.type !== 'MemberExpression' || parent.object !== top) break
      const name = parent.computed ? constant(parent.property) : nameOf(parent.property)
      path.push(typeof name === 'string' && name ? name : '*')
      top = parent
      if (path[0] !== 'cloud' || path.length === 2) { at--; break }
    }
    const parent = above[at]
    if (!path.length) this.whole(root, parent, within)
    else this.use(root, path.join('.'), top, above.slice(0, at + 1), within)
  }

  /** `wx` without a member: taken apart, or handed to somebody. */
  private whole(root: Any, parent: Any | undefined, within: readonly string[]): void {
    if (!parent || isTest(parent, root) || parent.type === 'ExpressionStatement') return
    const taken = parent.type === 'VariableDeclarator' ? parent.id as Any : parent.type === 'AssignmentExpression' ? parent.left as Any : undefined
    if (taken?.type === 'Identifier') return
    const names = taken?.type === 'ObjectPattern' ? (taken.properties as Any[]).map((one) => keyOf(one).replace('...', '*')) : ['*']
    for (const name of names) this.result.apis.push({ name, as: 'taken', keys: null, values: {}, within: [...within], caught: false, ...this.calls.standing(), ...this.at(root.start, root.end) })
  }

  private use(root: Any, name: string, top: Any, above: Chain, within: readonly string[]): void {
    const parent = above[above.length - 1]
    const called = parent?.type === 'CallExpression' && parent.callee === top
    const assigned = parent?.type === 'AssignmentExpression' && parent.left === top
    const as = called ? 'called' : assigned ? 'assigned' : parent && isTest(parent, top) ? 'tested' : 'taken'
    const first = called ? (parent.arguments as Any[])[0] : undefined
    this.result.apis.push({
      name, as, ...(called ? options(first) : { keys: null, values: {} }), within: [...within],
      caught: called && isCaught(parent, above.slice(0, -1)), ...this.calls.standing(), ...this.at(root.start, top.end),
    })
  }

  private call(node: Any): void {
    const callee = node.callee as Any
    const args = node.arguments as Any[]
    const by = this.evaluates.get(callee.start)
    if (by && callee.type === 'Identifier') {
      const text = constant(args[TIMERS.has(by) ? 0 : Math.max(0, args.length - 1)])
      if (!TIMERS.has(by) || typeof text === 'string') this.result.evals.push({ by, text: String(text ?? '').slice(0, PLAIN_TEXT_LIMIT), ...this.at(node.start, node.end) })
    }
    if (callee.type === 'MemberExpression' && nameOf(callee.object) === 'console') this.result.logs.push({ names: namesIn(args), ...this.at(node.start, node.end) })
  }

  private text(node: Any, above: Chain): void {
    const { regex } = node as { regex?: { pattern: string } }
    if (regex) this.result.patterns.push({ text: regex.pattern.slice(0, PLAIN_TEXT_LIMIT), ...this.at(node.start, node.end) })
    const text = node.type === 'Literal' || node.type === 'TemplateLiteral' ? constant(node) : undefined
    if (typeof text !== 'string' || text.length > TEXT_LIMIT) return
    if (!TELLING.test(text)) {
      for (const word of WORD.test(text) ? [text] : (text.match(PATH) ?? []).slice(0, PATHS_LIMIT)) this.words.add(word)
      return
    }
    const parent = above[above.length - 1]
    if (parent?.type === 'CallExpression' && nameOf(parent.callee) === 'require') return
    const held = parent?.type === 'Property' ? keyOf(parent) : nameOf(parent?.id) || lastName(parent?.left)
    this.result.strings.push({ text: text.slice(0, PLAIN_TEXT_LIMIT), name: held, whole: isWhole(node, parent), ...this.at(node.start, node.end) })
  }
}

function isWhole(node: Any, parent: Any | undefined): boolean {
  const holes = node.type === 'TemplateLiteral' && (node.expressions as Any[]).length > 0
  return !holes && parent?.type !== 'BinaryExpression'
}

const isModern = (node: Any): boolean => MODERN.has(node.type) || (node.type === 'VariableDeclaration' && node.kind !== 'var')

/** Names that a script declares for all of itself. */
function declaredAtTop(program: Any): Set<string> {
  const found = new Set<string>()
  for (const statement of program.body as Any[]) {
    if (statement.type === 'VariableDeclaration') for (const one of statement.declarations as Any[]) patternNames(one.id as Node, found)
    else if (isNode(statement.id)) found.add(nameOf(statement.id))
  }
  return found
}

/** Names declared at the top to mean `wx`. */
function aliasesOf(program: Any): string[] {
  return (program.body as Any[]).flatMap((statement) => statement.type !== 'VariableDeclaration' ? []
    : (statement.declarations as Any[]).filter((one) => nameOf(one.init) === GLOBAL && nameOf(one.id)).map((one) => nameOf(one.id)))
}

/** Functions that `const { login } = wx` at the top takes out, by the names they have then. */
function takenApart(program: Any, names: ReadonlySet<string>): { apart: Map<string, string>; patterns: Any[] } {
  const apart = new Map<string, string>()
  const patterns: Any[] = []
  for (const statement of program.body as Any[]) for (const one of statement.type === 'VariableDeclaration' ? statement.declarations as Any[] : []) {
    const pattern = one.id as Any
    if (!names.has(nameOf(one.init)) || pattern.type !== 'ObjectPattern') continue
    patterns.push(pattern)
    for (const property of pattern.properties as Any[]) if (nameOf(property.value)) apart.set(nameOf(property.value), keyOf(property))
  }
  return { apart, patterns }
}

function isTest(parent: Any, node: Any): boolean {
  if (parent.type === 'UnaryExpression' || parent.type === 'BinaryExpression') return true
  if (parent.type === 'LogicalExpression') return parent.left === node
  return 'test' in parent && parent.test === node
}

function options(first: Any | undefined): Pick<ApiUse, 'keys' | 'values'> {
  const own = constant(first)
  if (first?.type !== 'ObjectExpression') return { keys: first ? null : [], values: own === undefined ? {} : { '': own } }
  const values: ApiUse['values'] = {}
  for (const property of first.properties as Any[]) {
    const value = constant(property.value)
    if (value !== undefined && keyOf(property) !== '...') values[keyOf(property)] = typeof value === 'string' ? value.slice(0, PLAIN_TEXT_LIMIT) : value
  }
  return { keys: (first.properties as Any[]).map(keyOf), values }
}

function namesIn(nodes: readonly Any[]): string[] {
  const found: string[] = []
  const visit = (node: Any): void => {
    const name = nameOf(node) || storedName(node)
    if (found.length < NAMES_LIMIT && name) found.push(name)
    if (!isFunction(node)) eachChild(node, visit)
  }
  for (const node of nodes) visit(node)
  return found
}

/** What is read from the storage has the name it is stored under. */
function storedName(node: Any): string {
  if (node.type !== 'CallExpression' || lastName(node.callee) !== 'getStorageSync') return ''
  const key = constant((node.arguments as Any[])[0])
  return typeof key === 'string' ? key : ''
}
