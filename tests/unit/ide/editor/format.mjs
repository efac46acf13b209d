// Formats the texts on stdin: a line is a JSON list of requests, answered by a line with the list of answers.
import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const folder = await mkdtemp(join(tmpdir(), 'format-'))
const bundle = join(folder, 'formatter.mjs')
await build({
  entryPoints: [join(process.cwd(), 'ide/editor/web/format/formatter.ts')],
  bundle: true, format: 'esm', platform: 'node', outfile: bundle, logLevel: 'error',
})
const { format } = await import(pathToFileURL(bundle).href)
await rm(folder, { recursive: true })
for await (const line of createInterface({ input: process.stdin })) {
  const answers = []
  for (const request of JSON.parse(line)) answers.push(await format({ spaces: true, size: 2, options: {}, ...request }))
  process.stdout.write(`${JSON.stringify(answers)}\n`)
}
