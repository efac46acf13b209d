/**
 * ES module → CommonJS without moving a line: imports become `require` in their own places, uses of
 * imported names become members of what was required, so that they stay live; exports are getters.
 */

import type { Node } from 'acorn'
import { statementStarts } from './statements'
import { isFunctionBody } from './check'
import { applyEdits, blank, lineEnds, type Edit } from './edits'
import { declaredNames, metaProperties, topLevelThis, usesOf, type Use } from './scopes'
import type { Parsed } from './syntax'

interface Any extends Node { [member: string]: unknown }

const HELPERS = {
  default: 'var __default=function(m){return m&&m.__esModule?m:{default:m}};',
  all: 'var __all=function(m){if(m&&m.__esModule)return m;var n={};if(m!=null)for(var k in m)if(Object.prototype.hasOwnProperty.call(m,k))n[k]=m[k];n.default=m;return n};',
  star: 'var __star=function(m){Object.keys(m).forEach(function(k){if(k!=="default"&&!Object.prototype.hasOwnProperty.call(exports,k))__export(k,function(){return m[k]})})};',
  // What is asked for before the module ran that far is undefined, as in WeChat, and no error.
  export: 'var __export=function(k,f){Object.defineProperty(exports,k,{enumerable:true,configurable:true,get:function(){try{return f()}catch(e){if(e instanceof ReferenceError||e instanceof TypeError)return undefined;throw e}}})};',
}
const EXPORT_DEFAULT = /^export(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*\n)+default/
const ANONYMOUS = '__default_export'

const nameOf = (node: unknown): string => String((node as Any).name ?? (node as Any).value)
const textOf = (source: string, node: unknown): string => source.slice((node as Node).start, (node as Node).end)

const STRICT = '"use strict";'

/** The function body, or null when even without strictness no engine would read it. */
export function moduleToCommonJs(source: string, parsed: Parsed, extra: readonly Edit[]): string | null {
  const code = new ModuleWriter(source, parsed).write(extra)
  // Many modules were never run as strict code, and hold what strict code must not.
  return [STRICT + code, code].find(isFunctionBody) ?? null
}

class ModuleWriter {
  private readonly edits: Edit[] = []
  private readonly helpers = new Set<keyof typeof HELPERS>()
  /** Imported name → expression that reads it. */
  private readonly imported = new Map<string, string>()
  private readonly exports = new Map<string, string>()
  private readonly hoisted: string[] = []
  private count = 0
  /** Whether imports become `require` in place: only when nothing else comes before the last of them. */
  private readonly inPlace: boolean

  constructor(private readonly source: string, private readonly parsed: Parsed) {
    const body = parsed.program.body as unknown as Any[]
    const first = body.findIndex((statement) => !statement.source && statement.directive === undefined)
    this.inPlace = first < 0 || !body.slice(first).some((statement) => statement.source)
  }

  write(extra: readonly Edit[]): string {
    const body = this.parsed.program.body as unknown as Any[]
    const exporting = body.some((statement) => statement.type.startsWith('Export'))
    for (const statement of body) this.statement(statement)
    for (const [name, read] of this.exports) this.exports.set(name, this.imported.get(read) ?? read)
    this.uses()
    for (const place of topLevelThis(this.parsed.program)) this.edits.push({ start: place.start, end: place.end, text: '(void 0)' })
    if (this.source.includes('.meta')) for (const place of metaProperties(this.parsed.program)) this.edits.push({ start: place.start, end: place.end, text: '({})' })
    return applyEdits(this.source, [{ start: 0, end: 0, text: this.prologue(exporting) }, ...this.edits, ...extra])
  }

  private prologue(exporting: boolean): string {
    const getters = [...this.exports].map(([name, read]) => `__export(${JSON.stringify(name)},function(){return ${read}});`)
    if (getters.length || this.helpers.has('star')) this.helpers.add('export')
    const helpers = [...this.helpers].map((name) => HELPERS[name]).join('')
    const mark = exporting ? 'Object.defineProperty(exports,"__esModule",{value:true});' : ''
    return `${mark}${helpers}${getters.join('')}${this.hoisted.join('')}`
  }

  private statement(statement: Any): void {
    switch (statement.type) {
      case 'ImportDeclaration': return this.import(statement)
      case 'ExportAllDeclaration': return this.exportAll(statement)
      case 'ExportNamedDeclaration': return statement.source ? this.exportFrom(statement) : this.exportNamed(statement)
      case 'ExportDefaultDeclaration': return this.exportDefault(statement)
    }
  }

