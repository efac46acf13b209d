/** Calls to the host: asynchronous by fetch, synchronous by XMLHttpRequest, both through the scheme. */
import { device } from '../device'
import { gesture } from '../gesture'
import { natives } from '../natives'
import { program } from '../program'
import { questionsAsked } from '../shell'
import { changed } from '../state'
import { decode, encode, toBase64 } from '../wire'

export interface Reply {
  readonly outcome: 'ok' | 'fail' | 'perform' | 'script'
  readonly result: Record<string, unknown>
  readonly value: unknown
  readonly simulated: boolean
}

export interface CallOptions {
  /** Number of the task or object whose method is called. */
  readonly target?: number
  /** Number of the call; a task's calls and events are known by it. */
  readonly id?: number
  /** Route of the page that calls. */
  readonly page?: string
}

const HEADER_LIMIT = 4 * 1024 * 1024
let lastId = 0
let lastUpload = 0
let open = 0
/** Calls a person has to answer: the worker's own, and those of components in the view, which have numbers below zero. */
const asking = new Set<number>()

/** A new number for a call, task or object. */
export function nextId(): number {
  lastId += 1
  return lastId
}

/** How many asynchronous calls wait for an answer that no person has to give. */
export function openCalls(): number {
  return Math.max(0, open - people(1))
}

/** How many questions about the page wait for an answer that no person has to give. */
export function openQuestions(): number {
  return Math.max(0, questionsAsked() - people(-1))
}

function people(sign: number): number {
  return [...asking].filter((id) => Math.sign(id) === sign).length
}

/** The device began, or ceased, to wait for a person who has to answer call `id`. */
export function waitForPerson(id: number, waiting: boolean): void {
  if (waiting) asking.add(id)
  else asking.delete(id)
  changed()
}

/** A call a page waits for counts as open until `action` is done. */
export async function counted<T>(action: () => Promise<T>): Promise<T> {
  open += 1
  try {
    return await action()
  } finally {
    open -= 1
    changed()
  }
}

function header(params: unknown, sync: boolean, options: CallOptions): string {
  const page = options.page ?? program().router.top?.route ?? ''
  const fields = { params: params ?? {}, sync, page, target: options.target ?? 0, gesture: gesture.active, id: options.id ?? nextId() }
  return toBase64(new TextEncoder().encode(encode(fields)))
}

/** Send a text that is too long for one header in parts and return the header that stands for it. */
function parts(text: string): { upload: string; pieces: { label: string; text: string }[] } {
  lastUpload += 1
  const upload = `u${lastUpload}`
  const count = Math.ceil(text.length / HEADER_LIMIT)
  const pieces = Array.from({ length: count }, (_, index) => ({
    label: `${upload}/${index}/${count}`,
    text: text.slice(index * HEADER_LIMIT, (index + 1) * HEADER_LIMIT),
  }))
  return { upload, pieces }
}

function address(name: string): string {
  return `${program().bundle.base}api/${encodeURIComponent(name)}`
}

/** What the host says to calls of a start that was left. */
const GONE = 404

/** Call the device; resolves with its reply, never when this start was left; rejects only when the host is gone. */
export async function callAsync(name: string, params: unknown, options: CallOptions = {}): Promise<Reply> {
  const text = header(params, false, options)
  if (text.length <= HEADER_LIMIT) return request(name, { 'x-md-call': text })
  const { upload, pieces } = parts(text)
  for (const piece of pieces) await request('$part', { 'x-md-call': piece.text, 'x-md-part': piece.label })
  return request(name, { 'x-md-upload': upload })
}

async function request(name: string, headers: Record<string, string>): Promise<Reply> {
  const response = await natives.fetch(address(name), { headers: { ...headers, 'x-md-load': String(device.load) } })
  // This start was left, and with it whoever waits.
  if (response.status === GONE) return new Promise<never>(() => {})
  // The body of a refused address never ends.
  if (!response.ok) throw new Error(`${name}: the host answered ${response.status}`)
  const body = await response.text()
  return (body ? decode(body) : null) as Reply
}

/** Call the device and wait for its reply. */
export function callSync(name: string, params: unknown, options: CallOptions = {}): Reply {
  const text = header(params, true, options)
  if (text.length <= HEADER_LIMIT) return requestSync(name, { 'x-md-call': text })
  const { upload, pieces } = parts(text)
  for (const piece of pieces) requestSync('$part', { 'x-md-call': piece.text, 'x-md-part': piece.label })
  return requestSync(name, { 'x-md-upload': upload })
}

function requestSync(name: string, headers: Record<string, string>): Reply {
  const request = new natives.XMLHttpRequest()
  request.open('GET', address(name), false)
  request.setRequestHeader('x-md-load', String(device.load))
  for (const [key, value] of Object.entries(headers)) request.setRequestHeader(key, value)
  request.send()
  if (request.status !== 200) throw new Error(`${name}: the host answered ${request.status} ${request.responseText.slice(0, 200)}`)
  return (request.responseText ? decode(request.responseText) : null) as Reply
}

/** Send something the host only takes note of. */
export function tell(name: string, params: unknown): void {
  callAsync(name, params).catch((error: unknown) => natives.console.error(error))
}
