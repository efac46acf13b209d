/** The caret stops blinking after a while without work: each blink draws the whole window anew. */
import type { editor } from 'monaco-editor/editor/editor.api'

const REST_MS = 8000

/** Lets the caret of an editor rest until somebody types, moves it or comes back to it. */
export function restCaret(one: editor.ICodeEditor): void {
  let timer = 0
  let resting = false
  const wake = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(rest, REST_MS)
    if (resting) one.updateOptions({ cursorBlinking: 'blink' })
    resting = false
  }
  const rest = (): void => {
    resting = true
    one.updateOptions({ cursorBlinking: 'solid' })
  }
  one.onDidFocusEditorText(wake)
  one.onDidChangeCursorSelection(wake)
  one.onKeyDown(wake)
  one.onDidDispose(() => clearTimeout(timer))
}
