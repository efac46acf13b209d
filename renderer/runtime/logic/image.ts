/** Images of app code: loaded in the worker, drawn on canvases. */
import { resourceUrl } from '../shared/resource_url'
import { invoke } from './api/outcome'
import { counted } from './api/call'
import { natives } from './natives'
import { program } from './program'

/** What `canvas.createImage()` returns. */
export class CanvasImage {
  onload: unknown = null
  onerror: unknown = null
  width = 0
  height = 0
  referrerPolicy = ''
  #source = ''
  #bitmap: ImageBitmap | null = null
  #loads = 0

  get src(): string {
    return this.#source
  }

  set src(value: string) {
    this.#source = String(value)
    this.#loads += 1
    const load = this.#loads
    void counted(async () => {
      try {
        const bitmap = await loadBitmap(this.#source)
        if (load !== this.#loads) return
        this.#bitmap = bitmap
        this.width = bitmap.width
        this.height = bitmap.height
        this.#tell(this.onload, { type: 'load', target: this })
      } catch (error) {
        this.#tell(this.onerror, { type: 'error', errMsg: `load image fail: ${error instanceof Error ? error.message : String(error)}` })
      }
    })
  }

  /** Handlers are methods of the image: libraries read `this`. */
  #tell(handler: unknown, event: unknown): void {
    if (typeof handler === 'function') invoke(handler.bind(this), event)
  }

  get complete(): boolean {
    return this.#bitmap !== null
  }

  get naturalWidth(): number {
    return this.#bitmap?.width ?? 0
  }

  get naturalHeight(): number {
    return this.#bitmap?.height ?? 0
  }

  /** What a canvas can draw, or null while it loads. */
  static bitmap(image: unknown): unknown {
    return image instanceof CanvasImage ? image.#bitmap : image
  }
}

/** Load and decode an image of the package, the phone or the network. */
export async function loadBitmap(source: string, route = program().router.top?.route ?? ''): Promise<ImageBitmap> {
  const url = resourceUrl(source, program().bundle.base, route)
  const response = await natives.fetch(url)
  if (!response.ok) throw new Error(`${source} ${response.status}`)
  return natives.createImageBitmap(await response.blob())
}
