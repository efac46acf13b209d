// Runs one script with the unmodified `miniprogram-automator` and prints what was said over the wire.
// node driver.cjs ENDPOINT SCRIPT
const assert = require('node:assert/strict')
const automator = require('miniprogram-automator')

const [, , endpoint, script] = process.argv
const names = new Map()

/** Ids that differ from run to run, by the order in which they come. */
function named(kind, id) {
  const key = `${kind}:${id}`
  if (!names.has(key)) names.set(key, `${kind}-${[...names.keys()].filter((one) => one.startsWith(`${kind}:`)).length + 1}`)
  return names.get(key)
}

function normal(value, key = '') {
  if (Array.isArray(value)) return value.map((item) => normal(item))
  if (key === 'pageId') return named('page', value)
  if (key === 'elementId' || key === 'nodeId') return named('element', value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, normal(member, name)]))
}

const said = []
const asked = new Map()
let quiet = false

const show = (value) => JSON.stringify(normal(value))

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
    if (id === undefined) said.push(`! ${method} ${show(params)}`)
    else if (asked.has(id)) said.push(error ? `< error ${error.message.replace(/^(page|element) e?\d+/, '$1 …')}` : `< ${show(result)}`)
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
  const mini = await automator.connect({ wsEndpoint: endpoint })
  record(mini.connection)
  /** Open a page on its own, as `reLaunch` does without its three seconds of sleep. */
  const open = async (url) => {
    await mini.callWxMethod('reLaunch', { url })
    return mini.currentPage()
  }
  const step = (name) => said.push('', `# ${name}`)
  await require(script)({ mini, open, step, until, assert, automator })
  mini.disconnect()
  process.stdout.write(`${said.join('\n').trim()}\n`)
}

main().catch((error) => {
  process.stderr.write(`${said.slice(-12).join('\n')}\n${error.stack}\n`)
  process.exit(1)
})
