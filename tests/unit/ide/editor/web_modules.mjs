// Bundles a module of the editor's page, so that Node can run it without Monaco's own page.
import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Monaco's API needs a document; grammars only name things of it. */
const withoutPage = {
  name: 'without-page',
  setup(bundle) {
    bundle.onResolve({ filter: /editor\.api(\.js)?$/ }, () => ({ path: 'api', namespace: 'nothing' }))
    bundle.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({
      contents: `const nothing = new Proxy(function () {}, { get: () => nothing, apply: () => nothing })
        export { nothing as languages, nothing as editor, nothing as Uri, nothing as Emitter, nothing as Range }`,
    }))
  },
}

export async function load(path) {
  const folder = await mkdtemp(join(tmpdir(), 'editor-'))
  const outfile = join(folder, 'module.mjs')
  await build({
    entryPoints: [join(process.cwd(), 'ide/editor/web', path)],
    bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error', plugins: [withoutPage],
  })
  const loaded = await import(pathToFileURL(outfile).href)
  await rm(folder, { recursive: true })
  return loaded
}