  /** `require` of a statement's source, in its place or at the top; returns the variable's name. */
  private require(statement: Any, more: (variable: string) => string): void {
    const variable = `__m${++this.count}`
    const code = `var ${variable}=require(${textOf(this.source, statement.source)});${more(variable)}`
    if (!this.inPlace) this.hoisted.push(code)
    this.replace(statement, this.inPlace ? code : '')
  }

  private replace(statement: Any, text: string): void {
    this.edits.push({ start: statement.start, end: statement.end, text: text + lineEnds(textOf(this.source, statement)) })
  }

  private import(statement: Any): void {
    this.require(statement, (variable) => {
      let more = ''
      for (const specifier of statement.specifiers as Any[]) {
        const local = nameOf(specifier.local)
        const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : null
        const [read, code] = this.reader(variable, name)
        if (code && !more.includes(code)) more += code
        this.imported.set(local, read)
      }
      return more
    })
  }

  /** How `name` (null: all) of a required module is read, and the code that prepares it. */
  private reader(variable: string, name: string | null): [read: string, code: string] {
    if (name === null) {
      this.helpers.add('all')
      return [`${variable}a`, `var ${variable}a=__all(${variable});`]
    }
    if (name === 'default') {
      this.helpers.add('default')
      return [`${variable}d.default`, `var ${variable}d=__default(${variable});`]
    }
    return [/^[A-Za-z_$][\w$]*$/.test(name) ? `${variable}.${name}` : `${variable}[${JSON.stringify(name)}]`, '']
  }

  private exportAll(statement: Any): void {
    this.require(statement, (variable) => {
      if (statement.exported) {
        const [read, code] = this.reader(variable, null)
        this.exports.set(nameOf(statement.exported), read)
        return code
      }
      this.helpers.add('export')
      this.helpers.add('star')
      return `__star(${variable});`
    })
  }

  private exportFrom(statement: Any): void {
    this.require(statement, (variable) => {
      let more = ''
      for (const specifier of statement.specifiers as Any[]) {
        const [read, code] = this.reader(variable, nameOf(specifier.local))
        if (code && !more.includes(code)) more += code
        this.exports.set(nameOf(specifier.exported), read)
      }
      return more
    })
  }

  private exportNamed(statement: Any): void {
    const declaration = statement.declaration as Any | null
    if (!declaration) {
      for (const specifier of statement.specifiers as Any[]) this.exports.set(nameOf(specifier.exported), nameOf(specifier.local))
      this.replace(statement, '')
      return
    }
    const names = new Set<string>()
    if (declaration.type === 'VariableDeclaration') declaredNames(declaration, names)
    else names.add(nameOf(declaration.id))
    for (const name of names) this.exports.set(name, name)
    this.edits.push({ start: statement.start, end: declaration.start, text: blank(this.source.slice(statement.start, declaration.start)) })
  }

  private exportDefault(statement: Any): void {
    const declaration = statement.declaration as Any
    const isDeclaration = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
    const head = EXPORT_DEFAULT.exec(textOf(this.source, statement))![0]
    const end = statement.start + head.length
    if (!isDeclaration) {
      this.edits.push({ start: statement.start, end, text: `exports.default=${lineEnds(head)}` })
      return
    }
    this.edits.push({ start: statement.start, end, text: blank(head) })
    this.exports.set('default', declaration.id ? nameOf(declaration.id) : ANONYMOUS)
    if (declaration.id) return
    const start = /^(?:async\s+)?function\s*\*?|^class/.exec(textOf(this.source, declaration))![0].length + declaration.start
    this.edits.push({ start, end: start, text: ` ${ANONYMOUS}` })
  }

  private uses(): void {
    const uses = usesOf(this.parsed.program, new Set(this.imported.keys()))
    const statements = new Set(uses.some((use) => use.as === 'callee') ? statementStarts(this.parsed.program) : [])
    for (const use of uses) {
      const read = this.imported.get(use.name)!
      this.edits.push({ start: use.start, end: use.end, text: this.inPlaceOf(use, read, statements) })
    }
  }

  private inPlaceOf(use: Use, read: string, statements: ReadonlySet<number>): string {
    if (use.as === 'shorthand') return `${use.name}:${read}`
    if (use.as !== 'callee' || !/[.[]/.test(read)) return read
    // A bracket at the start of a statement would continue one before it that has no semicolon.
    return `${statements.has(use.start) ? ';' : ''}(0,${read})`
  }
}
