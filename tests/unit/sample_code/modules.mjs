// Bundles a module of a sample as the toolchain would, and imports it.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const esbuild = require('esbuild')
const SAMPLES = new URL('../../../resources/samples/', import.meta.url)

/** The module at a path below resources/samples, without its ending. */
export async function load(path) {
  const { outputFiles } = esbuild.buildSync({ entryPoints: [fileURLToPath(new URL(`${path}.ts`, SAMPLES))], bundle: true, format: 'esm', target: 'es2020', write: false })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}
