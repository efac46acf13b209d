// Bundles a module of the editor's page, so that Node can run it.
import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export async function load(path) {
  const folder = await mkdtemp(join(tmpdir(), 'editor-'))
  const outfile = join(folder, 'module.mjs')
  await build({
    entryPoints: [join(process.cwd(), 'ide/editor/web', path)],
    bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error', loader: { '.ttf': 'empty', '.css': 'empty' },
  })
  const loaded = await import(pathToFileURL(outfile).href)
  await rm(folder, { recursive: true })
  return loaded
}
