/** Less → CSS through the official compiler. */

import { createRequire } from 'node:module'
import { diagnose } from '../diagnostics'
import { folder } from '../paths'
import { findSource } from './sources'
import type { WxssCompileItem } from './compile'
import type { Css } from './preprocess'

interface LessError { message: string; filename?: string; line?: number; column?: number; type?: string }
interface LessFile { contents: string; filename: string }
interface LessModule {
  FileManager: new () => object
  render(source: string, options: object): Promise<{ css: string }>
}

const load = createRequire(__filename)
const ROOT = '/'

export async function compileLess(path: string, item: WxssCompileItem): Promise<Css> {
  const less = load('less') as LessModule
  class Sources extends less.FileManager {
    supports(): boolean { return true }
    supportsSync(): boolean { return true }
    loadFile(filename: string, directory: string, options: { currentFileInfo?: { filename?: string } } | undefined): Promise<LessFile> {
      const file = this.read(filename, directory, options)
      return 'error' in file ? Promise.reject(file.error) : Promise.resolve(file)
    }
    loadFileSync(filename: string, directory: string, options: object | undefined): LessFile | { error: Error } {
      return this.read(filename, directory, options)
    }
    private read(filename: string, directory: string, _options: object | undefined): LessFile | { error: Error } {
      const from = `${directory.slice(ROOT.length)}x`
      const found = findSource(item, importers.get(directory) ?? from, filename, ['.less', '.wxss', '.css'])
      if (found === undefined) return { error: Object.assign(new Error(`'${filename}' wasn't found`), { type: 'File' }) }
      importers.set(`${ROOT}${folder(found)}${folder(found) ? '/' : ''}`, found)
      return { contents: item.sources[found]!, filename: ROOT + found }
    }
  }
  const importers = new Map<string, string>([[`${ROOT}${folder(path)}${folder(path) ? '/' : ''}`, path]])
  const plugin = { install: (_: object, manager: { addFileManager(files: object): void }): void => manager.addFileManager(new Sources()) }
  try {
    const { css } = await less.render(item.sources[path] ?? '', { filename: ROOT + path, plugins: [plugin], javascriptEnabled: false })
    return { text: css, diagnostics: [] }
  } catch (thrown) {
    const error = thrown as LessError
    const line = error.line ?? 1
    const column = (error.column ?? 0) + 1
    const file = error.filename?.startsWith(ROOT) ? error.filename.slice(ROOT.length) : path
    return { text: '', diagnostics: [diagnose('wxss-less', file, { line, column, endLine: line, endColumn: column }, { reason: error.message })] }
  }
}
