/** Where statements begin that others may stand before. */

import type { Node, Program } from 'acorn'
import { full } from 'acorn-walk'

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
