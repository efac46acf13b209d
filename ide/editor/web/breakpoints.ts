/** Breakpoints in the margin, and the line at which the app stands still. They follow the text as it is edited. */
import { editor } from 'monaco-editor/editor/editor.api'
import { modelOf, pathOf } from './models'
import type { Mark, Post } from './protocol'

const SCRIPTS: ReadonlySet<string> = new Set(['javascript', 'typescript', 'wxs'])
const STYLE = `
.md-break, .md-break-hint, .md-stop-arrow { cursor: pointer; }
.md-break::before, .md-break-hint::before { content: ''; position: absolute; left: 50%; top: 50%; width: 11px; height: 11px; margin: -5.5px; border-radius: 50%; box-sizing: border-box; }
.md-break::before { background: var(--md-break); border: 2px solid var(--md-break); }
.md-break.log::before { border-radius: 2px; transform: rotate(45deg) scale(.9); }
.md-break.pending::before { background: transparent; }
.md-break.off::before { background: transparent; border-color: var(--md-break-off); }
.md-break.condition::after { content: '='; position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; font: 700 10px/1 sans-serif; color: var(--md-break-ink); }
.md-break.condition.pending::after, .md-break.condition.off::after { color: inherit; }
.md-break-hint::before { background: var(--md-break); opacity: .35; }
.md-stop-line { background: var(--md-stop); }
.md-frame-line { background: var(--md-frame); }
.md-stop-arrow::after { content: ''; position: absolute; left: 50%; top: 50%; margin: -6px -4px; border: 6px solid transparent; border-left: 8px solid var(--md-arrow); border-right: 0; }
`
const COLORS = {
  light: { break: '#d1242f', 'break-off': '#7a828e', 'break-ink': '#ffffff', stop: '#ffe9a8', frame: '#d9f0df', arrow: '#9a6700' },
  dark: { break: '#ff6b74', 'break-off': '#8b95a3', 'break-ink': '#16181c', stop: '#5a4a16', frame: '#1f3d2b', arrow: '#f0c14b' },
}

const marks = new Map<string, readonly Mark[]>()
/** Decorations of a model, in the order of its marks. */
const placed = new WeakMap<editor.ITextModel, string[]>()
/** How many times the marks of a path have moved here: what the window says about older ones is late. */
const moves = new Map<string, number>()
let stop: { path: string; line: number; top: boolean } | null = null
const stops = new WeakMap<editor.ITextModel, string[]>()
let post: Post = () => undefined

const isScript = (model: editor.ITextModel | null): model is editor.ITextModel =>
  model !== null && SCRIPTS.has(model.getLanguageId())

export function installBreakpoints(send: Post): void {
  post = send
  const style = document.createElement('style')
  style.textContent = STYLE
  document.head.append(style)
  colorBreakpoints(false)
  editor.onDidCreateModel(follow)
  editor.getModels().forEach(follow)
  editor.onDidCreateEditor(listen)
  editor.getEditors().forEach(listen)
}

export function colorBreakpoints(dark: boolean): void {
  for (const [name, color] of Object.entries(dark ? COLORS.dark : COLORS.light)) document.documentElement.style.setProperty(`--md-${name}`, color)
}

/** Takes the breakpoints of a file; `moves` says which of our moves they know. */
export function setMarks(path: string, next: readonly Mark[], known: number): void {
  if (known < (moves.get(path) ?? 0)) return
  marks.set(path, next)
  const model = modelOf(path)
  if (model) place(model)
}

/** Shows where the app stands still; `top` is false for a frame further up. */
export function setStop(path: string, line: number, top: boolean): void {
  const before = stop && modelOf(stop.path)
  stop = path ? { path, line, top } : null
  for (const model of new Set([before, path ? modelOf(path) : null])) if (model) placeStop(model)
}

function follow(model: editor.ITextModel): void {
  place(model)
  placeStop(model)
  model.onDidChangeContent(() => reportMoves(model))
}

