/** Writes end tags while somebody types in WXML, and renames both tags of an element together. */
import { type IPosition, type IRange, editor, languages } from 'monaco-editor/editor/editor.api'
import { openAtEnd, partners, toClose } from './pairs'

/** Longer texts are looked at around the cursor only. */
const MOST = 60_000

function before(model: editor.ITextModel, { lineNumber, column }: IPosition): string {
  const end = model.getOffsetAt({ lineNumber, column })
  const from = model.getPositionAt(Math.max(0, end - MOST))
  return model.getValueInRange({ startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: lineNumber, endColumn: column })
}

/** What has to follow the character just typed; empty for nothing. */
function completion(model: editor.ITextModel, typed: string, position: IPosition): string {
  const text = before(model, position)
  if (typed === '>') {
    const name = toClose(text)
    return name && `</${name}>`
  }
  const name = text.endsWith('</') ? openAtEnd(text.slice(0, -2)) : ''
  return name && `${name}>`
}

export function closeTags(one: editor.ICodeEditor): void {
  one.onDidChangeModelContent(({ changes, isUndoing, isRedoing, isFlush }) => {
    const model = one.getModel()
    const [change] = changes
    if (isUndoing || isRedoing || isFlush || changes.length !== 1 || !change || !one.hasTextFocus()) return
    if (model?.getLanguageId() !== 'wxml' || (change.text !== '>' && change.text !== '/')) return
    const { startLineNumber: lineNumber, startColumn } = change.range
    const position = { lineNumber, column: startColumn + 1 }
    const text = completion(model, change.text, position)
    if (!text || model.getLineContent(lineNumber).slice(startColumn).startsWith(text)) return
    const range: IRange = { startLineNumber: lineNumber, startColumn: position.column, endLineNumber: lineNumber, endColumn: position.column }
    const version = model.getVersionId()
    // The keystroke has to be over before the text changes again.
    queueMicrotask(() => {
      if (model.isDisposed() || model.getVersionId() !== version) return
      const after = change.text === '>' ? position.column : position.column + text.length
      one.executeEdits('close-tag', [{ range, text }])
      one.setPosition({ lineNumber, column: after })
    })
  })
}

export function registerLinkedTags(): void {
  languages.registerLinkedEditingRangeProvider('wxml', {
    provideLinkedEditingRanges: (model, position) => {
      if (model.getValueLength() > MOST * 8) return null
      const pair = partners(model.getValue(), model.getOffsetAt(position))
      if (!pair) return null
      const ranges = pair.map(({ name, start }) => {
        const from = model.getPositionAt(start)
        return { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: from.lineNumber, endColumn: from.column + name.length }
      })
      return { ranges, wordPattern: /[\w.:-]+/ }
    },
  })
}
