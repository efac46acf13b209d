/** Changes to a text by offsets, applied all at once. */

export interface Edit { start: number; end: number; text: string }

/** The text with all edits; of those at the same place, earlier ones come first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order)
  const pieces: string[] = []
  let copied = 0
  for (const edit of sorted) {
    pieces.push(text.slice(copied, edit.start), edit.text)
    copied = edit.end
  }
  pieces.push(text.slice(copied))
  return pieces.join('')
}

/** Blanks of the same shape: as many characters, line ends kept. */
export const blank = (text: string): string => text.replace(/[^\n\r]/g, ' ')

/** The line ends of a text alone. */
export const lineEnds = (text: string): string => text.replace(/[^\n]/g, '')
