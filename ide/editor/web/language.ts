/** Puts the questions of Monaco's language features to the window: one message there, one answer back. */
import { editor, languages } from 'monaco-editor/editor/editor.api'
import type { CancellationToken, IRange, Position } from 'monaco-editor/editor/editor.api'
import { cssDefaults, lessDefaults, scssDefaults } from 'monaco-editor/languages/features/css/register'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import { javascriptDefaults, typescriptDefaults } from 'monaco-editor/languages/features/typescript/register'
import { pathOf, previewModel, uriOf } from './models'
import type { Post, Stretch, Suggestion, ToEditor } from './protocol'

interface Target { readonly path: string; readonly range: Stretch }
interface Found { readonly targets: readonly Target[]; readonly texts: Readonly<Record<string, string>>; readonly range?: Stretch }
interface Symbol {
  readonly name: string
  readonly kind: string
  readonly detail: string
  readonly range: Stretch
  readonly nameRange: Stretch
  readonly children: readonly Symbol[]
}

const templates = ['wxml']
const styles = ['wxss', 'css', 'less', 'scss']
const scripts = ['javascript', 'typescript', 'wxs']
const everything = [...templates, ...styles, ...scripts, 'json']
/** In scripts and JSON only strings are ours; the rest belongs to Monaco's own services. */
const onlyStrings: ReadonlySet<string> = new Set([...scripts, 'json'])
const openString = /(["'`])(?:(?!\1)[^\\]|\\.)*$/

const completionKinds: Readonly<Record<Suggestion['kind'], languages.CompletionItemKind>> = {
  tag: languages.CompletionItemKind.Property,
  component: languages.CompletionItemKind.Class,
  attribute: languages.CompletionItemKind.Field,
  event: languages.CompletionItemKind.Event,
  directive: languages.CompletionItemKind.Keyword,
  value: languages.CompletionItemKind.EnumMember,
  method: languages.CompletionItemKind.Method,
  data: languages.CompletionItemKind.Variable,
  property: languages.CompletionItemKind.Field,
  class: languages.CompletionItemKind.Constant,
  file: languages.CompletionItemKind.File,
  module: languages.CompletionItemKind.Module,
  unit: languages.CompletionItemKind.Unit,
}
const symbolKinds: Readonly<Record<string, languages.SymbolKind>> = {
  tag: languages.SymbolKind.Property,
  template: languages.SymbolKind.Module,
  rule: languages.SymbolKind.Class,
  'at-rule': languages.SymbolKind.Namespace,
  module: languages.SymbolKind.Module,
  class: languages.SymbolKind.Class,
  interface: languages.SymbolKind.Interface,
  function: languages.SymbolKind.Function,
  method: languages.SymbolKind.Method,
  field: languages.SymbolKind.Field,
  variable: languages.SymbolKind.Variable,
  object: languages.SymbolKind.Object,
  array: languages.SymbolKind.Array,
  string: languages.SymbolKind.String,
}

const waiting = new Map<number, (result: unknown) => void>()
let asked = 0
let post: Post = () => undefined

export function receiveAnswer({ id, result }: Extract<ToEditor, { type: 'answer' }>): void {
  waiting.get(id)?.(result)
  waiting.delete(id)
}

function ask<Result>(
  question: string, model: editor.ITextModel, position: Position | null, token: CancellationToken | null, name = '',
): Promise<Result | null> {
  const id = ++asked
  return new Promise((resolve) => {
    waiting.set(id, (result) => resolve(result as Result | null))
    token?.onCancellationRequested(() => receiveAnswer({ type: 'answer', id, result: null }))
    post({ type: 'ask', id, question, path: pathOf(model.uri), offset: position ? model.getOffsetAt(position) : 0, name })
  })
}

const rangeOf = ({ line, column, endLine, endColumn }: Stretch): IRange =>
  ({ startLineNumber: line, startColumn: column, endLineNumber: endLine, endColumn })

const isOurs = (model: editor.ITextModel, { lineNumber, column }: Position): boolean =>
  !onlyStrings.has(model.getLanguageId()) || openString.test(model.getLineContent(lineNumber).slice(0, column - 1))

function suggestionOf(item: Suggestion, range: IRange): languages.CompletionItem {
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    insertText: item.insert,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    detail: item.detail,
    sortText: `${item.rank}${item.label}`,
    range,
    ...(item.doc ? { documentation: item.doc } : {}),
    ...(item.again ? { command: { id: 'editor.action.triggerSuggest', title: '' } } : {}),
  }
}

function locationsOf({ targets, texts }: Found): languages.Location[] {
  for (const [path, text] of Object.entries(texts)) previewModel(path, text)
  return targets.map(({ path, range }) => ({ uri: uriOf(path), range: rangeOf(range) }))
}

function symbolOf(symbol: Symbol): languages.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind] ?? languages.SymbolKind.Key,
    tags: [],
    range: rangeOf(symbol.range),
    selectionRange: rangeOf(symbol.nameRange),
    children: symbol.children.map(symbolOf),
  }
}

