/** `npm.pack`: one package of `node_modules` as the official tool's "build npm" makes it. */

import { createRequire } from 'node:module'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type * as Esbuild from 'esbuild'
import { at, diagnose, type Code, type Diagnostic } from '../diagnostics'

export interface PackItem {
  /** Folder that holds `node_modules`. */
  root: string
  name: string
  /** Path of the packed package, for example `miniprogram_npm/dayjs`. */
  dest: string
}

/** Text, or the bytes of a file that is no text. */
export type PackedFile = string | { base64: string }
export interface PackResult { files: Record<string, PackedFile>; diagnostics: Diagnostic[] }

interface Manifest { main?: unknown; miniprogram?: unknown }

const load = createRequire(__filename)
const DEFAULT_FOLDER = 'miniprogram_dist'

export async function packNpm(item: PackItem): Promise<PackResult> {
  const home = join(item.root, 'node_modules', item.name)
  const file = `node_modules/${item.name}/package.json`
  const failed = (code: Code, values: Record<string, string> = {}): PackResult =>
    ({ files: {}, diagnostics: [diagnose(code, file, at(1, 1), { name: item.name, ...values })] })
  let manifest: Manifest
  try {
    manifest = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as Manifest
  } catch (error) {
    return failed((await kind(home)) === 'folder' ? 'npm-bad-manifest' : 'npm-package-missing', { reason: String(error) })
  }
  const folder = typeof manifest.miniprogram === 'string' ? manifest.miniprogram : DEFAULT_FOLDER
  const source = join(home, folder)
  if (relative(home, source).startsWith('..')) return failed('npm-outside', { folder })
  if ((await kind(source)) === 'folder') return { files: await copied(source, item.dest), diagnostics: [] }
  if (typeof manifest.miniprogram === 'string') return failed('npm-no-folder', { folder })
  return bundled(item, home, manifest, failed)
}

async function kind(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch {
    return 'nothing'
  }
}

async function copied(folder: string, dest: string): Promise<Record<string, PackedFile>> {
  const files: Record<string, PackedFile> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const inside = relative(folder, path).split(sep).join('/')
    if (inside.split('/').includes('node_modules')) continue
    files[`${dest}/${inside}`] = content(await readFile(path))
  }
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function content(bytes: Buffer): PackedFile {
  const text = bytes.toString('utf8')
  return text.includes('\u0000') || !Buffer.from(text, 'utf8').equals(bytes) ? { base64: bytes.toString('base64') } : text
}

async function bundled(item: PackItem, home: string, manifest: Manifest, failed: (code: Code, values?: Record<string, string>) => PackResult): Promise<PackResult> {
  const entry = await mainFile(home, manifest)
  if (!entry) return failed('npm-no-entry', { main: String(manifest.main ?? 'index.js') })
  const esbuild = load('esbuild') as typeof Esbuild
  try {
    const result = await esbuild.build({
      entryPoints: [entry], bundle: true, write: false, format: 'cjs', platform: 'neutral', target: 'es2018', mainFields: ['main'],
      packages: 'external', logLevel: 'silent', absWorkingDir: home, charset: 'utf8', legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"' },
    })
    return { files: { [`${item.dest}/index.js`]: result.outputFiles[0]!.text }, diagnostics: [] }
  } catch (thrown) {
    const failure = thrown as Esbuild.BuildFailure
    if (!failure.errors) throw thrown
    return { files: {}, diagnostics: failure.errors.map(({ text, location }) => {
      const place = at(location?.line ?? 1, (location?.column ?? 0) + 1)
      return diagnose('npm-bundle', `node_modules/${item.name}/${location?.file ?? 'package.json'}`, place, { name: item.name, reason: text })
    }) }
  }
}

async function mainFile(home: string, manifest: Manifest): Promise<string | undefined> {
  const main = typeof manifest.main === 'string' && manifest.main ? manifest.main : 'index.js'
  for (const candidate of [main, `${main}.js`, `${main}.json`, `${main}/index.js`, 'index.js']) {
    const path = join(home, candidate)
    if (!relative(home, path).startsWith('..') && (await kind(path)) === 'file') return path
  }
  return undefined
}
