// Bundles the facts about wx.* as the module `minideck:api-table`: names, shapes and homes, nothing else.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const CALLBACKS = new Set(['success', 'fail', 'complete'])
const names = (fields) => (fields ?? []).map((field) => field.name.replace(/^\.\.\./, ''))

/** [kind, promise, positional parameters, options, since, returned manager, result fields] */
function row(api) {
  const positional = names(api.params)
  const options = names(api.options ?? api.params?.[0]?.fields).filter((name) => !CALLBACKS.has(name))
  const results = [...names(api.success), ...names(api.returns?.fields)]
  const promise = api.promise || api.promiseTypings ? 1 : 0
  return [api.kind, promise, positional, options, api.since ?? '', api.returns?.type ?? '', results]
}

function manager(name, definition, promised) {
  const shape = (method) => {
    const [kind, promise, positional] = row(method)
    return [kind, promise || promised.has(`${name}.${method.name}`) ? 1 : 0, positional, method.returns?.type ?? '']
  }
  const methods = Object.fromEntries((definition.methods ?? []).map((method) => [method.name, shape(method)]))
  const properties = Object.fromEntries((definition.properties ?? []).map((item) => [item.name, item.default ?? null]))
  const writable = (definition.properties ?? []).filter((item) => !item.readonly).map((item) => item.name)
  return { methods, properties, writable }
}

function component(definition) {
  const attributes = {}
  for (const attribute of definition.attributes ?? []) {
    const values = Object.fromEntries((attribute.enum ?? []).map((item) => [item.value ?? item, item.since ?? '']))
    attributes[attribute.name] = [attribute.since ?? '', values]
  }
  for (const event of definition.events ?? []) attributes[event.attr ?? event.name] = [event.since ?? '', {}]
  return [definition.since ?? '', attributes]
}

async function table(root) {
  const json = async (name) => JSON.parse(await readFile(join(root, 'resources/reference', name), 'utf8'))
  const apis = await json('apis.json')
  const components = await json('components.json')
  const homes = await readFile(join(root, 'resources/api_homes.toml'), 'utf8')
  const home = (name) => {
    const list = new RegExp(`^${name} = \\[([^\\]]*)\\]`, 'm').exec(homes)
    return [...list[1].matchAll(/"([^"]+)"/g)].map((match) => match[1])
  }
  const promised = new Set(home('promised'))
  const short = (name) => name.replace(/^wx\./, '').replace(/^cloud\./, '')
  return {
    apis: Object.fromEntries([...apis.legacyApis, ...apis.apis].map((api) => [short(api.name), row(api)])),
    managers: Object.fromEntries(Object.entries(apis.managers).map(([name, item]) => [name, manager(name, item, promised)])),
    cloud: Object.fromEntries(apis.cloud.map((api) => [short(api.name), row(api)])),
    components: Object.fromEntries(components.components.map((item) => [item.name, component(item)])),
    worker: home('worker'),
    runtime: home('runtime'),
  }
}

/** esbuild plugin; `root` is the project's folder. */
export const apiTable = (root) => ({
  name: 'api-table',
  setup(build) {
    build.onResolve({ filter: /^minideck:api-table$/ }, () => ({ path: 'api-table', namespace: 'minideck' }))
    build.onLoad({ filter: /.*/, namespace: 'minideck' }, async () => ({
      contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(await table(root)))})`,
      watchFiles: [join(root, 'resources/reference/apis.json'), join(root, 'resources/api_homes.toml')],
    }))
  },
})
