/** Reads requests (JSON lines) from stdin and writes their replies to stdout, in the order they came. */

import { setFlagsFromString } from 'node:v8'
import { at, diagnose } from './diagnostics'
import { operations, type Item, type Result } from './operations'

// The last tier of V8's compiler costs a third of the first batch and wins nothing in later ones.
setFlagsFromString('--no-turbofan')
setFlagsFromString('--maglev')

interface Request { id: number; op: string; items: Item[] }

const faultResult = (op: string, item: Item, fault: unknown): Result => {
  const file = String(item.path ?? item.name ?? '')
  const reason = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  process.stderr.write(`${op} ${file}: ${reason}\n`)
  const short = reason.split('\n').slice(0, 2).join(' ')
  return { ...operations[op]!.empty(), diagnostics: [diagnose('toolchain-fault', file, at(1, 1), { op, reason: short })] }
}

async function answer(request: Request): Promise<object> {
  const operation = operations[request.op]
  if (!operation) return { id: request.id, error: `unknown operation ${request.op}` }
  const run = async (item: Item): Promise<Result> => {
    try {
      return await operation.run(item)
    } catch (fault) {
      return faultResult(request.op, item, fault)
    }
  }
  return { id: request.id, results: await Promise.all(request.items.map(run)) }
}

let turn: Promise<void> = Promise.resolve()

function receive(line: string): void {
  turn = turn.then(async () => {
    const request = JSON.parse(line) as Request
    let reply: string
    try {
      reply = JSON.stringify(await answer(request))
    } catch (fault) {
      reply = JSON.stringify({ id: request.id, error: String(fault) })
    }
    process.stdout.write(reply + '\n')
  })
}

let pieces: string[] = []
process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk: string) => {
  let start = 0
  for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
    pieces.push(chunk.slice(start, end))
    receive(pieces.join(''))
    pieces = []
    start = end + 1
  }
  if (start < chunk.length) pieces.push(chunk.slice(start))
})
