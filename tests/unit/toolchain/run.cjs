// Runs compiled script bodies as CommonJS modules and prints what `main` exports.
const { createInterface } = require('node:readline')

const plain = (value, depth = 0) => {
  if (typeof value === 'function') return /^class\b/.test(String(value)) ? 'class' : 'function'
  if (value === null || typeof value !== 'object' || depth > 5) return value
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1))
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(value[key], depth + 1)]))
}

const run = (bodies) => {
  const cache = {}
  const require = (name) => {
    if (!(name in bodies)) throw new Error(`no module ${name}`)
    if (cache[name]) return cache[name].exports
    const module = (cache[name] = { exports: {} })
    new Function('require', 'module', 'exports', bodies[name]).call(module.exports, require, module, module.exports)
    return module.exports
  }
  require.async = (name) => Promise.resolve().then(() => require(name))
  return plain(require('main'))
}

createInterface({ input: process.stdin }).on('line', (line) => {
  let answer
  try {
    answer = { value: run(JSON.parse(line)) }
  } catch (fault) {
    answer = { error: String(fault.stack) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
})
