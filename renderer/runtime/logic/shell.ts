/** The line to the phone's document: messages out, questions with answers, notifications of observers. */
import type { JsonObject } from '../shared/chunk'
import type { Command, PageId, Question, ToLogic, ToShell } from '../shared/messages'
import { natives } from './natives'

type Answer = Extract<ToLogic, { type: 'answer' }>

/** Messages that change nothing in the view. */
const SILENT: ReadonlySet<ToShell['type']> = new Set(['pong', 'inspection', 'automation', 'entered', 'report'])

let lastAsk = 0
let told = 0
const waiting = new Map<number, (answer: Answer) => void>()
/** Questions about the page that have no answer yet; a sheet waits for the person. */
const asked = new Set<number>()
const observers = new Map<number, (detail: JsonObject) => void>()

/** Send a message to the shell. */
export function post(message: ToShell, transfer: readonly unknown[] = []): void {
  if (!SILENT.has(message.type)) told += 1
  natives.postMessage(message, transfer)
}

/** How many messages that may change the view were sent. */
export function toldTo(): number {
  return told
}

/** How many questions about the page have no answer yet. */
export function questionsAsked(): number {
  return asked.size
}

/** Ask the shell; `onNotify` hears later notifications of an observer. */
export function ask(
  page: PageId,
  question: Question,
  onNotify?: (detail: JsonObject) => void,
): { id: number; answer: Promise<Answer> } {
  lastAsk += 1
  const id = lastAsk
  if (onNotify) observers.set(id, onNotify)
  if (question.kind !== 'sheet') asked.add(id)
  const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve))
  post({ type: 'ask', id, page, question })
  return { id, answer }
}

/** Send a one-way command to the chrome or to a built-in component of a page. */
export function command(page: PageId, name: string, args: JsonObject): void {
  post({ type: 'command', page, command: { name, args } as Command })
}

/** Stop an observer made by `ask`. */
export function stopObserver(page: PageId, id: number): void {
  if (observers.delete(id)) command(page, 'disconnect-observer', { id })
}

export function onAnswer(answer: Answer): void {
  const resolve = waiting.get(answer.id)
  waiting.delete(answer.id)
  asked.delete(answer.id)
  resolve?.(answer)
}

export function onNotify(id: number, detail: JsonObject): void {
  observers.get(id)?.(detail)
}