function registerCompletion(): void {
  const provide: languages.CompletionItemProvider['provideCompletionItems'] = async (model, position, _context, token) => {
    if (!isOurs(model, position)) return { suggestions: [] }
    const answer = await ask<{ items: Suggestion[]; range: Stretch }>('complete', model, position, token)
    if (!answer) return { suggestions: [] }
    const range = rangeOf(answer.range)
    return { suggestions: answer.items.map((item) => suggestionOf(item, range)) }
  }
  const register = (ids: string[], triggerCharacters: string[]): void => {
    languages.registerCompletionItemProvider(ids, { triggerCharacters, provideCompletionItems: provide })
  }
  register(templates, ['<', '/', ' ', '"', "'", '{', ':', '\n', '.', '-'])
  register(styles, ['.', '#', '/', '"', "'", '-'])
  register(scripts, ['"', "'", '`', '/', '.', '#'])
  register(['json'], ['"', '/'])
}

function registerNavigation(): void {
  languages.registerHoverProvider(everything, {
    provideHover: async (model, position, token) => {
      if (!isOurs(model, position)) return null
      const answer = await ask<{ text: string; range: Stretch }>('hover', model, position, token)
      return answer && { contents: [{ value: answer.text }], range: rangeOf(answer.range) }
    },
  })
  languages.registerDefinitionProvider(everything, {
    provideDefinition: async (model, position, token) => {
      if (!isOurs(model, position)) return null
      const found = await ask<Found>('definition', model, position, token)
      if (!found) return null
      const origin = found.range ? { originSelectionRange: rangeOf(found.range) } : {}
      return locationsOf(found).map((location) => ({ ...location, ...origin }))
    },
  })
  languages.registerReferenceProvider([...templates, ...styles, 'json'], {
    provideReferences: async (model, position, _context, token) => {
      const found = await ask<Found>('references', model, position, token)
      return found && locationsOf(found)
    },
  })
}

function registerRename(): void {
  languages.registerRenameProvider([...templates, ...styles], {
    provideRenameEdits: async (model, position, name, token) => {
      const found = await ask<Found>('rename', model, position, token, name)
      if (!found) return { edits: [], rejectReason: name }
      const edits = locationsOf(found).map(({ uri, range }) => ({ resource: uri, versionId: undefined, textEdit: { range, text: name } }))
      return { edits }
    },
    resolveRenameLocation: async (model, position, token) => {
      const answer = await ask<{ range: Stretch; name: string }>('canRename', model, position, token)
      const nowhere = { startLineNumber: position.lineNumber, startColumn: position.column, endLineNumber: position.lineNumber, endColumn: position.column }
      return answer ? { range: rangeOf(answer.range), text: answer.name } : { range: nowhere, text: '', rejectReason: 'F2' }
    },
  })
}

/** One outline for all: Monaco's own of these languages would list everything twice. */
function registerSymbols(): void {
  for (const defaults of [javascriptDefaults, typescriptDefaults, jsonDefaults, cssDefaults, lessDefaults, scssDefaults]) {
    defaults.setModeConfiguration({ ...defaults.modeConfiguration, documentSymbols: false } as never)
  }
  languages.registerDocumentSymbolProvider(everything, {
    provideDocumentSymbols: async (model, token) => (await ask<Symbol[]>('symbols', model, null, token))?.map(symbolOf) ?? [],
  })
}

export function registerLanguageFeatures(window: Post): void {
  post = window
  registerCompletion()
  registerNavigation()
  registerRename()
  registerSymbols()
}
