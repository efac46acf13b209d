/** The worker in which texts are formatted, so that nobody waits while typing. */
import { type Answer, type Request, format } from './formatter'

declare function postMessage(message: { id: number; answer: Answer }): void

addEventListener('message', ({ data }: MessageEvent<{ id: number; request: Request }>) => {
  void format(data.request).then((answer) => postMessage({ id: data.id, answer }))
})
