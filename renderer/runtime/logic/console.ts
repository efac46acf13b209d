/** The console of app code: also told to the host, with the author's file and line. */
import { authorFrame } from './errors'
import { define, natives } from './natives'
import { program, running } from './program'
import { post } from './shell'
import { abridged } from './json'

const LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const
type Level = (typeof LEVELS)[number]
const LONGEST = 4000

/** Replace the global console by one that forwards. */
export function captureConsole(): void {
  const console: Record<string, unknown> = { ...natives.console }
  for (const level of LEVELS) {
    const original = natives.console[level].bind(natives.console) as (...args: unknown[]) => void
    console[level] = (...args: unknown[]): void => {
      original(...args)
      forward(level, args)
    }
  }
  define('console', console)
}

function forward(level: Level, args: readonly unknown[]): void {
  const frame = authorFrame(new Error().stack ?? '')
  const page = running() ? (program().router.top?.route ?? '') : ''
  const message = formatted(args).slice(0, LONGEST)
  post({ type: 'report', report: { kind: 'console', level, message, stack: '', page, file: frame?.path ?? '', line: frame?.line ?? 0 } })
}

/** `%c` and its kin as consoles understand them; styles are dropped. */
function formatted(args: readonly unknown[]): string {
  const [first, ...rest] = args
  if (typeof first !== 'string' || !/%[csdifoO]/.test(first)) return args.map(text).join(' ')
  const message = first.replace(/%([csdifoO%])/g, (mark, kind: string) => {
    if (kind === '%') return '%'
    if (rest.length === 0) return mark
    const value = rest.shift()
    return kind === 'c' ? '' : text(value)
  })
  return [message, ...rest.map(text)].join(' ')
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.stack ?? String(value)
  if (typeof value === 'function') return `ƒ ${value.name}`
  return JSON.stringify(abridged(value)) ?? String(value)
}
