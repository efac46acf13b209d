/** Monaco's "format document" by our formatter, and the same on the window's request. */
import { editor, languages } from 'monaco-editor/editor/editor.api'
import { pathOf } from '../models'
import type { Post } from '../protocol'
import type { Answer, Request } from './formatter'
import { parsers } from './languages'

let worker: Worker | null = null
let asked = 0
let projectOptions: Readonly<Record<string, unknown>> = {}
const waiting = new Map<number, (answer: Answer) => void>()
/** Why a text was not formatted the last time, by its path. */
const refusals = new Map<string, { reason: string; line: number }>()

/** What the project's own Prettier configuration says. */
export function setFormatting(options: Readonly<Record<string, unknown>>): void {
  projectOptions = options
}

function started(): Worker {
  const made = new Worker('format.worker.js')
  made.addEventListener('message', ({ data }: MessageEvent<{ id: number; answer: Answer }>) => {
    waiting.get(data.id)?.(data.answer)
    waiting.delete(data.id)
  })
  return made
}

function ask(request: Request): Promise<Answer> {
  worker ??= started()
  const id = ++asked
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    worker!.postMessage({ id, request })
  })
}

export function registerFormatting(): void {
  languages.registerDocumentFormattingEditProvider(Object.keys(parsers), {
    displayName: 'Minideck',
    provideDocumentFormattingEdits: async (model) => {
      const { insertSpaces, indentSize } = model.getOptions()
      const language = model.getLanguageId()
      const answer = await ask({ language, text: model.getValue(), spaces: insertSpaces, size: indentSize, options: projectOptions })
      if ('text' in answer) return [{ range: model.getFullModelRange(), text: answer.text }]
      refusals.set(pathOf(model.uri), answer)
      return []
    },
  })
}

/** Formats what an editor shows; the answer follows the edits. */
export async function formatShown(shown: editor.ICodeEditor, path: string, id: number, post: Post): Promise<void> {
  refusals.delete(path)
  const language = shown.getModel()?.getLanguageId() ?? ''
  const known = language in parsers
  if (known) await shown.getAction('editor.action.formatDocument')?.run()
  const { reason, line } = known ? refusals.get(path) ?? { reason: '', line: 0 } : { reason: 'no-formatter', line: 0 }
  post({ type: 'formatted', id, path, reason, line })
}
