// Builds the fonts beside the view bundle: text in two scripts, the icons of component libraries, and a blank for all other private characters.
import { transform } from 'esbuild'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import svg2ttf from 'svg2ttf'

const WEIGHTS = ['400', '700']
const FACE = /@font-face\s*{[^}]*}/g
const WOFF2 = /url\(\.\/files\/([\w.-]+\.woff2)\) format\('woff2'\)/
/** Families of text, each a package; `parts` narrows which of its files are taken, `as` is the name given to it here. */
const TEXT = [
  { name: 'noto-sans-sc', as: 'Noto Sans SC', parts: /./, weights: WEIGHTS },
  { name: 'inter', as: 'Phone Sans', parts: /-(latin|latin-ext)-/, weights: WEIGHTS },
  { name: 'noto-emoji', as: 'Phone Emoji', parts: /-\d+-400-/, weights: ['400'] },
]
/** The private characters, where icon fonts live. */
const PRIVATE = [[0xe000, 0xf8ff], [0xf0000, 0xffffd], [0x100000, 0x10fffd]]
const UNITS = 960
const DESCENT = 120
const FIRST = 0xe000
/** A thousandth of an em: browsers refuse fonts that draw nothing at all. */
const SPECK = 'M0 0L1 0L0 1Z'
const RULE = /\.[\w-]*?icon-([\w-]+):+before\s*{[^}]*content:\s*['"]\\([\da-f]+)['"]/gi

/** Copies the fonts' parts and returns style sheets whose `unicode-range`s load only what a text needs. */
async function textFaces(root, target) {
  const faces = []
  for (const { name, as, parts, weights } of TEXT) {
    const source = join(root, 'node_modules', '@fontsource', name)
    for (const weight of weights) {
      for (const [face] of (await readFile(join(source, `${weight}.css`), 'utf8')).matchAll(FACE)) {
        const file = WOFF2.exec(face)?.[1]
        if (!file) throw new Error(`no woff2 in ${name}/${weight}.css`)
        if (!parts.test(file)) continue
        await copyFile(join(source, 'files', file), join(target, file))
        faces.push(face.replace(/font-family:[^;]*;/, `font-family:"${as}";`).replace(/src:[^;]*;/, `src:url(${file}) format('woff2');`).replace(/\s+/g, ' '))
      }
    }
    await copyFile(join(source, 'LICENSE'), join(target, `LICENSE-${name}`))
  }
  return faces
}

/** A font of glyphs one em wide; `outlines` are paths whose y axis points up. */
function drawnFont(outlines) {
  const glyphs = outlines.map(({ name, code, path }) => `<glyph glyph-name="${name}" unicode="&#x${code.toString(16)};" d="${path}"/>`)
  const face = `<font-face font-family="icons" units-per-em="${UNITS}" ascent="${UNITS - DESCENT}" descent="${-DESCENT}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><defs><font id="icons" horiz-adv-x="${UNITS}">${face}<missing-glyph horiz-adv-x="${UNITS}"/>${glyphs.join('')}</font></defs></svg>`
  return Buffer.from(svg2ttf(svg, { ts: 0 }).buffer)
}

/** Icons drawn one a file, as a font. */
async function fontOfDrawings({ drawings, size }, source) {
  const { default: svgpath } = await import('svgpath')
  const scale = UNITS / size
  const files = (await readdir(join(source, drawings))).filter((file) => file.endsWith('.svg')).sort()
  const outlines = []
  for (const [index, file] of files.entries()) {
    const svg = await readFile(join(source, drawings, file), 'utf8')
    const body = svg.replace(/<(defs|clipPath)[\s>].*?<\/\1>/gs, '')
    const paths = [...body.matchAll(/<path[^>]*?\sd="([^"]+)"/g)].map(([, path]) => path)
    const path = svgpath(paths.join('')).abs().scale(scale, -scale).translate(0, UNITS - DESCENT).round(1).toString()
    outlines.push({ name: file.slice(0, -4), code: FIRST + index, path })
  }
  return { font: drawnFont(outlines), names: Object.fromEntries(outlines.map(({ name, code }) => [name, code])) }
}

/** A package's own font, and the names its style sheet gives to its characters. */
async function ownFont({ font, sheet }, source) {
  const rules = (await readFile(join(source, sheet), 'utf8')).matchAll(RULE)
  return { font: await readFile(join(source, font)), names: Object.fromEntries([...rules].map(([, name, code]) => [name, parseInt(code, 16)])) }
}

async function writeIcons(root, target) {
  const { fonts } = JSON.parse(await readFile(join(root, 'resources', 'icon_fonts.json'), 'utf8'))
  for (const entry of fonts) {
    const source = join(root, 'node_modules', entry.package)
    const { font, names } = await (entry.drawings ? fontOfDrawings : ownFont)(entry, source)
    if (!Object.keys(names).length) throw new Error(`no icons in ${entry.package}`)
    await writeFile(join(target, `icons-${entry.id}.ttf`), font)
    await writeFile(join(target, `icons-${entry.id}.json`), JSON.stringify(names))
    await copyFile(join(root, 'node_modules', entry.licence), join(target, `LICENSE-${entry.id}`))
  }
}

/** The font of last resort: an em of nothing, where a phone without the icon font would show a box. */
async function writeBlank(root, target) {
  const source = await readFile(join(root, 'renderer', 'runtime', 'shared', 'sfnt.ts'), 'utf8')
  const { code } = await transform(source, { loader: 'ts', format: 'esm' })
  const { withRanges } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  const font = drawnFont([{ name: 'blank', code: FIRST, path: SPECK }])
  await writeFile(join(target, 'blank.ttf'), withRanges(font, PRIVATE, 1))
  return `@font-face { font-family:"Blank Icons"; src:url(blank.ttf) format('truetype'); unicode-range:U+E000-F8FF,U+F0000-FFFFD,U+100000-10FFFD; }`
}

/** Writes all fonts into `<out>/fonts`, with the style sheet every page links. */
export async function writeFonts(root, out) {
  const target = join(out, 'fonts')
  await mkdir(target, { recursive: true })
  const faces = [...(await textFaces(root, target)), await writeBlank(root, target)]
  await writeFile(join(target, 'fonts.css'), faces.join('\n'))
  await writeIcons(root, target)
}
