import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playing } from './harness.mjs'

/** A project of one page `a` and components `c/<name>`: [wxml, js, wxss, json]. */
const project = ({ wxml = '', js = 'Page({})', wxss = '', json = {}, components = {} }) => {
  const using = Object.fromEntries(Object.keys(components).map((name) => [name, `../../c/${name}`]))
  const files = {
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }), 'app.js': 'App({})', 'app.wxss': '.x{color:red}',
    'pages/a/a.wxml': wxml, 'pages/a/a.js': js, 'pages/a/a.wxss': wxss, 'pages/a/a.json': JSON.stringify({ usingComponents: using, ...json }),
  }
  const siblings = Object.fromEntries(Object.keys(components).map((name) => [name, `./${name}`]))
  for (const [name, [template, script, style, config]] of Object.entries(components)) {
    files[`c/${name}.wxml`] = template
    files[`c/${name}.js`] = script ?? 'Component({})'
    if (style) files[`c/${name}.wxss`] = style
    files[`c/${name}.json`] = JSON.stringify({ component: true, usingComponents: { ...siblings, [name]: undefined }, ...config })
  }
  return files
}
const json = (phone, code) => JSON.parse(phone.run(`JSON.stringify(${code})`))
const tag = (name) => (node) => node.tag === name

test('events bubble, are caught, mutated and captured as written', async () => {
  await playing(project({
    wxml: `<view id="outer" data-a-b="{{1}}" mark:m="o" bindtap="outer" capture-bind:tap="capture"><view id="catch" catchtap="inner"><text id="one">1</text></view>
      <view mut-bind:tap="mut"><view id="two" mut-bind:tap="mut2" mark:n="i">2</view></view></view>`,
    js: "const n = (k) => function (e) { (global.log = global.log || []).push(k); global.last = e }; Page({ outer: n('outer'), capture: n('capture'), inner: n('inner'), mut: n('mut'), mut2: n('mut2') })",
  }), async (phone) => {
    phone.tap('one')
    assert.deepEqual(json(phone, 'global.log.splice(0)'), ['capture', 'inner'])
    phone.tap('two')
    assert.deepEqual(json(phone, 'global.log.splice(0)'), ['capture', 'mut2', 'outer'])
    const last = json(phone, 'global.last')
    assert.deepEqual([last.target.id, last.currentTarget.id, last.currentTarget.dataset, last.mark], ['two', 'outer', { aB: 1 }, { m: 'o', n: 'i' }])
    assert.deepEqual([last.type, last.timeStamp, last.detail, last._userTap], ['tap', 12, { x: 1, y: 2 }, true])
  })
})

test('properties, observers, triggerEvent and selectComponent', async () => {
  await playing(project({
    wxml: '<item id="i" label="{{text}}" count="3" bind:done="done"/>',
    js: "Page({ data: { text: 'a' }, onLoad() { this.item = this.selectComponent('#i'); this.setData({ text: 'b' }) }, done(e) { global.done = e.detail; global.who = e.target.id } })",
    components: {
      item: ['<view>{{label}}{{twice}}</view>', "Component({ properties: { label: String, count: Number }, observers: { 'count, label'(c, l) { this.setData({ twice: c * 2 + l }) } }, methods: { fire() { this.triggerEvent('done', { ok: this.data.count }) } } })"],
    },
  }), async (phone) => {
    assert.equal(phone.top.root.content, 'b6b')
    phone.run('getCurrentPages()[0].item.fire()')
    assert.deepEqual(json(phone, '[global.done, global.who]'), [{ ok: 3 }, 'i'])
    assert.equal(phone.run("getCurrentPages()[0].item.selectOwnerComponent() === getCurrentPages()[0]"), true)
    assert.equal(phone.run("typeof getCurrentPages()[0].item.__wxExparserNodeId__"), 'string')
  })
})

test('relations, generics, slots, behaviors by name and setData with paths', async () => {
  await playing(project({
    wxml: '<list generic:row="item"><item slot="s" wx:for="{{[1, 2]}}" wx:key="*this"/></list>',
    components: {
      list: ['<slot name="s"/><row/>', "Component({ options: { multipleSlots: true }, relations: { './item': { type: 'child', linked() { global.links = (global.links || 0) + 1 } } }, methods: { all() { return this.getRelationNodes('./item').length } } })", '', { componentGenerics: { row: true } }],
      item: ['<text>{{list[1].n}};</text>', "Component({ behaviors: ['wx://form-field', Behavior({ data: { list: [{}, { n: 0 }] } })], relations: { './list': { type: 'parent' } }, ready() { this.setData({ 'list[1].n': 7 }) } })"],
    },
  }), async (phone) => {
    await phone.settle()
    assert.equal(phone.top.root.content, '7;7;7;')
    assert.equal(phone.run('global.links'), 2)
  })
})

