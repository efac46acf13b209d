// Asks the JSON service that Monaco brings: what is wrong in a text, what can be written, what a hover says.
import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { text } from 'node:stream/consumers'

const external = join(process.cwd(), 'node_modules/monaco-editor/esm/external')
const folder = await mkdtemp(join(tmpdir(), 'json-service-'))
const bundle = join(folder, 'service.mjs')
await build({
  stdin: {
    contents: `export { getLanguageService } from './vscode-json-languageservice/lib/esm/jsonLanguageService.js'
      export { TextDocument } from './vscode-languageserver-textdocument/lib/esm/main.js'`,
    resolveDir: external,
  },
  bundle: true, format: 'esm', platform: 'node', outfile: bundle, logLevel: 'error',
})
const { getLanguageService, TextDocument } = await import(pathToFileURL(bundle).href)
const { schema, source, offset } = JSON.parse(await text(process.stdin))
const service = getLanguageService({ workspaceContext: null })
service.configure({ schemas: [{ uri: 'test://schema', fileMatch: ['*'], schema }] })
const document = TextDocument.create('file:///file.json', 'json', 1, source)
const parsed = service.parseJSONDocument(document)
const problems = await service.doValidation(document, parsed, { schemaValidation: 'error', comments: 'ignore', trailingCommas: 'warning' })
const position = document.positionAt(offset)
const offered = offset < 0 ? { items: [] } : await service.doComplete(document, position, parsed)
const hover = offset < 0 ? null : await service.doHover(document, position, parsed)
const colors = await service.findDocumentColors(document, parsed)
process.stdout.write(JSON.stringify({
  problems: problems.map(({ message, severity, range }) => ({ message, severity, line: range.start.line + 1 })),
  labels: offered.items.map(({ label }) => label),
  hover: JSON.stringify(hover?.contents ?? ''),
  colors: colors.map(({ range }) => range.start.line + 1),
}))
await rm(folder, { recursive: true })
