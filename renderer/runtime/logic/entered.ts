/** Tells the shell which hook of the app begins to run, so that one that never returns can be named. */
import { program } from './program'
import { post } from './shell'

/** Line of a hook by module hash and name; hooks are entered again and again. */
const lines = new Map<string, number>()

/** A hook (`onLoad`, `onLaunch`, …) written in a module is about to be called. */
export function entering(hook: string, file: string | null): void {
  if (file !== null) post({ type: 'entered', hook, file, line: lineOf(hook, file) })
}

/** The line a hook is written in, from 1; 0 when the module's text is not the author's. */
function lineOf(hook: string, file: string): number {
  const unit = program().bundle.modules.get(file)
  if (!unit || unit.mapped) return 0
  const key = `${unit.hash} ${hook}`
  let line = lines.get(key)
  if (line === undefined) {
    const written = new RegExp(`^.*(?<![\\w.$])${hook}\\s*[(:=]`, 'm').exec(unit.code)
    line = written ? unit.code.slice(0, written.index).split('\n').length : 0
    lines.set(key, line)
  }
  return line
}
