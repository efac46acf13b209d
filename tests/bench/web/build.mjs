// Bundles the contenders into a folder: node build.mjs TEMPLATE OUT
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { TmplGroup } from 'glass-easel-template-compiler'

const [source, outfile] = process.argv.slice(2)
const group = new TmplGroup()
group.addTmpl('list', await readFile(source, 'utf8'))
const template = {
  name: 'template',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bench:template$/ }, ({ path }) => ({ path, namespace: 'bench' }))
    onLoad({ filter: /.*/, namespace: 'bench' }, () => ({ contents: `export const template = (${group.getTmplGenObjectGroups()})['list']` }))
  },
}
await build({
  entryPoints: [fileURLToPath(new URL('contenders.js', import.meta.url))],
  outfile, bundle: true, minify: true, format: 'iife', target: 'es2022', logLevel: 'warning', plugins: [template],
})
