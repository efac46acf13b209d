// Runs one script with the unmodified `miniprogram-automator` and prints what was said over the wire.
// At the end stands which of its methods the script has called.
// node driver.cjs ENDPOINT SCRIPT                  a server that runs
// node driver.cjs ENDPOINT SCRIPT CLI PROJECT      one that `automator.launch` starts
const assert = require('node:assert/strict')
const { EventEmitter } = require('node:events')
const automator = require('miniprogram-automator')

const [, , endpoint, script, cliPath, projectPath] = process.argv
const names = new Map()

/** Ids that differ from run to run, by the order in which they come. */
function named(kind, id) {
  const key = `${kind}:${id}`
  if (!names.has(key)) names.set(key, `${kind}-${[...names.keys()].filter((one) => one.startsWith(`${kind}:`)).length + 1}`)
  return names.get(key)
}

/** What is long or differs from run to run; the script looks at it. */
const VOLATILE = { stack: () => '…', version: () => '…', report: () => 'a page', data: (value) => (/^iVBOR/.test(value) ? 'a picture' : value.startsWith('{') ? 'an object' : value) }

function normal(value, key = '') {
  if (Array.isArray(value)) return value.map((item) => normal(item))
  if (key === 'pageId') return named('page', value)
  if (key === 'elementId' || key === 'nodeId') return named('element', value)
  if (typeof value === 'string' && VOLATILE[key]) return VOLATILE[key](value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, normal(member, name)]))
}

const said = []
/** Events of a step: when one comes, beside the answers, is not said. */
const events = []
const asked = new Map()
let quiet = false

const show = (value) => JSON.stringify(normal(value))

const called = new Set()
const watched = new Set()

/** Note which methods of a class the scripts call, by the class that has them. */
function watch(type) {
  if (!type?.prototype || type === EventEmitter || watched.has(type)) return
  watched.add(type)
  watch(Object.getPrototypeOf(type))
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(type.prototype))) {
    if (name === 'constructor' || typeof value !== 'function') continue
    type.prototype[name] = function (...given) {
      if (new Error().stack.split('\n')[2]?.includes(__dirname)) called.add(`${type.name}.${name}`)
      return value.apply(this, given)
    }
  }
}

/** Watch every class of the SDK; those of elements as soon as there is one. */
function watchAll() {
  const { default: Element } = require('miniprogram-automator/out/Element')
  const create = Element.create.bind(Element)
  Element.create = (...given) => {
    const made = create(...given)
    watch(made.constructor)
    return made
  }
  for (const name of ['Automator', 'MiniProgram', 'Native', 'Page']) watch(require(`miniprogram-automator/out/${name}`).default)
}

/** Hear the frames of a connection, as they are sent and received. */
function record(connection) {
  const { transport } = connection
  const send = transport.send.bind(transport)
  transport.send = (text) => {
    const { id, method, params } = JSON.parse(text)
    if (!quiet) asked.set(id, said.push(`> ${method} ${show(params)}`))
    send(text)
  }
  transport.on('message', (text) => {
    const { id, method, params, result, error } = JSON.parse(text)
    if (id === undefined) events.push(`! ${method} ${show(params)}`)
    else if (asked.has(id)) said.push(error ? `< error ${error.message.replace(/^(page|element) e?[\d.]+/, '$1 …')}` : `< ${show(result)}`)
  })
}

/** Wait for something to become true, unrecorded: how often it is asked says nothing. */
async function until(fact) {
  quiet = true
  try {
    while (!(await fact())) await new Promise((done) => setTimeout(done, 20))
  } finally {
    quiet = false
  }
}

async function main() {
  watchAll()
  const port = Number(new URL(endpoint).port)
  const launched = cliPath && { cliPath, projectPath, port, args: ['--without-token'], cwd: process.cwd(), timeout: 150000 }
  const mini = await (launched ? automator.launch(launched) : automator.connect({ wsEndpoint: endpoint }))
  // The frames of a launched one come as its sleeps end.
  if (!launched) record(mini.connection)
  /** Open a page on its own, as `reLaunch` does without its three seconds of sleep. */
  const open = async (url) => {
    await mini.callWxMethod('reLaunch', { url })
    return mini.currentPage()
  }
  const step = (name) => said.push(...events.splice(0), '', `# ${name}`)
  await require(script)({ mini, open, step, until, assert, automator, endpoint })
  mini.disconnect()
  said.push(...events.splice(0), '', '# methods called', ...[...called].sort())
  // The SDK would wait for another fifteen seconds after the end of what it launched.
  process.stdout.write(`${said.join('\n').trim()}\n`, () => process.exit(0))
}

main().catch((error) => {
  process.stderr.write(`${said.slice(-12).join('\n')}\n${error.stack}\n`)
  process.exit(1)
})
