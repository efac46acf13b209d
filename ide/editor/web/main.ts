/** The code editor: one Monaco instance, one model a file, driven by the window. */
import './workers'
import 'monaco-editor/features/register.all'
import { MarkerSeverity, Uri, editor } from 'monaco-editor/editor/editor.api'
import type { Post } from './channel'
import { connect } from './channel'
import { receiveCompletions, registerCompletion } from './completion'
import { registerLanguages, setProjectScripts } from './languages/register'
import type { Marker, ToEditor } from './protocol'
import { applyTheme } from './theme'

registerLanguages()

const severities: Readonly<Record<Marker['severity'], MarkerSeverity>> = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
  hint: MarkerSeverity.Hint,
}

const code = editor.create(document.getElementById('editor')!, {
  model: null,
  automaticLayout: true,
  // The input method gets garbage through Chromium's EditContext inside QtWebEngine.
  editContext: false,
  fixedOverflowWidgets: true,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  roundedSelection: false,
  renderLineHighlight: 'all',
  bracketPairColorization: { enabled: true },
  guides: { indentation: true, bracketPairs: false },
  padding: { top: 8, bottom: 8 },
  stickyScroll: { enabled: true },
  minimap: { enabled: false },
  linkedEditing: true,
  suggest: { showWords: false },
  unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
  accessibilitySupport: 'off',
})

const viewStates = new Map<string, editor.ICodeEditorViewState>()
/** Models whose text the window itself sets: their changes are not reported back. */
const replacing = new Set<string>()
let post: Post = () => undefined

const uriOf = (path: string): Uri => Uri.file(`/${path}`)
const pathOf = (uri: Uri): string => uri.path.slice(1)
const modelOf = (path: string): editor.ITextModel | null => editor.getModel(uriOf(path))

function reportChanges(model: editor.ITextModel): void {
  const path = pathOf(model.uri)
  model.onDidChangeContent(({ changes }) => {
    if (replacing.has(path)) return
    const edits = changes.map(({ rangeOffset, rangeLength, text }) => ({ offset: rangeOffset, length: rangeLength, text }))
    post({ type: 'changed', path, edits, size: model.getValueLength() })
  })
}

function rememberView(): void {
  const model = code.getModel()
  const state = code.saveViewState()
  if (model && state) viewStates.set(pathOf(model.uri), state)
}

function show(path: string, line: number | null, column: number | null): void {
  const model = modelOf(path)
  if (!model) return
  if (code.getModel() !== model) {
    rememberView()
    code.setModel(model)
    const state = viewStates.get(path)
    if (state) code.restoreViewState(state)
  }
  if (line !== null) {
    const position = model.validatePosition({ lineNumber: line, column: column ?? 1 })
    code.setPosition(position)
    code.revealPositionInCenterIfOutsideViewport(position)
  }
  code.focus()
  reportCursor()
}

function close(path: string): void {
  const model = modelOf(path)
  if (code.getModel() === model) code.setModel(null)
  viewStates.delete(path)
  model?.dispose()
}

function replace(path: string, text: string): void {
  const model = modelOf(path)
  if (!model || model.getValue() === text) return
  replacing.add(path)
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
  replacing.delete(path)
}

function setMarkers(path: string, markers: readonly Marker[]): void {
  const model = modelOf(path)
  if (!model) return
  editor.setModelMarkers(model, 'compiler', markers.map((marker) => ({
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

function reportCursor(): void {
  const model = code.getModel()
  const selection = code.getSelection()
  if (!model || !selection) return
  const selected = model.getValueLengthInRange(selection)
  post({ type: 'cursor', path: pathOf(model.uri), line: selection.positionLineNumber, column: selection.positionColumn, selected })
}

type Handlers = { [Type in ToEditor['type']]: (message: Extract<ToEditor, { type: Type }>) => void }

const handlers: Handlers = {
  open: ({ path, text, language }) => {
    if (!modelOf(path)) reportChanges(editor.createModel(text, language, uriOf(path)))
  },
  show: ({ path, line, column }) => show(path, line, column),
  hide: () => {
    rememberView()
    code.setModel(null)
  },
  close: ({ path }) => close(path),
  replace: ({ path, text }) => replace(path, text),
  markers: ({ path, markers }) => setMarkers(path, markers),
  theme: ({ dark, colors, tokens }) => applyTheme(dark, colors, tokens),
  options: ({ options }) => {
    code.updateOptions(options)
    for (const model of editor.getModels()) model.updateOptions({ tabSize: Number(options['tabSize'] ?? 2) })
  },
  library: ({ files }) => setProjectScripts(files),
  action: ({ id }) => {
    code.focus()
    code.trigger('window', id, null)
  },
  completions: receiveCompletions,
  read: ({ path, id }) => post({ type: 'text', id, path, text: modelOf(path)?.getValue() ?? '' }),
}

function receive(message: ToEditor): void {
  ;(handlers[message.type] as (message: ToEditor) => void)(message)
}

window.addEventListener('error', ({ message, error }) => {
  post({ type: 'fault', message, stack: error instanceof Error ? error.stack ?? '' : '' })
})
code.onDidChangeCursorSelection(reportCursor)
editor.registerEditorOpener({
  openCodeEditor: (_source, resource, selection) => {
    const place = selection && 'startLineNumber' in selection
      ? { line: selection.startLineNumber, column: selection.startColumn }
      : { line: selection?.lineNumber ?? 1, column: selection?.column ?? 1 }
    post({ type: 'open', path: pathOf(resource), ...place })
    return true
  },
})
connect(receive).then((channel) => {
  post = channel
  registerCompletion(post)
  post({ type: 'ready' })
}, (error: unknown) => { throw error })
