/** The console of app code: also told to the host, with the values as they are now and the author's place. */
import type { Json } from '../shared/chunk'
import { authorFrame } from './errors'
import { define, natives } from './natives'
import { program, running } from './program'
import { post } from './shell'
import { brief, now, shown, type Shown } from './snapshot'

type Level = 'debug' | 'log' | 'info' | 'warn' | 'error'
type Method = (...args: unknown[]) => void

/** Hears the arguments of every line as they are. */
type Listener = (level: Level, args: readonly unknown[]) => void

const LONGEST = 4000
let listener: Listener | null = null
const counts = new Map<string, number>()
const timers = new Map<string, number>()

/** What each method tells the host; nothing is told of a method that is not here. */
const methods: Readonly<Record<string, Method>> = {
  debug: (...args) => forward('debug', args),
  log: (...args) => forward('log', args),
  info: (...args) => forward('info', args),
  warn: (...args) => forward('warn', args),
  error: (...args) => forward('error', args),
  dir: (value) => forward('log', [value]),
  dirxml: (...args) => forward('log', args),
  trace: (...args) => forward('log', args.length ? args : ['console.trace'], { method: 'trace', stack: new Error().stack ?? '' }),
  assert: (condition, ...args) => {
    if (!condition) forward('error', typeof args[0] === 'string' ? [`Assertion failed: ${args[0]}`, ...args.slice(1)] : ['Assertion failed:', ...args])
  },
  count: (label = 'default') => {
    const name = String(label)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    forward('log', [`${name}: ${counts.get(name)}`])
  },
  countReset: (label = 'default') => void counts.delete(String(label)),
  group: (...args) => forward('log', args.length ? args : ['console.group'], { method: 'group' }),
  groupCollapsed: (...args) => forward('log', args.length ? args : ['console.group'], { method: 'groupCollapsed' }),
  groupEnd: () => forward('log', [], { method: 'groupEnd' }),
  time: (label = 'default') => {
    const name = String(label)
    if (timers.has(name)) forward('warn', [`Timer '${name}' already exists`])
    else timers.set(name, now())
  },
  timeLog: (label = 'default', ...args) => lap(String(label), args),
  timeEnd: (label = 'default') => {
    lap(String(label), [])
    timers.delete(String(label))
  },
  table: (data, columns) => forward('log', [data], { method: 'table', columns: Array.isArray(columns) ? columns.map(String) : [] }),
  clear: () => forward('log', [], { method: 'clear' }),
}

/** Tell every line to `next` as well; null: to nobody any more. */
export function listenToConsole(next: Listener | null): void {
  listener = next
}

/** Replace the global console by one that forwards. */
export function captureConsole(): void {
  const console: Record<string, unknown> = { ...natives.console }
  for (const [name, tell] of Object.entries(methods)) {
    const original = (natives.console as unknown as Record<string, Method>)[name]?.bind(natives.console)
    console[name] = (...args: unknown[]): void => {
      original?.(...args)
      tell(...args)
    }
  }
  define('console', console)
}

function lap(label: string, args: readonly unknown[]): void {
  const started = timers.get(label)
  if (started === undefined) forward('warn', [`Timer '${label}' does not exist`])
  else forward('log', [`${label}: ${(now() - started).toFixed(3)} ms`, ...args])
}

interface More {
  method?: string
  stack?: string
  columns?: readonly string[]
}

function forward(level: Level, args: readonly unknown[], { method = '', stack = '', columns = [] }: More = {}): void {
  listener?.(level, args)
  const written = new Error().stack ?? ''
  const frame = authorFrame(written)
  const page = running() ? (program().router.top?.route ?? '') : ''
  const message = formatted(args).slice(0, LONGEST)
  const values = args.filter((value) => typeof value === 'object' && value !== null).map((value): Shown => shown(value))
  const needsStack = level === 'error' || level === 'warn'
  post({
    type: 'report',
    report: {
      kind: 'console', level, message, stack: stack || (needsStack ? written : ''), page, file: frame?.path ?? '', line: frame?.line ?? 0,
      column: frame?.column ?? 0, method, values: values as unknown as Json, ...(columns.length ? { columns: [...columns] } : {}),
    },
  })
}

/** `%c` and its kin as consoles understand them; styles are dropped. */
function formatted(args: readonly unknown[]): string {
  const [first, ...rest] = args
  if (typeof first !== 'string' || !/%[csdifoO%]/.test(first)) return args.map(brief).join(' ')
  const message = first.replace(/%([csdifoO%])/g, (mark, kind: string) => {
    if (kind === '%') return '%'
    if (rest.length === 0) return mark
    const value = rest.shift()
    if (kind === 'c') return ''
    if (kind === 'd' || kind === 'i') return String(Math.trunc(Number(value)))
    return kind === 'f' ? String(Number(value)) : brief(value)
  })
  return [message, ...rest.map(brief)].join(' ')
}
