/** Offers what an abbreviation stands for among the suggestions. */
import { languages } from 'monaco-editor/editor/editor.api'
import { type Expansion, expandMarkup, expandStyle } from './expand'

const BEFORE_LINES = 60
const MARKUP_SIGNS = ['.', '#', '>', '+', '*', '^', ']', '}', ')', '$', ...'0123456789']

type Expand = (line: string, before: string) => Expansion | null

function provider(expand: Expand, triggerCharacters: string[], hyphens: boolean): languages.CompletionItemProvider {
  return {
    triggerCharacters,
    provideCompletionItems: (model, { lineNumber, column }) => {
      const line = model.getLineContent(lineNumber).slice(0, column - 1)
      const first = Math.max(1, lineNumber - BEFORE_LINES)
      const before = first < lineNumber
        ? `${model.getValueInRange({ startLineNumber: first, startColumn: 1, endLineNumber: lineNumber, endColumn: 1 })}`
        : ''
      const found = expand(line, before)
      // The next character may complete the abbreviation.
      if (!found) return { suggestions: [], incomplete: true }
      const range = { startLineNumber: lineNumber, startColumn: found.start + 1, endLineNumber: lineNumber, endColumn: column }
      const preview = found.snippet.replace(/\$\{\d+:?([^}]*)\}/g, '$1').replace(/\\([$}\\])/g, '$1')
      return {
        incomplete: true,
        suggestions: [{
          label: found.abbreviation,
          kind: languages.CompletionItemKind.Snippet,
          insertText: found.snippet,
          insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
          detail: 'Emmet',
          documentation: { value: `\`\`\`${hyphens ? 'css' : 'wxml'}\n${preview}\n\`\`\`` },
          filterText: found.abbreviation,
          sortText: '0',
          range,
        }],
      }
    },
  }
}

export function registerEmmet(): void {
  languages.registerCompletionItemProvider('wxml', provider(expandMarkup, MARKUP_SIGNS, false))
  for (const [language, unit] of [['wxss', 'rpx'], ['less', 'rpx'], ['scss', 'rpx'], ['css', 'px']] as const) {
    const expand: Expand = (line, before) => expandStyle(line, before, unit)
    languages.registerCompletionItemProvider(language, provider(expand, ['-', ...'0123456789'], true))
  }
}
