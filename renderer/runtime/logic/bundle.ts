/** What the compiler made, fetched when needed: the manifest, chunks, source maps. */
import type { Chunk, ComponentUnit, Diagnostic, Manifest, ModuleUnit, StyleUnit } from '../shared/chunk'
import { natives } from './natives'

/** The parts of the app known so far. */
export class Bundle {
  manifest!: Manifest
  readonly modules = new Map<string, ModuleUnit>()
  readonly components = new Map<string, ComponentUnit>()
  readonly styles = new Map<string, StyleUnit>()
  private readonly chunks = new Map<string, Promise<Chunk>>()
  private readonly loaded = new Map<string, Chunk>()

  constructor(public base: string) {}

  async open(): Promise<void> {
    this.manifest = (await this.json('manifest.json')) as Manifest
  }

  /** Load a chunk once; its units are known afterwards. */
  chunk(name: string): Promise<Chunk> {
    let loading = this.chunks.get(name)
    if (!loading) {
      loading = this.json(chunkPath(name)).then((value) => this.add(value as Chunk))
      loading.catch(() => this.chunks.delete(name))
      this.chunks.set(name, loading)
    }
    return loading
  }

  /** Load a chunk now, blocking: for code that needs a module of a package not loaded yet. */
  chunkSync(name: string): Chunk | null {
    const known = this.loaded.get(name)
    if (known) return known
    const request = new natives.XMLHttpRequest()
    request.open('GET', this.base + chunkPath(name), false)
    try {
      request.send()
    } catch {
      // What the host does not have is a network error to a synchronous request.
      return null
    }
    return request.status === 200 ? this.add(JSON.parse(request.responseText) as Chunk) : null
  }

  diagnostics(name: string): readonly Diagnostic[] {
    return this.loaded.get(name)?.diagnostics ?? []
  }

  isPage(route: string): boolean {
    return this.manifest.pages.some((page) => page.route === route)
  }

  /** A newer generation lies at `base`; the named chunks have to be fetched again. */
  renew(base: string, stale: readonly string[]): void {
    this.base = base
    for (const name of stale) {
      this.chunks.delete(name)
      this.loaded.delete(name)
    }
  }

  async sourceMap(path: string): Promise<string | null> {
    const response = await natives.fetch(`${this.base}source-map/${encodePath(path)}`)
    return response.ok ? response.text() : null
  }

  private async json(path: string): Promise<unknown> {
    const response = await natives.fetch(this.base + path)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`)
    return response.json()
  }

  private add(chunk: Chunk): Chunk {
    for (const [path, unit] of Object.entries(chunk.modules)) this.modules.set(path, unit)
    for (const [path, unit] of Object.entries(chunk.components)) this.components.set(path, unit)
    for (const [path, unit] of Object.entries(chunk.styles)) this.styles.set(path, unit)
    this.loaded.set(chunk.name, chunk)
    return chunk
  }
}

function chunkPath(name: string): string {
  return `chunk/${encodePath(name)}.json`
}

export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
