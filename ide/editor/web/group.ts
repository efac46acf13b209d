/** One column of the split view: a code editor, and a diff editor once something is compared. */
import { editor } from 'monaco-editor/editor/editor.api'
import { restCaret } from './caret'
import { isReadOnly, modelOf, pathOf } from './models'
import { diffOptions, onOptions, options } from './options'
import type { Post } from './protocol'
import { closeTags } from './tags/typing'

const VIEW_DELAY_MS = 400
/** Characters of a selection that are told; a longer one is counted only. */
const LONGEST_SELECTION = 100_000

export class Group {
  readonly element = document.createElement('div')
  readonly code: editor.IStandaloneCodeEditor
  private readonly codeHost = document.createElement('div')
  private readonly diffHost = document.createElement('div')
  private diff: editor.IStandaloneDiffEditor | null = null
  private original: editor.ITextModel | null = null
  private viewTimer = 0
  /** The editor the person last typed in: the code, or the right side of a comparison. */
  private active: editor.ICodeEditor

  constructor(readonly id: number, private readonly post: Post, private readonly focused: (group: Group) => void) {
    this.element.className = 'group'
    this.codeHost.className = this.diffHost.className = 'host'
    this.diffHost.hidden = true
    this.element.append(this.codeHost, this.diffHost)
    this.code = editor.create(this.codeHost, options())
    this.active = this.code
    this.follow(this.code)
    this.code.onDidScrollChange(() => this.laterTellView())
    onOptions(() => {
      this.code.updateOptions({ ...options(), readOnly: this.isLocked() })
      this.diff?.updateOptions(diffOptions())
    })
  }

  /** The editor that has, or would get, the keyboard. */
  get editor(): editor.ICodeEditor {
    return this.active
  }

  show(path: string, line: number | null, column: number | null, focus: boolean, state: unknown): void {
    const model = modelOf(path)
    if (!model) return
    this.endComparison()
    if (this.code.getModel() !== model) {
      this.tellView()
      this.code.setModel(model)
      this.code.updateOptions({ readOnly: this.isLocked() })
      if (state) this.code.restoreViewState(state as editor.ICodeEditorViewState)
    }
    if (line !== null) {
      const position = model.validatePosition({ lineNumber: line, column: column ?? 1 })
      this.code.setPosition(position)
      this.code.revealPositionInCenterIfOutsideViewport(position)
    }
    if (focus) this.code.focus()
    this.tellCursor()
  }

  compare(path: string, original: string, focus: boolean): void {
    const modified = modelOf(path)
    if (!modified) return
    this.tellView()
    const before = editor.createModel(original, modified.getLanguageId())
    this.diffHost.hidden = false
    this.codeHost.hidden = true
    if (!this.diff) {
      this.diff = editor.createDiffEditor(this.diffHost, diffOptions())
      this.follow(this.diff.getModifiedEditor())
    }
    this.diff.setModel({ original: before, modified })
    this.original?.dispose()
    this.original = before
    this.active = this.diff.getModifiedEditor()
    this.active.updateOptions({ readOnly: isReadOnly(path) })
    if (focus) this.active.focus()
    this.tellCursor()
  }

  hide(): void {
    this.endComparison()
    this.tellView()
    this.code.setModel(null)
  }

  /** Shows nothing of a file that is about to be closed. */
  release(model: editor.ITextModel): void {
    if (this.diff?.getModel()?.modified === model) this.endComparison()
    if (this.code.getModel() === model) this.code.setModel(null)
  }

  dispose(): void {
    this.endComparison()
    this.diff?.dispose()
    this.code.dispose()
    this.element.remove()
  }

  tellCursor(): void {
    const model = this.active.getModel()
    const selection = this.active.getSelection()
    if (!model || !selection || !('getValueLengthInRange' in model)) return
    const { insertSpaces, indentSize } = model.getOptions()
    const selected = model.getValueLengthInRange(selection)
    this.post({
      type: 'cursor',
      group: this.id,
      path: pathOf(model.uri),
      line: selection.positionLineNumber,
      column: selection.positionColumn,
      selected,
      text: selected <= LONGEST_SELECTION ? model.getValueInRange(selection) : '',
      indentation: { spaces: insertSpaces, size: indentSize },
    })
  }

  private isLocked(): boolean {
    const model = this.code.getModel()
    return model !== null && isReadOnly(pathOf(model.uri))
  }

  private follow(one: editor.ICodeEditor): void {
    one.onDidChangeCursorSelection(() => {
      this.tellCursor()
      this.laterTellView()
    })
    closeTags(one)
    restCaret(one)
    one.onDidFocusEditorWidget(() => this.focused(this))
  }

  private laterTellView(): void {
    clearTimeout(this.viewTimer)
    this.viewTimer = window.setTimeout(() => this.tellView(), VIEW_DELAY_MS)
  }

  private tellView(): void {
    clearTimeout(this.viewTimer)
    const model = this.code.getModel()
    const state = this.code.saveViewState()
    if (model && state) this.post({ type: 'view', path: pathOf(model.uri), state })
  }

  private endComparison(): void {
    if (this.diffHost.hidden) return
    this.diff?.setModel(null)
    this.original?.dispose()
    this.original = null
    this.diffHost.hidden = true
    this.codeHost.hidden = false
    this.active = this.code
  }
}
