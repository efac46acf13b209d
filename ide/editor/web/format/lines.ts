/** The formatter as a child process, for editors that are not our window: one JSON request a line in, one answer a line out. */
import { type Request, format } from './formatter'

interface Input extends AsyncIterable<string> { setEncoding(encoding: 'utf8'): void }
declare const process: { readonly stdin: Input; readonly stdout: { write(text: string): void } }

interface Line { readonly id: number; readonly request: Request }

async function answer(line: string): Promise<void> {
  const { id, request } = JSON.parse(line) as Line
  process.stdout.write(`${JSON.stringify({ id, answer: await format(request) })}\n`)
}

async function serve(): Promise<void> {
  let rest = ''
  process.stdin.setEncoding('utf8')
  for await (const piece of process.stdin) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim()) await answer(line)
  }
}

void serve()
