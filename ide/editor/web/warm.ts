/** Starts the script service with the typings while nothing else happens, so that the first `wx.` is answered at once. */
import { Uri, editor } from 'monaco-editor/editor/editor.api'
import { getJavaScriptWorker, getTypeScriptWorker } from 'monaco-editor/languages/features/typescript/register'

const quietMs = 1200
const text = 'wx.'
let timer = 0

async function ask(language: 'javascript' | 'typescript'): Promise<void> {
  const uri = Uri.parse(`minideck-warm:/warm.${language === 'typescript' ? 'ts' : 'js'}`)
  // The one before may still wait for its answer.
  if (editor.getModel(uri)) return
  const model = editor.createModel(text, language, uri)
  try {
    const workerOf = await (language === 'typescript' ? getTypeScriptWorker() : getJavaScriptWorker())
    const worker = await workerOf(uri)
    await worker.getCompletionsAtPosition(uri.toString(), text.length)
  } finally {
    model.dispose()
  }
}

/** Does it once the page has been idle for a moment; called again, it waits again. */
export function warmScripts(language: 'javascript' | 'typescript'): void {
  clearTimeout(timer)
  timer = window.setTimeout(() => requestIdleCallback(() => void ask(language)), quietMs)
}
