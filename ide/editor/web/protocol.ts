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

/** Something that can be written; `insert` is a snippet, a lower `rank` comes first. */
export interface Suggestion {
  readonly label: string
  readonly kind: 'tag' | 'component' | 'attribute' | 'event' | 'directive' | 'value' | 'method' | 'data'
  readonly insert: string
  readonly detail: string
  readonly rank: number
}

/** What the window sends. Paths are relative to the project, with `/`. */
export type ToEditor =
  | { type: 'open'; path: string; text: string; language: string }
  /** Shows an open file; a line places the cursor there and scrolls it into view. */
  | { type: 'show'; path: string; line: number | null; column: number | null }
  /** No file is shown any more. */
  | { type: 'hide' }
  | { type: 'close'; path: string }
  /** The file changed outside: the new text replaces the old as one undoable step. */
  | { type: 'replace'; path: string; text: string }
  | { type: 'markers'; path: string; markers: readonly Marker[] }
  | { type: 'theme'; dark: boolean; colors: Record<string, string>; tokens: Record<string, string> }
  | { type: 'options'; options: Record<string, string | number | boolean> }
  /** Scripts of the project that are not open, for completion and go-to across files. */
  | { type: 'library'; files: Record<string, string> }
  /** Runs an editor action (undo, find, format …) by Monaco's id. */
  | { type: 'action'; id: string }
  | { type: 'read'; path: string; id: number }
  /** The answer to `complete` of the same id; `replaced` characters before the cursor give way. */
  | { type: 'completions'; id: number; replaced: number; items: readonly Suggestion[] }

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
  | { type: 'cursor'; path: string; line: number; column: number; selected: number }
  /** What can be written at an offset of a WXML file? */
  | { type: 'complete'; id: number; path: string; offset: number }
  | { type: 'text'; id: number; path: string; text: string }
  /** The person followed a definition into another file. */
  | { type: 'open'; path: string; line: number; column: number }
  | { type: 'fault'; message: string; stack: string }
