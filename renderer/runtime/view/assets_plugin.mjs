// What the view bundle needs besides code: the documented tags, the fallback font, the regions of pickers and the map's world.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const WEIGHTS = ['400', '700']
const FACE = /@font-face\s*{[^}]*}/g
const WOFF2 = /url\(\.\/files\/([\w.-]+\.woff2)\) format\('woff2'\)/

/** Copies the font's parts and writes one style sheet whose `unicode-range`s load only what a text needs. */
async function copyFont(root, out) {
  const source = join(root, 'node_modules', '@fontsource', 'noto-sans-sc')
  const target = join(out, 'fonts')
  await mkdir(target, { recursive: true })
  const faces = []
  for (const weight of WEIGHTS) {
    const css = await readFile(join(source, `${weight}.css`), 'utf8')
    for (const [face] of css.matchAll(FACE)) {
      const name = WOFF2.exec(face)?.[1]
      if (!name) throw new Error(`no woff2 in ${weight}.css`)
      await copyFile(join(source, 'files', name), join(target, name))
      faces.push(face.replace(/src:[^;]*;/, `src:url(${name}) format('woff2');`).replace(/\s+/g, ' '))
    }
  }
  await writeFile(join(target, 'noto-sans-sc.css'), faces.join('\n'))
  await copyFile(join(source, 'LICENSE'), join(target, 'LICENSE'))
}

/** Writes provinces, cities and districts as JSON. */
async function writeRegions(root, out) {
  const module = join(root, 'node_modules', '@vant', 'area-data', 'dist', 'index.cjs')
  const { areaList } = await import(pathToFileURL(module).href).then((loaded) => loaded.areaList ? loaded : loaded.default)
  const { province_list: provinces, city_list: cities, county_list: districts } = areaList
  await writeFile(join(out, 'regions.json'), JSON.stringify({ provinces, cities, districts }))
}

/** What the view's components read of their reference. */
const needed = ({ name, attributes, legacyAttributes, trustedTags }) => ({
  name, trustedTags, legacyAttributes,
  attributes: attributes.map((attribute) => ({ name: attribute.name, type: attribute.type, default: attribute.default })),
})

/** esbuild plugin of the view bundle. */
export function viewAssets(root) {
  return {
    name: 'view-assets',
    async setup(build) {
      const options = build.initialOptions
      const reference = JSON.parse(await readFile(join(root, 'resources', 'reference', 'components.json'), 'utf8'))
      options.define = { ...options.define, DOCUMENTED_TAGS: JSON.stringify(reference.components.map(({ name }) => name)) }
      // The view needs defaults and trusted tags, not the whole reference.
      build.onLoad({ filter: /[\\/]reference[\\/]components\.json$/ }, () => ({ loader: 'json', contents: JSON.stringify({ components: reference.components.map(needed) }) }))
      build.onEnd(async (result) => {
        if (result.errors.length || !options.outfile) return
        const out = dirname(options.outfile)
        await copyFont(root, out)
        await writeRegions(root, out)
        // Coasts and borders of the world, drawn by <map>.
        await copyFile(join(root, 'node_modules', 'world-atlas', 'countries-50m.json'), join(out, 'atlas.json'))
      })
    },
  }
}
