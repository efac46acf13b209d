// Renders compiled templates with glass-easel and prints each as text: what a mini-program would show.
const { createInterface } = require('node:readline')
const ge = require(require.resolve('glass-easel', { paths: [process.argv[2]] }))

const show = (node) => {
  if (ge.TextNode.isTextNode(node)) return node.textContent
  const inside = node.childNodes.map(show).join('')
  if (ge.VirtualNode.isVirtualNode(node)) return inside
  const attributes = [...(node.class ? [['class', node.class]] : []), ...node.attributes.map(({ name, value }) => [name, value])]
  const dataset = Object.entries(node.dataset).map(([name, value]) => [`data-${name}`, value])
  const written = [...attributes, ...dataset].map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join('')
  return `<${node.is}${written}>${inside}</${node.is}>`
}

let faults = []
globalThis.__wxsFault = (file, fault) => faults.push(`${file}: ${fault.message ?? fault}`)
ge.globalOptions.throwGlobalError = true

const render = ({ code, path, data }) => {
  faults = []
  const groups = new Function(`return ${code}`)()
  const space = new ge.ComponentSpace()
  const definition = space.defineComponent({ data, template: { groupList: groups, content: groups[path] } })
  const component = ge.Component.createWithContext('root', definition.general(), new ge.EmptyBackendContext())
  return { text: show(component.getShadowRoot()), faults }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  let answer
  try {
    answer = render(JSON.parse(line))
  } catch (fault) {
    answer = { error: String(fault) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
})
