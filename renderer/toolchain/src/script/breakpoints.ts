/** Puts `debugger;` before the statements at which breakpoints are set, on their own lines. */

import type { Node, Program } from 'acorn'
import { full } from 'acorn-walk'

export const DEBUGGER = 'debugger;'

interface Bodied extends Node { body?: unknown; consequent?: unknown; cases?: { consequent: Node[] }[] }

/** Offsets of all statements that stand in a list, so that another may stand before them. */
export function statementStarts(program: Program): number[] {
  const starts: number[] = []
  const add = (list: unknown): void => {
    for (const statement of list as Node[]) {
      const directive = (statement as Node & { directive?: string }).directive
      if (directive === undefined) starts.push(statement.start)
    }
  }
  full(program, (node) => {
    if (node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock') add((node as Bodied).body)
    else if (node.type === 'SwitchCase') add((node as Bodied).consequent)
  })
  return starts.sort((a, b) => a - b)
}

/**
 * Offsets at which to insert. `rowOf` tells the author's row (from 0) of an offset; a
 * breakpoint between statements moves to the next one.
 */
export function breakpointOffsets(
  program: Program, lines: readonly number[], rowOf: (offset: number) => number | undefined,
): number[] {
  const rows = statementStarts(program)
    .map((offset) => ({ offset, row: rowOf(offset) }))
    .filter((entry): entry is { offset: number; row: number } => entry.row !== undefined)
    .sort((a, b) => a.row - b.row || a.offset - b.offset)
  const chosen = new Set<number>()
  for (const line of lines) {
    const next = rows.find((entry) => entry.row >= line - 1)
    if (next) chosen.add(next.offset)
  }
  return [...chosen]
}
