/** Icon fonts that libraries load from the network, drawn from our copy of the same icons: the library's sheet says which character is which. */
import table from '../../../resources/icon_fonts.json'
import { glyphsOf, withCharacters } from '../shared/sfnt'

interface IconFont {
  readonly id: string
  readonly family: string
  readonly address: RegExp
  /** A rule of the sheet: the icon's name, and its character as an escape or as itself. */
  readonly rule: RegExp
}

const FONTS: readonly IconFont[] = table.fonts.map(({ id, family, address, classPrefix }) => ({
  id,
  family,
  address: new RegExp(address),
  rule: new RegExp(`${classPrefix}([\\w-]+?)::?before\\s*\\{[^}]*?content:\\s*(["'])(?:\\\\([\\da-f]{4,6})\\s?|([^\\\\"']{1,2}))\\2`, 'gi'),
}))
const FACE = /@font-face\s*\{[^}]*\}/gi
const FAMILY = /font-family\s*:\s*(["']?)([^;"'}]+)\1/i
const ADDRESS = /url\(\s*["']?([^"')]+)/gi

interface Copy {
  readonly font: Uint8Array
  readonly glyphs: ReadonlyMap<number, number>
  /** Character of each icon in our font. */
  readonly names: Readonly<Record<string, number>>
}

/** An icon font that a sheet wants, and the characters of its icons there. */
export interface Wanted {
  readonly id: string
  readonly family: string
  readonly characters: ReadonlyMap<string, number>
}

/** The icon fonts of our table that `css` declares. */
export function wantedFonts(css: string): Wanted[] {
  if (!css.includes('@font-face')) return []
  const wanted: Wanted[] = []
  for (const [face] of css.matchAll(FACE)) {
    const family = FAMILY.exec(face)?.[2]?.trim()
    const known = FONTS.find((font) => font.family === family && [...face.matchAll(ADDRESS)].some(([, address]) => font.address.test(address as string)))
    if (!known) continue
    const rules = [...css.matchAll(known.rule)]
    const characters = new Map(rules.map(([, name, , escape, itself]) => [name as string, escape ? parseInt(escape, 16) : (itself as string).codePointAt(0) as number]))
    wanted.push({ id: known.id, family: known.family, characters })
  }
  return wanted
}

const copies = new Map<string, Promise<Copy>>()

async function load(id: string, folder: string): Promise<Copy> {
  const [font, names] = await Promise.all([
    fetch(`${folder}/icons-${id}.ttf`).then((answer) => answer.arrayBuffer()),
    fetch(`${folder}/icons-${id}.json`).then((answer) => answer.json() as Promise<Record<string, number>>),
  ])
  const bytes = new Uint8Array(font)
  return { font: bytes, glyphs: glyphsOf(bytes), names }
}

/** The font with the characters the sheet gives to the icons; an icon we have not stays blank. */
async function fontFor({ id, characters }: Wanted, folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const copy = copies.get(id) ?? load(id, folder)
  copies.set(id, copy)
  const { font, glyphs, names } = await copy
  const mapped = new Map<number, number>()
  for (const [name, character] of characters) {
    const glyph = glyphs.get(names[name] ?? -1)
    if (glyph !== undefined) mapped.set(character, glyph)
  }
  return withCharacters(font, mapped)
}

const pending = new Set<Promise<void>>()

/** Resolves when all icon fonts asked for so far are there. */
export const iconFontsLoaded = async (): Promise<void> => void (await Promise.allSettled(pending))

async function add(document: Document, wanted: Wanted, folder: string): Promise<void> {
  const font = await fontFor(wanted, folder)
  const { defaultView } = document
  // The page may have gone meanwhile.
  if (!defaultView) return
  const { FontFace } = defaultView as unknown as { FontFace: typeof globalThis.FontFace }
  document.fonts.add(new FontFace(wanted.family, font))
}

/** Give a page's document the icon fonts that one of its sheets declares; `folder` is where our fonts lie. */
export function addIconFonts(document: Document, css: string, folder: string, failed: (message: string) => void): void {
  for (const wanted of wantedFonts(css)) {
    const adding = add(document, wanted, folder).catch((error: unknown) => failed(`icons ${wanted.id}: ${String(error)}`))
    pending.add(adding)
    void adding.finally(() => pending.delete(adding))
  }
}
