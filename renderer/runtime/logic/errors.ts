/** Everything that goes wrong becomes exactly one report, named by the author's file and line. */
import type { Report } from '../shared/messages'
import { originalPosition } from '../shared/source_map'
import { natives } from './natives'
import { post } from './shell'
import { changed } from './state'

type Kind = Report['kind']

interface Sources {
  /** Whether the module came out of a transform. */
  mapped(path: string): boolean
  map(path: string): Promise<string | null>
}

interface Frame {
  path: string
  line: number
  column: number
}

let sources: Sources = { mapped: () => false, map: () => Promise.resolve(null) }
let currentPage: () => string = () => ''
const seen = new WeakSet<object>()
let open = 0
let listener: ((error: unknown, message: string) => void) | null = null

/** Tell errors and rejections that nobody caught to `next` as well. */
export function listenToErrors(next: (error: unknown, message: string) => void): void {
  listener = next
}

/** Tell where source maps come from and which page is shown. */
export function useSources(next: Sources, page: () => string): void {
  sources = next
  currentPage = page
}

const FRAME = /\/(?:source|compiled)\/([^\s()]+?):(\d+):(\d+)/
/** A frame in the code of a template: the lines are not the author's. */
const TEMPLATE = /\/template\/([^\s()]+?\.wxml):(\d+):\d+/

/** The first line of a stack that lies in the author's code. */
export function authorFrame(stack: string): Frame | null {
  const match = FRAME.exec(stack)
  if (match) return { path: decodeURI(match[1]!), line: Number(match[2]), column: Number(match[3]) }
  const template = TEMPLATE.exec(stack)
  return template ? { path: decodeURI(template[1]!), line: 0, column: 0 } : null
}

/** How many reports still wait for a source map. */
export function openReports(): number {
  return open
}

/** What is said when there is no network, no cloud or no published plugin: no fault of the app. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|no cloud environment offline|reason: offline|^plugin ".*not available offline/
/** Mistakes in code, which stay errors whatever led to them. */
const MISTAKES = new Set(['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError'])
/** How many times the app learned just now that there is no network. */
let disappointed = 0

/** Whether a call failed for lack of a network; what the app at once rejects on its own because of it is no fault either. */
export function isOffline(errMsg: string): boolean {
  if (!OFFLINE.test(errMsg)) return false
  disappointed += 1
  // Unhandled rejections are told in a task of their own, right after the one that made them.
  natives.setTimeout(() => natives.setTimeout(() => { disappointed -= 1 }))
  return true
}

const isMistake = (error: unknown, message: string): boolean =>
  (error instanceof Error && MISTAKES.has(error.name)) || message.includes(':fail parameter error')

/** Report an error or rejection once; the same Error object is never reported twice. */
export function reportError(kind: Kind, error: unknown, context = '', page = currentPage()): void {
  if (typeof error === 'object' && error !== null) {
    if (seen.has(error)) return
    seen.add(error)
  }
  const message = describe(error)
  if (OFFLINE.test(message) || (kind === 'rejection' && disappointed > 0 && !isMistake(error, message))) kind = 'offline'
  if (kind === 'script' || kind === 'rejection') listener?.(error, message)
  const stack = error instanceof Error || hasStack(error) ? String(error.stack ?? '') : ''
  const file = /^\S+\.(wxml|json|js)$/.test(context) ? context : ''
  void send({ kind, message: context && !file ? `${context}: ${message}` : message, stack, page, file, line: 0 })
}

/** Report something that is no exception. */
export function report(kind: Kind, message: string, file = '', line = 0, page = currentPage()): void {
  post({ type: 'report', report: { kind, message, stack: '', page, file, line } })
}

/** What `App.onError` receives. */
export function errorText(error: unknown): string {
  return hasStack(error) ? String(error.stack) : describe(error)
}

function hasStack(error: unknown): error is { stack: unknown } {
  return typeof error === 'object' && error !== null && 'stack' in error
}

/** One line for a person: the error's name and message, or the value as JSON. */
export function describe(error: unknown): string {
  if (typeof error === 'object' && error !== null) {
    const { name, message, errMsg } = error as { name?: unknown; message?: unknown; errMsg?: unknown }
    if (typeof message === 'string') return name ? `${String(name)}: ${message}` : message
    if (typeof errMsg === 'string') return errMsg
    try {
      return JSON.stringify(error)
    } catch {
      return String(error)
    }
  }
  return String(error)
}

async function send(found: Report): Promise<void> {
  const frame = authorFrame(found.stack)
  let place = frame ?? { path: found.file, line: 0, column: 0 }
  open += 1
  try {
    if (frame && sources.mapped(frame.path)) place = await author(frame)
    else if (frame?.line === 0) place = await written(frame, found.stack)
  } finally {
    open -= 1
    changed()
  }
  post({ type: 'report', report: { ...found, file: place.path, line: place.line } })
}

/** Lines of a template's code that came from WXS: `line + n` is line `fileLine + n` of `file`. */
interface Stretch {
  line: number
  lines: number
  file: string
  fileLine: number
}

/** The place in WXS, inline or in a file, that a frame of a template's code stands for. */
async function written(frame: Frame, stack: string): Promise<Frame> {
  const line = Number(TEMPLATE.exec(stack)?.[2] ?? 0)
  try {
    const stretches = JSON.parse((await sources.map(frame.path)) ?? '[]') as Stretch[]
    const found = stretches.find((stretch) => stretch.line <= line && line < stretch.line + stretch.lines)
    if (found) return { path: found.file, line: found.fileLine + line - found.line, column: 0 }
  } catch (error) {
    natives.console.error(`positions of ${frame.path}:`, error)
  }
  return frame
}

async function author(frame: Frame): Promise<Frame> {
  try {
    const map = await sources.map(frame.path)
    const position = map && originalPosition(map, frame.line, frame.column)
    if (position) return { path: position.source || frame.path, line: position.line, column: position.column }
  } catch (error) {
    natives.console.error(`source map of ${frame.path}:`, error)
  }
  return frame
}
