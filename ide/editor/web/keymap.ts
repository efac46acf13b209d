/** Keys of the editor beside Monaco's own, which are those of VS Code. */
import { KeyCode, KeyMod, type IDisposable, editor } from 'monaco-editor/editor/editor.api'
import type { KeyBinding } from './protocol'

const modifiers: Readonly<Record<string, number>> = { Ctrl: KeyMod.CtrlCmd, Shift: KeyMod.Shift, Alt: KeyMod.Alt, Meta: KeyMod.WinCtrl }
const named: Readonly<Record<string, KeyCode>> = {
  Up: KeyCode.UpArrow, Down: KeyCode.DownArrow, Left: KeyCode.LeftArrow, Right: KeyCode.RightArrow,
  Return: KeyCode.Enter, Space: KeyCode.Space, Tab: KeyCode.Tab, Backspace: KeyCode.Backspace, Del: KeyCode.Delete,
  Home: KeyCode.Home, End: KeyCode.End, PgUp: KeyCode.PageUp, PgDown: KeyCode.PageDown,
  '[': KeyCode.BracketLeft, ']': KeyCode.BracketRight, '\\': KeyCode.Backslash, '/': KeyCode.Slash,
  ',': KeyCode.Comma, '.': KeyCode.Period, ';': KeyCode.Semicolon, '-': KeyCode.Minus, '=': KeyCode.Equal, '`': KeyCode.Backquote,
}
let bound: IDisposable | null = null

function keyCode(name: string): number {
  const code = named[name] ?? (/^[A-Z]$/.test(name) ? KeyCode[`Key${name}` as 'KeyA'] : undefined)
    ?? (/^\d$/.test(name) ? KeyCode[`Digit${name}` as 'Digit0'] : undefined)
    ?? (/^F\d+$/.test(name) ? KeyCode[name as 'F1'] : undefined)
  if (code === undefined) throw new Error(`no key is called ${name}`)
  return code
}

/** Monaco's number for keys as Qt writes them, such as `Ctrl+Shift+K`. */
function keybinding(keys: string): number {
  const parts = keys.split('+')
  const name = parts.pop()!
  return parts.reduce((all, part) => all | modifiers[part]!, keyCode(name))
}

/** Replaces the keys set before. */
export function setKeymap(bindings: readonly KeyBinding[]): void {
  bound?.dispose()
  bound = editor.addKeybindingRules(bindings.map(({ action, keys }) => ({ keybinding: keybinding(keys), command: action, when: 'editorTextFocus' })))
}
