/** Asks the window what can be written in a WXML file. */
import { languages } from 'monaco-editor/editor/editor.api'
import type { FromEditor, Suggestion, ToEditor } from './protocol'

type Completions = Extract<ToEditor, { type: 'completions' }>

const kinds: Readonly<Record<Suggestion['kind'], languages.CompletionItemKind>> = {
  tag: languages.CompletionItemKind.Property,
  component: languages.CompletionItemKind.Class,
  attribute: languages.CompletionItemKind.Field,
  event: languages.CompletionItemKind.Event,
  directive: languages.CompletionItemKind.Keyword,
  value: languages.CompletionItemKind.EnumMember,
  method: languages.CompletionItemKind.Method,
  data: languages.CompletionItemKind.Variable,
}
/** After these the person wants suggestions for what comes inside the quotes. */
const goesOn: ReadonlySet<Suggestion['kind']> = new Set(['attribute', 'event', 'directive'])
const waiting = new Map<number, (answer: Completions) => void>()
let asked = 0

export function receiveCompletions(answer: Completions): void {
  waiting.get(answer.id)?.(answer)
  waiting.delete(answer.id)
}

export function registerCompletion(post: (message: FromEditor) => void): void {
  languages.registerCompletionItemProvider('wxml', {
    triggerCharacters: ['<', '/', ' ', '"', "'", '{', ':', '\n'],
    provideCompletionItems: async (model, position, _context, token) => {
      const id = ++asked
      const answer = await new Promise<Completions>((resolve) => {
        waiting.set(id, resolve)
        token.onCancellationRequested(() => receiveCompletions({ type: 'completions', id, replaced: 0, items: [] }))
        post({ type: 'complete', id, path: model.uri.path.slice(1), offset: model.getOffsetAt(position) })
      })
      const range = {
        startLineNumber: position.lineNumber,
        startColumn: position.column - answer.replaced,
        endLineNumber: position.lineNumber,
        endColumn: position.column,
      }
      const suggestions = answer.items.map((item) => ({
        label: item.label,
        kind: kinds[item.kind],
        insertText: item.insert,
        insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
        detail: item.detail,
        sortText: `${item.rank}${item.label}`,
        range,
        ...(goesOn.has(item.kind) && item.insert.includes('$0')
          ? { command: { id: 'editor.action.triggerSuggest', title: '' } }
          : {}),
      }))
      return { suggestions }
    },
  })
}
