/** WXS inside template code: a script that throws loses only itself, and its lines can be found again. */

import { FAULT_FUNCTION } from './runtime'

/** Lines of the template's code that hold a script: `line` there is `fileLine` of `file`. All from 1. */
export interface ScriptPosition { line: number; lines: number; file: string; fileLine: number }

interface Guarded { file: string; fileLine: number; lines: number }

const MARKER = /\/\*wxs:(\d+)\*\//g

export class GuardedScripts {
  private readonly scripts: Guarded[] = []

  /** The script as it goes into the template's code. */
  add(code: string, file: string, fileLine: number): string {
    const number = this.scripts.push({ file, fileLine, lines: code.split('\n').length }) - 1
    return `try{(function(){/*wxs:${number}*/${code}\n})()}catch(e){${FAULT_FUNCTION}(${JSON.stringify(file)},e)}`
  }

  /** Where the scripts lie in the finished code, in its order. */
  positions(code: string): ScriptPosition[] {
    const found: ScriptPosition[] = []
    let line = 1
    let counted = 0
    for (const match of code.matchAll(MARKER)) {
      const script = this.scripts[Number(match[1])]
      if (!script) continue
      for (let at = code.indexOf('\n', counted); at >= 0 && at < match.index; at = code.indexOf('\n', counted)) {
        line++
        counted = at + 1
      }
      found.push({ line, lines: script.lines, file: script.file, fileLine: script.fileLine })
    }
    return found
  }
}
