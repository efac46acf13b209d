// What the view bundle needs besides code: the documented tags, its fonts, the regions of pickers and the map's world.
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeFonts } from './font_assets.mjs'

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
        await writeFonts(root, out)
        await writeRegions(root, out)
        // Coasts and borders of the world, drawn by <map>.
        await copyFile(join(root, 'node_modules', 'world-atlas', 'countries-50m.json'), join(out, 'atlas.json'))
      })
    },
  }
}
