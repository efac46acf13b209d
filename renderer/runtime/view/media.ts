/** Images and fonts loaded for the logic: wx.getImageInfo and wx.loadFontFace. */
import type { Json, JsonObject } from '../shared/chunk'
import type { Page } from './page'

/** Size of an image; rejects when it cannot be loaded. */
export async function loadImage(url: string): Promise<Json> {
  const image = new Image()
  image.src = url
  try {
    await image.decode()
  } catch {
    throw new Error('the image cannot be loaded')
  }
  return { width: image.naturalWidth, height: image.naturalHeight, path: url }
}

interface KnownFont {
  readonly family: string
  readonly source: string
  readonly desc: JsonObject
}

/** Fonts every page has, those opened later too. */
const everywhere: KnownFont[] = []

/** Addresses in `url("…")` → those of the host. */
const located = (page: Page, source: string): string =>
  source.replace(/url\(\s*(["']?)(.*?)\1\s*\)/g, (_, __, address: string) => `url("${page.resourceUrl(address)}")`)

async function add(page: Page, { family, source, desc }: KnownFont): Promise<void> {
  const { FontFace } = page.window as unknown as { FontFace: typeof globalThis.FontFace }
  const descriptors: FontFaceDescriptors = {}
  if (typeof desc['style'] === 'string') descriptors.style = desc['style']
  if (desc['weight'] !== undefined) descriptors.weight = String(desc['weight'])
  const face = new FontFace(family, located(page, source), descriptors)
  page.document.fonts.add(face)
  await face.load()
}

/** Make a font known on the page, or with `desc.global` everywhere; rejects when it cannot be loaded. */
export async function loadFont(page: Page, family: string, source: string, desc: JsonObject): Promise<Json> {
  const font = { family, source, desc }
  if (desc['global'] === true) everywhere.push(font)
  try {
    await add(page, font)
  } catch {
    throw new Error('network error')
  }
  return { status: 'loaded' }
}

/** Give a new page the fonts loaded for all. */
export function addKnownFonts(page: Page): void {
  for (const font of everywhere) {
    add(page, font).catch(() => page.report('resource', `the font ${font.family} cannot be loaded`))
  }
}
