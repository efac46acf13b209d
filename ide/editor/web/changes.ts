/** Bars in the margin beside lines that differ from the last commit. */
import { editor } from 'monaco-editor/editor/editor.api'
import { modelOf, pathOf } from './models'
import type { ChangedLines, Post } from './protocol'

const STYLE = `
.md-change { margin-left: 3px; width: 3px !important; cursor: pointer; }
.md-change.added { background: var(--md-added); }
.md-change.modified { background: var(--md-modified); }
.md-change.removed::after { content: ''; position: absolute; left: 0; bottom: -4px; border: 4px solid transparent; border-left: 5px solid var(--md-removed); }
.md-change.removed.top::after { bottom: auto; top: -4px; }
`
const COLORS = {
  light: { added: '#2e9e5b', modified: '#2f78d0', removed: '#d1242f' },
  dark: { added: '#4cc38a', modified: '#5ea1ff', removed: '#ff6b74' },
}

const changes = new Map<string, readonly ChangedLines[]>()
const placed = new WeakMap<editor.ITextModel, string[]>()

export function installChanges(post: Post): void {
  const style = document.createElement('style')
  style.textContent = STYLE
  document.head.append(style)
  colorChanges(false)
  editor.onDidCreateModel(place)
  editor.onDidCreateEditor((code) => listen(code, post))
}

export function colorChanges(dark: boolean): void {
  for (const [name, color] of Object.entries(dark ? COLORS.dark : COLORS.light)) document.documentElement.style.setProperty(`--md-${name}`, color)
}

/** Takes the changed lines of a file, open or not. */
export function setChanges(path: string, next: readonly ChangedLines[]): void {
  changes.set(path, next)
  const model = modelOf(path)
  if (model) place(model)
}

function place(model: editor.ITextModel): void {
  const wanted = (changes.get(pathOf(model.uri)) ?? []).map(({ kind, line, count }) => {
    const start = Math.min(Math.max(line, 1), model.getLineCount())
    const end = Math.min(Math.max(line + count - 1, start), model.getLineCount())
    const name = `md-change ${kind}${line === 0 ? ' top' : ''}`
    return {
      range: { startLineNumber: start, startColumn: 1, endLineNumber: end, endColumn: 1 },
      options: { linesDecorationsClassName: name, overviewRuler: { color: `var(--md-${kind})`, position: editor.OverviewRulerLane.Left } },
    }
  })
  placed.set(model, model.deltaDecorations(placed.get(model) ?? [], wanted))
}

function listen(code: editor.ICodeEditor, post: Post): void {
  code.onMouseDown(({ target }) => {
    const model = code.getModel()
    const line = target.position?.lineNumber
    const onBar = target.type === editor.MouseTargetType.GUTTER_LINE_DECORATIONS && target.element?.classList.contains('md-change')
    if (model && line !== undefined && onBar) post({ type: 'gutter', what: 'change', path: pathOf(model.uri), line, lines: {}, moves: 0 })
  })
}
