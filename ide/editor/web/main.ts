/** The code editor: columns of Monaco editors, one model a file, driven by the window. */
import './workers'
import 'monaco-editor/features/register.all'
import { editor } from 'monaco-editor/editor/editor.api'
import { colorBreakpoints, installBreakpoints, setMarks, setStop } from './breakpoints'
import { colorChanges, installChanges, setChanges } from './changes'
import { connect } from './channel'
import { Columns } from './columns'
import { registerEmmet } from './emmet/provider'
import { afterKeys } from './flush'
import { formatShown, registerFormatting, setFormatting } from './format/provider'
import { setKeymap } from './keymap'
import { receiveAnswer, registerLanguageFeatures } from './language'
import { registerLanguages, setProjectScripts } from './languages/register'
import { closeModel, modelOf, openModel, pathOf, replaceText, setMarkers } from './models'
import { detectIndentation, onOptions, setOptions } from './options'
import type { FromEditor, Indentation, ToEditor } from './protocol'
import { setSchemas, useSchema } from './schemas'
import { registerLinkedTags } from './tags/typing'
import { applyTheme } from './theme'
import { warmScripts } from './warm'

registerLanguages()
registerFormatting()
registerEmmet()
registerLinkedTags()

let send: (message: FromEditor) => void = () => undefined
const post = (message: FromEditor): void => send(message)
installBreakpoints(post)
installChanges(post)
const columns = new Columns(document.getElementById('columns')!, post)

function close(path: string): void {
  const model = modelOf(path)
  if (!model) return
  columns.release(model)
  useSchema(path, '')
  closeModel(path)
}

function format(path: string, id: number): void {
  const shown = columns.all().map((group) => group.editor).find((one) => one.getModel() === modelOf(path))
  if (shown) void formatShown(shown, path, id, post)
  else post({ type: 'formatted', id, path, reason: '', line: 0 })
}

function indent(path: string, { spaces, size }: Indentation, convert: boolean): void {
  const model = modelOf(path)
  if (!model) return
  model.updateOptions({ insertSpaces: spaces, tabSize: size, indentSize: size })
  const shown = columns.all().find(({ code }) => code.getModel() === model)
  if (convert && shown) shown.code.trigger('window', spaces ? 'editor.action.indentationToSpaces' : 'editor.action.indentationToTabs', null)
  for (const group of columns.all()) group.tellCursor()
}

type Handlers = { [Type in ToEditor['type']]: (message: Extract<ToEditor, { type: Type }>) => void }

/** Pieces of a long text whose last one is still to come. */
let parts: string[] = []
const whole = (last: string): string => {
  const text = parts.join('') + last
  parts = []
  return text
}

const handlers: Handlers = {
  part: ({ text }) => { parts.push(text) },
  open: ({ path, text, language, schema, readOnly }) => {
    useSchema(path, schema)
    openModel(path, whole(text), language, readOnly, post)
    const model = modelOf(path)
    model?.setEOL(editor.EndOfLineSequence.LF)
    if (model) detectIndentation(model)
  },
  columns: ({ columns: wanted }) => columns.arrange(wanted),
  show: ({ group, path, line, column, focus, state }) => columns.group(group)?.show(path, line, column, focus, state),
  compare: ({ group, path, original, focus }) => columns.group(group)?.compare(path, original, focus),
  hide: ({ group }) => columns.group(group)?.hide(),
  close: ({ path }) => close(path),
  replace: ({ path, text }) => replaceText(path, whole(text)),
  markers: ({ path, markers }) => setMarkers(path, markers),
  theme: ({ dark, colors, tokens }) => {
    applyTheme(dark, colors, tokens)
    colorBreakpoints(dark)
    colorChanges(dark)
  },
  changes: ({ path, changes }) => setChanges(path, changes),
  breakpoints: ({ path, marks, moves }) => setMarks(path, marks, moves),
  stopped: ({ path, line, top }) => setStop(path, line, top),
  options: ({ options }) => setOptions(options),
  schemas: ({ schemas }) => setSchemas(schemas),
  keymap: ({ bindings }) => setKeymap(bindings),
  library: ({ files }) => {
    setProjectScripts(files)
    const typed = Object.keys(files).filter((path) => path.endsWith('.ts')).length
    warmScripts(typed * 2 > Object.keys(files).length ? 'typescript' : 'javascript')
  },
  action: ({ id }) => {
    const active = columns.active?.editor
    active?.focus()
    active?.trigger('window', id, null)
  },
  answer: receiveAnswer,
  read: ({ path, id }) => post({ type: 'text', id, path, text: modelOf(path)?.getValue() ?? '' }),
  flush: ({ id, marks }) => afterKeys(marks, () => post({ type: 'flushed', id })),
  format: ({ path, id }) => format(path, id),
  formatting: ({ options }) => setFormatting(options),
  indent: ({ path, indentation, convert }) => indent(path, indentation, convert),
}

function receive(message: ToEditor): void {
  ;(handlers[message.type] as (message: ToEditor) => void)(message)
}

onOptions(() => editor.getModels().forEach(detectIndentation))
window.addEventListener('error', ({ message, error }) => {
  post({ type: 'fault', message, stack: error instanceof Error ? error.stack ?? '' : '' })
})
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
  send = channel
  registerLanguageFeatures(post)
  post({ type: 'ready' })
}, (error: unknown) => { throw error })