test('class names carry the component\'s prefix, :host and shared styles reach as isolation says', async () => {
  await playing(project({
    wxml: '<own class="x"/><open/><both/>',
    components: {
      own: ['<view class="x"/>', 'Component({})', '.x{width:2rpx} [wx-host=""]{}'],
      open: ['<view class="x"/>', "Component({ options: { styleIsolation: 'shared' } })", '.x{}'],
      both: ['<view class="x"/>', "Component({ options: { addGlobalClass: true } })", '.x{}'],
    },
  }), async (phone) => {
    const inner = (name) => phone.top.root.find(tag(name)).find(tag('view'))
    const [prefixed] = inner('own').classes
    assert.match(prefixed, /^[\w-]+--x$/)
    const prefix = prefixed.slice(0, -3)
    assert.equal(phone.top.root.find(tag('own')).host, prefix)
    assert.deepEqual(phone.top.root.find(tag('own')).classes, ['x'])
    assert.equal(phone.top.styles.get('c/own').css, `.${prefix}--x{width:1px} [wx-host="${prefix}"]{}`)
    assert.deepEqual(inner('open').classes, ['x'])
    assert.equal(phone.top.styles.get('c/open').css, '.x{}')
    assert.equal(inner('both').classes.length, 2)
    assert.ok(inner('both').classes.includes('x'))
    assert.deepEqual([...phone.top.styles.values()].map((sheet) => sheet.slot), [0, 1, 2, 2, 2])
  })
})

test('two-way binding of a built-in changes the data', async () => {
  await playing(project({ wxml: '<input model:value="{{v}}"/><text>{{v}}</text>', js: "Page({ data: { v: 'a' } })" }), async (phone) => {
    const input = phone.top.root.find(tag('input'))
    assert.deepEqual([input.attributes.value, input.models], ['a', ['value']])
    phone.send({ type: 'model', page: phone.top.open.page, node: input.number, name: 'value', value: 'b' })
    await phone.settle()
    assert.equal(phone.top.root.content, 'b')
  })
})

test('functions and cycles never leave the worker', async () => {
  await playing(project({
    wxml: '<picker range="{{list}}"/>',
    js: 'Page({ onLoad() { this.setData({ list: [{ f() {}, n: 1 }] }) } })',
  }), (phone) => {
    assert.deepEqual(phone.top.root.find(tag('picker')).attributes.range, [{ n: 1 }])
  })
})

test('WXS handlers get the event and their component, change:prop sees a complete tree', async () => {
  await playing(project({
    wxml: `<wxs module="m">module.exports = {
      tap: function (e, owner) { e.instance.setStyle({ paddingTop: '2px' }); owner.callMethod('told', { id: e.currentTarget.id }); return false },
      change: function (value, old, owner) { owner.selectComponent('#later').setStyle('width:' + value + 'px') } }</wxs>
      <view change:width="{{m.change}}" width="{{w}}"/><view id="v" bindtap="{{m.tap}}"/><view id="later"/>`,
    js: 'Page({ data: { w: 5 }, told(detail) { global.told = detail } })',
  }), async (phone) => {
    phone.tap('v')
    await phone.settle()
    const style = (id) => phone.top.root.find((node) => node.id === id).style
    assert.match(style('v'), /padding-top:2px/)
    assert.match(style('later'), /width:5px/)
    assert.deepEqual(json(phone, 'global.told'), { id: 'v' })
  })
})

test('a WXS handler chosen by an expression gets its component, methods in nested templates stay methods', async () => {
  await playing(project({
    wxml: `<wxs module="m">module.exports = { tap: function (e, owner) { owner.callMethod('told', { id: e.currentTarget.id }) } }</wxs>
      <template name="inner"><view id="i" bindtap="method"/></template>
      <template name="outer"><template is="inner"/></template>
      <view id="v" bindtap="{{off || m.tap}}"/><template is="outer"/>`,
    js: 'Page({ data: { off: false }, told(detail) { global.told = detail }, method(event) { global.called = [this === getCurrentPages()[0], event.type] } })',
  }), async (phone) => {
    phone.tap('v')
    phone.tap('i')
    await phone.settle()
    assert.deepEqual(json(phone, 'global.told'), { id: 'v' })
    assert.deepEqual(json(phone, 'global.called'), [true, 'tap'])
  })
})

