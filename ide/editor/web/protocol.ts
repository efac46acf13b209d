/** Every message between the window and the code editor, in one table. Lines and columns count from 1, in UTF-16 units. */

export interface Marker {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly severity: 'error' | 'warning' | 'info' | 'hint'
  readonly message: string
  readonly code: string
}

/** Something that can be written; `insert` is a snippet, a lower `rank` comes first, `again` asks for what follows. */
export interface Suggestion {
  readonly label: string
  readonly kind: 'tag' | 'component' | 'attribute' | 'event' | 'directive' | 'value' | 'method' | 'data'
    | 'property' | 'class' | 'file' | 'module' | 'unit'
  readonly insert: string
  readonly detail: string
  readonly rank: number
  readonly again: boolean
  readonly doc: string
}

/** A stretch of a file, as the language service gives it. */
export interface Stretch {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** One column of the split view: `share` of the width, `inset` pixels at the top that the window uses itself. */
export interface Column {
  readonly id: number
  readonly share: number
  readonly inset: number
}

/** A key of the editor: Monaco's action, the keys as Qt writes them, such as `Ctrl+Shift+K`. */
export interface KeyBinding {
  readonly action: string
  readonly keys: string
}

/** What a document looks like to the person at the status bar. */
export interface Indentation {
  readonly spaces: boolean
  readonly size: number
}

/** A breakpoint in the margin; `pending` is not in running code, `off` is disabled. */
export interface Mark {
  readonly number: number
  readonly line: number
  readonly kind: 'plain' | 'condition' | 'log'
  readonly state: 'verified' | 'pending' | 'off'
  readonly hint: string
}

/** Lines that differ from the last commit; removed ones have no count and stand behind `line`. */
export interface ChangedLines {
  readonly kind: 'added' | 'modified' | 'removed'
  readonly line: number
  readonly count: number
}

/** What the window sends. Paths are relative to the project, with `/`. */
export type ToEditor =
  /** The next piece of a long text; the message that follows the pieces has the last one. */
  | { type: 'part'; text: string }
  /** `schema` names one of `schemas` for a JSON file; empty for none. */
  | { type: 'open'; path: string; text: string; language: string; schema: string; readOnly: boolean }
  /** The columns from left to right. */
  | { type: 'columns'; columns: readonly Column[] }
  /** Shows an open file in a column; a line places the cursor there and scrolls it into view. */
  | { type: 'show'; group: number; path: string; line: number | null; column: number | null; focus: boolean; state: unknown }
  /** Shows an open file beside another text in a column. */
  | { type: 'compare'; group: number; path: string; original: string; focus: boolean }
  /** A column shows no file any more. */
  | { type: 'hide'; group: number }
  | { type: 'close'; path: string }
  /** The file changed outside: the new text replaces the old as one undoable step. */
  | { type: 'replace'; path: string; text: string }
  | { type: 'markers'; path: string; markers: readonly Marker[] }
  | { type: 'theme'; dark: boolean; colors: Record<string, string>; tokens: Record<string, string> }
  | { type: 'options'; options: Record<string, unknown> }
  /** JSON schemas of configuration files by name. */
  | { type: 'schemas'; schemas: Record<string, object> }
  | { type: 'keymap'; bindings: readonly KeyBinding[] }
  /** Scripts of the project that are not open, for completion and go-to across files. */
  | { type: 'library'; files: Record<string, string> }
  /** Runs an editor action (undo, find, format …) by Monaco's id. */
  | { type: 'action'; id: string }
  | { type: 'read'; path: string; id: number }
  /** Asks for `flushed` once every key pressed before has reached the text: `marks` keys F24 follow them. */
  | { type: 'flush'; id: number; marks: number }
  /** Formats a file; the answer comes as `formatted` after its edits. */
  | { type: 'format'; path: string; id: number }
  /** What the project's own Prettier configuration says. */
  | { type: 'formatting'; options: Record<string, unknown> }
  | { type: 'indent'; path: string; indentation: Indentation; convert: boolean }
  /** The breakpoints of a file, open or not; `moves` is the last `moved` of it the window knows. */
  | { type: 'breakpoints'; path: string; marks: readonly Mark[]; moves: number }
  /** The lines of a file, open or not, that differ from the last commit. */
  | { type: 'changes'; path: string; changes: readonly ChangedLines[] }
  /** Where the app stands still; an empty path: it runs. `top` is false for a frame further up. */
  | { type: 'stopped'; path: string; line: number; top: boolean }
  /** The answer to `ask` of the same id, as `language.ts` reads it for that question. */
  | { type: 'answer'; id: number; result: unknown }

/** One replacement in the text as it was before the message. */
export interface Edit {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/** What the editor sends. */
export type FromEditor =
  | { type: 'ready' }
  /** Edits are ordered from the end of the file to its start; `size` is the length afterwards. */
  | { type: 'changed'; path: string; edits: readonly Edit[]; size: number }
  /** `selected` counts the units that are selected, `text` is what they are unless they are very many. */
  | { type: 'cursor'; group: number; path: string; line: number; column: number; selected: number; text: string; indentation: Indentation }
  /** Where the person left a file: cursor, scroll, folds; given back with `show`. */
  | { type: 'view'; path: string; state: unknown }
  /** A column has the keyboard now. */
  | { type: 'focused'; group: number }
  /** The person dragged the line between columns. */
  | { type: 'shares'; shares: readonly number[] }
  /** `reason` is empty when the file is formatted, `no-formatter` for its language, else what is wrong in it; `line` 0 without a place. */
  | { type: 'formatted'; id: number; path: string; reason: string; line: number }
  /** A question to the language service, by its name in `ide/language/service.py`. */
  | { type: 'ask'; id: number; question: string; path: string; offset: number; name: string }
  | { type: 'text'; id: number; path: string; text: string }
  | { type: 'flushed'; id: number }
  /** The person followed a definition into another file. */
  | { type: 'open'; path: string; line: number; column: number }
  /** The margin: a click, its menu, a changed line, or breakpoints that an edit moved (`lines` by number). */
  | { type: 'gutter'; what: 'toggle' | 'menu' | 'change' | 'moved'; path: string; line: number; lines: Record<number, number>; moves: number }
  | { type: 'fault'; message: string; stack: string }

export type Post = (message: FromEditor) => void
