// Bundles the web parts (runtime, toolchain, editor) into resources/web. Run by bootstrap and by the wheel hook.
import { build } from 'esbuild'
import { cp, mkdir, readFile, writeFile, access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apiTable } from '../renderer/runtime/logic/api/table_plugin.mjs'
import { viewAssets } from '../renderer/runtime/view/assets_plugin.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const web = join(root, 'resources', 'web')
const exists = (path) => access(path).then(() => true, () => false)
const withPackages = process.argv.includes('--with-packages')
const only = new Set(process.argv.slice(2).filter((name) => !name.startsWith('--')))

const common = {
  bundle: true,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
}

/** One bundle a name: entry point, output and esbuild's settings. */
const bundles = {
  logic: { entry: 'renderer/runtime/logic/boot.ts', out: 'runtime/logic.js', options: { format: 'iife', target: 'es2022', sourcemap: true, plugins: [apiTable(root)] } },
  view: { entry: 'renderer/runtime/view/boot.ts', out: 'runtime/view.js', options: { format: 'iife', target: 'es2022', sourcemap: true, loader: { '.css': 'text', '.svg': 'text' }, plugins: [viewAssets(root)] } },
  toolchain: {
    entry: 'renderer/toolchain/src/main.ts', out: 'toolchain/toolchain.cjs',
    // esbuild and sass stay packages: one is native, the other loads itself lazily.
    options: { format: 'cjs', platform: 'node', target: 'node20', external: ['esbuild', 'sass', 'less', 'glass-easel-template-compiler'] },
  },
  editor: {
    entry: 'ide/editor/web/main.ts', out: 'editor/editor.js',
    options: { format: 'esm', minify: true, target: 'es2022', splitting: false, loader: { '.ttf': 'file', '.d.ts': 'text' } },
  },
  'format-worker': { entry: 'ide/editor/web/format/worker.ts', out: 'editor/format.worker.js', options: { format: 'iife', minify: true, target: 'es2022' } },
  'format-node': { entry: 'ide/editor/web/format/lines.ts', out: 'editor/format.node.cjs', options: { format: 'cjs', platform: 'node', minify: true, target: 'node20' } },
  'editor-worker': { entry: 'node_modules/monaco-editor/esm/vs/editor/editor.worker.js', out: 'editor/editor.worker.js', options: { format: 'iife', minify: true } },
  'ts-worker': { entry: 'node_modules/monaco-editor/esm/vs/language/typescript/ts.worker.js', out: 'editor/ts.worker.js', options: { format: 'iife', minify: true } },
  'json-worker': { entry: 'node_modules/monaco-editor/esm/vs/language/json/json.worker.js', out: 'editor/json.worker.js', options: { format: 'iife', minify: true } },
  'css-worker': { entry: 'node_modules/monaco-editor/esm/vs/language/css/css.worker.js', out: 'editor/css.worker.js', options: { format: 'iife', minify: true } },
  'html-worker': { entry: 'node_modules/monaco-editor/esm/vs/language/html/html.worker.js', out: 'editor/html.worker.js', options: { format: 'iife', minify: true } },
}

for (const [name, { entry, out, options }] of Object.entries(bundles)) {
  if (only.size && !only.has(name)) continue
  if (!(await exists(join(root, entry)))) continue
  await build({ ...common, ...options, entryPoints: [join(root, entry)], outfile: join(web, out), absWorkingDir: root })
}

/** Copies the packages that the toolchain loads by name, and all they depend on, beside its bundle. */
async function copyPackages(names) {
  const wanted = [...names]
  const done = new Set()
  while (wanted.length) {
    const name = wanted.pop()
    const from = join(root, 'node_modules', name)
    if (done.has(name) || !(await exists(from))) continue
    done.add(name)
    await cp(from, join(web, 'toolchain', 'node_modules', name), { recursive: true })
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8'))
    wanted.push(...Object.keys(dependencies), ...Object.keys(optionalDependencies))
  }
}
if (withPackages) await copyPackages(bundles.toolchain.options.external)

/** The extension libraries that WeChat brings along (`useExtendedLib`). */
for (const name of ['weui-miniprogram']) {
  const from = join(root, 'node_modules', name)
  if (!(await exists(from))) continue
  await cp(join(from, 'miniprogram_dist'), join(web, 'libraries', name), { recursive: true })
  await cp(join(from, 'LICENSE'), join(web, 'libraries', name, 'LICENSE'))
}
