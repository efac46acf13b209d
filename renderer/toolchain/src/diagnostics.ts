/** Mistakes in sources, as the compiler shows them; texts come from messages.json. */

import messages from './messages.json'

export type Severity = 'error' | 'warning' | 'info'
export type Code = keyof typeof messages

export interface Diagnostic {
  file: string
  line: number
  column: number
  endLine: number
  endColumn: number
  severity: Severity
  code: Code
  message: string
  hint: string
}

/** A place in a source, lines and columns from 1, columns in UTF-16 units. */
export interface Place {
  line: number
  column: number
  endLine: number
  endColumn: number
}

interface Message { severity: string; message: string; hint: string }

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** One diagnostic with the texts of its code; `values` fill the `{names}` in them. */
export function diagnose(
  code: Code, file: string, place: Place, values: Readonly<Record<string, string>> = {},
): Diagnostic {
  const entry: Message = messages[code]
  return {
    file, ...place, severity: entry.severity as Severity, code,
    message: fill(entry.message, values), hint: fill(entry.hint, values),
  }
}

/** A place of no width. */
export const at = (line: number, column: number): Place => ({ line, column, endLine: line, endColumn: column })