function place(model: editor.ITextModel): void {
  const wanted = (marks.get(pathOf(model.uri)) ?? []).map(({ line, kind, state, hint }) => ({
    range: lineOf(model, line),
    options: {
      stickiness: editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
      glyphMarginClassName: `md-break ${kind} ${state}`,
      glyphMarginHoverMessage: { value: hint },
      glyphMargin: { position: editor.GlyphMarginLane.Center },
    },
  }))
  placed.set(model, model.deltaDecorations(placed.get(model) ?? [], wanted))
}

function placeStop(model: editor.ITextModel): void {
  const here = stop !== null && stop.path === pathOf(model.uri) ? stop : null
  const wanted = here
    ? [{
        range: lineOf(model, here.line),
        options: {
          isWholeLine: true,
          className: here.top ? 'md-stop-line' : 'md-frame-line',
          glyphMarginClassName: 'md-stop-arrow',
          glyphMargin: { position: editor.GlyphMarginLane.Center },
        },
      }]
    : []
  stops.set(model, model.deltaDecorations(stops.get(model) ?? [], wanted))
}

function lineOf(model: editor.ITextModel, line: number): { startLineNumber: number; startColumn: number; endLineNumber: number; endColumn: number } {
  const at = Math.min(Math.max(1, line), model.getLineCount())
  return { startLineNumber: at, startColumn: model.getLineFirstNonWhitespaceColumn(at) || 1, endLineNumber: at, endColumn: model.getLineMaxColumn(at) }
}

function reportMoves(model: editor.ITextModel): void {
  const path = pathOf(model.uri)
  const known = marks.get(path) ?? []
  const ids = placed.get(model) ?? []
  const lines: Record<number, number> = {}
  const moved = known.map((mark, index) => {
    const line = model.getDecorationRange(ids[index] ?? '')?.startLineNumber ?? mark.line
    if (line !== mark.line) lines[mark.number] = line
    return { ...mark, line }
  })
  if (Object.keys(lines).length === 0) return
  marks.set(path, moved)
  moves.set(path, (moves.get(path) ?? 0) + 1)
  post({ type: 'gutter', what: 'moved', path, line: 0, lines, moves: moves.get(path)! })
}

function listen(code: editor.ICodeEditor): void {
  code.updateOptions({ glyphMargin: true })
  let hint: string[] = []
  const showHint = (line: number | null): void => {
    const model = code.getModel()
    if (!isScript(model)) return
    const taken = (marks.get(pathOf(model.uri)) ?? []).some((mark) => mark.line === line)
    const wanted = line === null || taken ? [] : [{ range: lineOf(model, line), options: { glyphMarginClassName: 'md-break-hint' } }]
    hint = model.deltaDecorations(hint, wanted)
  }
  code.onDidChangeModel(() => { hint = [] })
  code.onMouseMove(({ target }) => showHint(inMargin(target.type) ? target.position?.lineNumber ?? null : null))
  code.onMouseLeave(() => showHint(null))
  code.onMouseDown(({ target, event }) => {
    const line = target.position?.lineNumber
    const model = code.getModel()
    if (line === undefined || !inMargin(target.type) || !isScript(model)) return
    post({ type: 'gutter', what: event.rightButton ? 'menu' : 'toggle', path: pathOf(model.uri), line, lines: {}, moves: 0 })
  })
  // An editor that is just being made takes no actions yet.
  if ('addAction' in code) queueMicrotask(() => addActions(code as editor.IStandaloneCodeEditor))
}

const inMargin = (type: editor.MouseTargetType): boolean => type === editor.MouseTargetType.GUTTER_GLYPH_MARGIN

/** The window's commands carry these out; it knows their keys. */
function addActions(code: editor.IStandaloneCodeEditor): void {
  const tell = (what: 'toggle' | 'menu') => (): void => {
    const model = code.getModel()
    const line = code.getPosition()?.lineNumber
    if (line !== undefined && isScript(model)) post({ type: 'gutter', what, path: pathOf(model.uri), line, lines: {}, moves: 0 })
  }
  code.addAction({ id: 'minideck.breakpoint', label: 'Toggle Breakpoint', run: tell('toggle') })
  code.addAction({ id: 'minideck.breakpoint.edit', label: 'Edit Breakpoint', run: tell('menu') })
}
