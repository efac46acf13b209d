/** The caret stops blinking after a while without work: each blink draws the whole window anew. */
import type { editor } from 'monaco-editor/editor/editor.api'

const REST_MS = 8000

/** The part of a window that calls back later. */
export interface Clock {
  setTimeout(then: () => void, ms: number): number
  clearTimeout(timer: number): void
}

/** Lets the caret of an editor rest until somebody types, moves it or comes back to it. */
export function restCaret(one: editor.ICodeEditor, clock: Clock = window): void {
  let timer = 0
  let resting = false
  const wake = (): void => {
    clock.clearTimeout(timer)
    timer = clock.setTimeout(rest, REST_MS)
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
  one.onDidDispose(() => clock.clearTimeout(timer))
}
