/** The open files: one Monaco model each, shared by every group that shows it. */
import { MarkerSeverity, Uri, editor } from 'monaco-editor/editor/editor.api'
import type { Marker, Post } from './protocol'

const severities: Readonly<Record<Marker['severity'], MarkerSeverity>> = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
  hint: MarkerSeverity.Hint,
}
/** What the JSON service itself says at the same places, from the same reference. */
const saidBySchema: ReadonlySet<string> = new Set(['config-type', 'config-value', 'config-key-unknown', 'config-key-typo'])

/** Paths whose text the window itself sets: their changes are not reported back. */
const replacing = new Set<string>()
const readOnly = new Set<string>()
const open = new Set<string>()
/** Files that are looked into without being open, the oldest first. */
const previews = new Set<string>()
const mostPreviews = 60

export const uriOf = (path: string): Uri => Uri.file(`/${path}`)
export const pathOf = (uri: Uri): string => uri.path.slice(1)
export const modelOf = (path: string): editor.ITextModel | null => editor.getModel(uriOf(path))
export const isReadOnly = (path: string): boolean => readOnly.has(path)

export function openModel(path: string, text: string, language: string, locked: boolean, post: Post): void {
  if (open.has(path)) return
  const model = modelOf(path) ?? editor.createModel(text, language, uriOf(path))
  // It may have been made for a look into a file that was not open.
  if (model.getLanguageId() !== language) editor.setModelLanguage(model, language)
  if (model.getValue() !== text) model.setValue(text)
  open.add(path)
  previews.delete(path)
  if (locked) readOnly.add(path)
  model.onDidChangeContent(({ changes }) => {
    if (replacing.has(path)) return
    const edits = changes.map(({ rangeOffset, rangeLength, text }) => ({ offset: rangeOffset, length: rangeLength, text }))
    post({ type: 'changed', path, edits, size: model.getValueLength() })
  })
}

export function closeModel(path: string): void {
  readOnly.delete(path)
  open.delete(path)
  modelOf(path)?.dispose()
}

/** Makes a file known that is not open, for lists of places and previews. */
export function previewModel(path: string, text: string): void {
  if (open.has(path)) return
  const model = modelOf(path) ?? editor.createModel(text, undefined, uriOf(path))
  if (model.getValue() !== text) model.setValue(text)
  previews.delete(path)
  previews.add(path)
  for (const old of previews) {
    if (previews.size <= mostPreviews) break
    previews.delete(old)
    modelOf(old)?.dispose()
  }
}

/** Gives a file another text as one undoable step, changing only the lines between the common start and end. */
export function replaceText(path: string, text: string): void {
  const model = modelOf(path)
  const before = model?.getValue()
  if (!model || before === undefined || before === text) return
  let start = 0
  const most = Math.min(before.length, text.length)
  while (start < most && before.charCodeAt(start) === text.charCodeAt(start)) start++
  let end = 0
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === text.charCodeAt(text.length - 1 - end)) end++
  const from = model.getPositionAt(start)
  const to = model.getPositionAt(before.length - end)
  const range = { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column }
  replacing.add(path)
  model.pushStackElement()
  model.pushEditOperations([], [{ range, text: text.slice(start, text.length - end) }], () => null)
  model.pushStackElement()
  replacing.delete(path)
}

export function setMarkers(path: string, markers: readonly Marker[]): void {
  const model = modelOf(path)
  if (!model) return
  const own = model.getLanguageId() === 'json' ? markers.filter(({ code }) => !saidBySchema.has(code)) : markers
  editor.setModelMarkers(model, 'compiler', own.map((marker) => ({
    startLineNumber: marker.line,
    startColumn: marker.column,
    endLineNumber: marker.endLine,
    endColumn: Math.max(marker.endColumn, marker.line === marker.endLine ? marker.column + 1 : 1),
    severity: severities[marker.severity],
    message: marker.message,
    code: marker.code,
    source: 'minideck',
  })))
}
