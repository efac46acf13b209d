/** Tells the shell which hook of the app begins to run, so that one that never returns can be named. */
import { program } from './program'
import { post } from './shell'

/** Line of a hook by module hash and name; hooks are entered again and again. */
const lines = new Map<string, number>()

/** What the shell knows already: a page that scrolls enters the same hook many times a second. */
let told = ''

/** A hook (`onLoad`, `onLaunch`, …) written in a module is about to be called. */
export function entering(hook: string, file: string | null): void {
  const key = `${file} ${hook}`
  if (file === null || key === told) return
  told = key
  post({ type: 'entered', hook, file, line: lineOf(hook, file) })
}

/** The worker answers a ping: the shell forgets the hook, as it has returned. */
export function returned(): void {
  told = ''
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
