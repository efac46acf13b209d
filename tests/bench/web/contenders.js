// Hand-written DOM and single-thread glass-easel, driven from outside through `bench`.
import * as glassEasel from 'glass-easel'
import { rows } from './rows.js'
import { template } from 'bench:template'

/** Milliseconds of work up to the geometry of the list, layout included. */
const timed = (work, list) => {
  const started = performance.now()
  work()
  list().getBoundingClientRect()
  return performance.now() - started
}

function handWritten() {
  let title, list, cells
  const mount = (data) => {
    const root = document.createElement('div')
    title = document.createElement('div')
    list = document.createElement('div')
    cells = []
    for (const row of data) {
      const line = document.createElement('div')
      line.className = 'row'
      const name = document.createElement('span')
      name.className = 'name'
      name.textContent = row.name
      const price = document.createElement('span')
      price.className = 'price'
      price.textContent = row.price
      line.append(name, price)
      list.append(line)
      cells.push([name.firstChild, price.firstChild])
    }
    root.append(title, list)
    document.body.replaceChildren(root)
  }
  return {
    list: () => list,
    clear: () => document.body.replaceChildren(),
    mount,
    field: (text) => { title.textContent = text },
    replace: (data) => data.forEach((row, at) => {
      cells[at][0].data = row.name
      cells[at][1].data = row.price
    }),
  }
}

function glassEaselAlone() {
  const space = new glassEasel.ComponentSpace()
  const definition = space.defineComponent({ is: 'list', template: { content: template }, data: { title: '', rows: [] } })
  let component
  return {
    list: () => component.getShadowRoot().getElementById('list').$$,
    clear: () => {
      if (component) glassEasel.Element.pretendDetached(component)
      document.body.replaceChildren()
    },
    start: () => {
      const place = document.createElement('div')
      document.body.append(place)
      component = glassEasel.Component.createWithContext('body', definition.general(), new glassEasel.CurrentWindowBackendContext())
      glassEasel.Element.replaceDocumentElement(component, document.body, place)
    },
    mount: (data) => component.setData({ rows: data }),
    field: (text) => component.setData({ title: text }),
    replace: (data) => component.setData({ rows: data }),
  }
}

const contenders = { hand: handWritten(), easel: glassEaselAlone() }

/** One round of a contender: mount, one field (the mean of some), replace; in milliseconds. */
globalThis.bench = (name, seed, fields) => {
  const one = contenders[name]
  const first = rows(seed)
  const second = rows(seed + 1)
  one.clear()
  one.start?.()
  const mount = timed(() => one.mount(first), () => one.list())
  let field = 0
  for (let at = 0; at < fields; at++) field += timed(() => one.field(`title ${seed} ${at}`), () => one.list())
  const replace = timed(() => one.replace(second), () => one.list())
  const shown = one.list().textContent.includes(second.at(-1).name) && one.list().children.length
  one.clear()
  return { mount, field: field / fields, replace, shown }
}