test('selector queries ask the view and keep what the worker knows', async () => {
  await playing(project({
    wxml: '<view id="v" data-k="{{ {a: 1} }}"/><view class="p"/><view class="p"/><item id="i"/>',
    components: { item: ['<view class="deep"/>', "Component({ properties: { size: { type: Number, value: 4 } } })"] },
  }), async (phone) => {
    phone.run(`const q = wx.createSelectorQuery(); q.select('#v').boundingClientRect((r) => { global.rect = r }); q.selectAll('.p').fields({ size: true }); q.select('#none').boundingClientRect()
      q.selectViewport().scrollOffset(); q.select('#i >>> .deep').fields({ id: true }); q.select('#i').fields({ properties: ['size'] }); q.exec((r) => { global.all = r })`)
    for (let i = 0; i < 3; i += 1) await phone.settle()
    assert.deepEqual(json(phone, 'global.rect'), { left: 1, width: 2, id: 'v', dataset: { k: { a: 1 } } })
    const all = json(phone, 'global.all')
    assert.deepEqual(all.slice(1), [[{ left: 1, width: 2 }, { left: 1, width: 2 }], null, { id: '', dataset: {}, scrollLeft: 0, scrollTop: 9, scrollWidth: 0, scrollHeight: 0 }, { left: 1, width: 2, id: '' }, { left: 1, width: 2, size: 4 }])
  }, { asks: { fields: ({ nodes }) => nodes.map(() => ({ left: 1, width: 2 })), viewport: () => ({ scrollTop: 9 }) } })
})

test('observers hear notifications until they are disconnected', async () => {
  let asked
  await playing(project({ wxml: '<view id="v"/>', js: "Page({ onReady() { this.o = this.createIntersectionObserver({ thresholds: [0.5] }); this.o.relativeToViewport({ top: 10 }).observe('#v', (r) => { global.ratio = r.intersectionRatio + r.id }) } })" }), async (phone) => {
    await phone.settle()
    const { id, question } = phone.messages.find((message) => message.type === 'ask')
    asked = question
    phone.send({ type: 'notify', id, detail: { intersectionRatio: 0.6 } })
    assert.equal(phone.run('global.ratio'), '0.6v')
    phone.run('getCurrentPages()[0].o.disconnect()')
    assert.deepEqual(phone.commands.at(-1), { name: 'disconnect-observer', args: { id } })
  }, { asks: { intersection: () => true } })
  assert.deepEqual([asked.thresholds, asked.relative], [[0.5], [{ node: null, margins: { top: 10 } }]])
})

test('a component that is missing is named, the rest of the page is shown', async () => {
  await playing(project({ wxml: '<none/><view>there</view>', json: { usingComponents: { none: './none' } } }), (phone) => {
    assert.equal(phone.top.root.content, 'there')
    assert.deepEqual(phone.reports.map(({ kind, file }) => [kind, file]), [['missing-component', 'pages/a/a.json']])
  })
})

test('animations record steps for the animation attribute', async () => {
  await playing(project({ wxml: '<view animation="{{a}}"/>', js: "Page({ onLoad() { const a = wx.createAnimation({ duration: 100 }); a.rotate(45).opacity(0.5).step().scale(2).step({ delay: 5 }); this.setData({ a: a.export() }) } })" }), (phone) => {
    const { actions } = phone.top.root.find(tag('view')).attributes.animation
    assert.deepEqual(actions.map(({ animates }) => animates.map(({ type, args }) => `${type} ${args}`)), [['rotate 45', 'style opacity,0.5'], ['rotate 45', 'scale 2']])
    assert.deepEqual(actions[1].option.transition, { duration: 100, timingFunction: 'linear', delay: 5 })
  })
})

test('ready of components that come later fires when they are shown, children first', async () => {
  await playing(project({
    wxml: '<outer wx:if="{{on}}"/>',
    js: 'Page({ data: { on: false } })',
    components: {
      outer: ['<inner/>', "Component({ ready() { (global.log = global.log || []).push('outer') } })"],
      inner: ['<view/>', "Component({ ready() { (global.log = global.log || []).push('inner') }, detached() { global.log.push('gone') } })"],
    },
  }), async (phone) => {
    phone.run('getCurrentPages()[0].setData({ on: true })')
    await phone.settle()
    phone.run('getCurrentPages()[0].setData({ on: false })')
    await phone.settle()
    assert.deepEqual(json(phone, 'global.log'), ['inner', 'outer', 'gone'])
  })
})

test('a page stays in the document though its component has a virtual host', async () => {
  await playing(project({ wxml: '<view>{{text}}</view>', js: "Component({ options: { virtualHost: true }, data: { text: 'here' } })" }), (phone) => {
    assert.equal(phone.top.root.content, 'here')
    assert.deepEqual(phone.reports, [])
  })
})

test('a generic that nobody fills shows nothing', async () => {
  await playing(project({
    wxml: '<list/><list generic:item="row"/>',
    components: { list: ['<item/>in list', undefined, '', { componentGenerics: { item: true } }], row: ['row'] },
  }), (phone) => {
    assert.equal(phone.top.root.content, 'in listrowin list')
    assert.deepEqual(phone.reports, [])
  })
})
