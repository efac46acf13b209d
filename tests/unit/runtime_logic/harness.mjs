// A logic worker without a browser: the bundle in a vm context, a view that applies operations to plain objects.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { build } from 'esbuild'
import { apiTable } from '../../../renderer/runtime/logic/api/table_plugin.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const { TmplGroup } = createRequire(join(root, 'package.json'))('glass-easel-template-compiler')

let script = null

async function bundle() {
  if (script) return script
  const result = await build({
    entryPoints: [join(root, 'renderer/runtime/logic/boot.ts')],
    bundle: true, write: false, format: 'iife', target: 'es2022', absWorkingDir: root,
    define: { 'process.env.NODE_ENV': '"production"' }, plugins: [apiTable(root)],
  })
  script = new vm.Script(result.outputFiles[0].text, { filename: 'logic.js' })
  return script
}

const rpx = /(-?[\d.]+)rpx/g

/** CSS text → parts as the compiler delivers them: rpx as numbers, `.` of classes followed by the prefix. */
function cssParts(css) {
  const parts = []
  for (const [index, piece] of css.split(rpx).entries()) {
    if (index % 2) parts.push(Number(piece))
    else for (const [i, text] of piece.split(/(?<=\.)(?=[a-z_-])|(?<=wx-host=")/).entries()) parts.push(...(i ? [null, text] : [text]))
  }
  return parts
}

const requirePattern = /require(?:\.async)?\(\s*['"]([^'"]+)['"]/g

function resolve(from, specifier, files) {
  const parts = specifier.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  const base = parts.join('/')
  return [base, `${base}.js`, `${base}/index.js`].find((path) => path in files)
}

/** A tiny compiler for tests: files of a project → manifest and chunks. */
export function compile(files) {
  const app = JSON.parse(files['app.json'])
  const modules = {}
  for (const [path, code] of Object.entries(files)) {
    if (!path.endsWith('.js')) continue
    const requires = {}
    for (const [, specifier] of code.matchAll(requirePattern)) {
      const target = resolve(path, specifier, files)
      if (target) requires[specifier] = target
    }
    modules[path] = { hash: code, code, requires, mapped: false }
  }
  const styles = {}
  for (const [path, css] of Object.entries(files)) if (path.endsWith('.wxss')) styles[path] = { hash: css, parts: cssParts(css) }
  const components = {}
  const unit = (path) => {
    if (components[path]) return
    const json = JSON.parse(files[`${path}.json`] ?? '{}')
    const group = new TmplGroup()
    group.addTmpl(path, files[`${path}.wxml`] ?? '')
    const using = {}
    const missing = {}
    for (const [tag, target] of Object.entries(json.usingComponents ?? {})) {
      const base = resolve(`${path}.json`, target, Object.fromEntries(Object.keys(files).map((name) => [name.replace(/\.json$/, ''), 1])))
      if (base) using[tag] = base
      else missing[tag] = `component '${target}' not found`
    }
    components[path] = {
      hash: path, json, using, missing, template: group.getTmplGenObjectGroups(),
      script: `${path}.js` in files ? `${path}.js` : null, style: `${path}.wxss` in files ? `${path}.wxss` : null, renderer: 'webview',
    }
    Object.values(using).forEach(unit)
  }
  app.pages.forEach(unit)
  if (app.tabBar?.custom) unit('custom-tab-bar/index')
  const chunk = (name) => ({ name, modules, components, styles, diagnostics: files.diagnostics ?? [] })
  const manifest = {
    appId: 'wx0', projectName: 'test', entryPage: app.entryPagePath ?? app.pages[0],
    pages: app.pages.map((route) => ({ route, package: '', window: { ...app.window, ...JSON.parse(files[`${route}.json`] ?? '{}') } })),
    app, theme: files.theme ?? {}, customTabBar: app.tabBar?.custom ? 'custom-tab-bar/index' : null, libVersion: '3.8.12', setting: {}, diagnostics: [],
  }
  return { manifest, chunk }
}

const screen = {
  width: 375, height: 555, screenWidth: 375, screenHeight: 667, pixelRatio: 2, statusBarHeight: 20,
  safeArea: { left: 0, right: 375, top: 20, bottom: 667, width: 375, height: 647 }, theme: 'light', platform: 'devtools', fontSizeSetting: 16,
}

/** A node of the fake view. */
class ViewNode {
  constructor(tag, text = '') {
    Object.assign(this, { tag, text, children: [], parent: null, id: '', style: '', classes: [], attributes: {}, dataset: {}, listeners: [], models: [] })
  }

  remove() {
    if (this.parent) this.parent.children.splice(this.parent.children.indexOf(this), 1)
    this.parent = null
  }

  insert(child, before) {
    const items = child.tag === '#fragment' ? [...child.children] : [child]
    for (const item of items) {
      item.remove()
      const at = before ? this.children.indexOf(before) : this.children.length
      this.children.splice(at, 0, item)
      item.parent = this
    }
  }

  get content() {
    return this.text + this.children.map((child) => child.content).join('')
  }

  find(test) {
    for (const child of this.children) {
      if (test(child)) return child
      const found = child.find(test)
      if (found) return found
    }
    return null
  }

  all(test, found = []) {
    for (const child of this.children) {
      if (test(child)) found.push(child)
      child.all(test, found)
    }
    return found
  }
}

class ViewPage {
  constructor(message) {
    this.open = message
    this.root = new ViewNode('#root')
    this.nodes = new Map([[1, this.root]])
    this.styles = new Map()
  }

  apply([op, id, ...args]) {
    const node = this.nodes.get(id)
    const at = (index) => this.nodes.get(args[index])
    const drop = (first, count) => {
      const start = node.children.indexOf(first)
      for (const child of node.children.slice(start, start + count)) child.remove()
    }
    const create = (created) => {
      created.number = id
      this.nodes.set(id, created)
    }
    const operations = {
      1: () => create(new ViewNode(args[0])),
      2: () => create(new ViewNode('#text', args[0])),
      3: () => create(new ViewNode('#fragment')),
      4: () => node.insert(at(0)),
      5: () => at(0).remove(),
      6: () => node.insert(at(0), at(1)),
      7: () => { node.insert(at(0), at(1)); at(1).remove() },
      8: () => { const before = at(0); node.insert(at(2), before); drop(before, args[1]) },
      9: () => node.insert(at(0)),
      10: () => drop(at(0), args[1]),
      11: () => { node.id = args[0] },
      12: () => { node.style = args[0] },
      13: () => { node.classes.push(args[0]) },
      14: () => { node.classes = node.classes.filter((name) => name !== args[0]) },
      15: () => { node.classes = [] },
      16: () => { node.attributes[args[0]] = args[1] },
      17: () => { delete node.attributes[args[0]] },
      18: () => { node.text = args[0] },
      19: () => { node.listeners.push(args) },
      20: () => { node.models.push(args[0]) },
      21: () => { this.nodes.delete(id) },
      22: () => { node.host = args[0] },
      23: () => { node.dataset[args[0]] = args[1] },
    }
    operations[op]()
  }
}

/** Runs a project; `apis` answers calls (name → function of params and call), `asks` answers questions by kind. */
export class Phone {
  constructor(files, { apis = {}, asks = {}, launch = {}, system = {}, globals = {}, boot = {} } = {}) {
    Object.assign(this, { files, apis, asks, globals, boot, calls: [], messages: [], reports: [], pages: new Map(), state: null, commands: [] })
    this.compiled = compile(files)
    this.generation = 1
    this.waiting = []
    this.launchOptions = { path: '', query: {}, scene: 1001, referrerInfo: {}, ...launch }
    this.system = { brand: 'devtools', model: 'iPhone', system: 'iOS 17.0', platform: 'devtools', version: '8.0.50', SDKVersion: '3.8.12', language: 'zh_CN', ...system }
  }

  async start() {
    const listeners = {}
    const phone = this
    class XMLHttpRequest {
      headers = {}
      open(_method, url) { this.url = url }
      setRequestHeader(name, value) { this.headers[name] = value }
      send() {
        const body = phone.serveSync(this.url, this.headers)
        this.status = body === null ? 404 : 200
        this.responseText = body ?? ''
      }
    }
    const sandbox = {
      console: { ...console, error: (...args) => this.note('error', args), warn: (...args) => this.note('warn', args), log() {}, info() {}, debug() {} },
      setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance, TextEncoder, TextDecoder, URL, URLSearchParams, Blob,
      addEventListener: (type, listener) => { listeners[type] = listener },
      postMessage: (message) => this.receive(structuredClone(message)),
      fetch: (url, options) => this.serve(url, options?.headers ?? {}),
      XMLHttpRequest,
      ...this.globals,
    }
    this.context = vm.createContext(sandbox)
    this.listeners = listeners
    this.onRejection = (reason, promise) => listeners.unhandledrejection?.({ reason, promise, preventDefault() {} })
    // The test runner would take rejections of the mini-program for its own.
    this.others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    process.on('unhandledRejection', this.onRejection)
    ;(await bundle()).runInContext(this.context)
    this.send({
      type: 'boot', instance: 't', base: this.base, load: 1, screen: { ...screen }, system: this.system, launch: this.launchOptions, devtools: false, ...this.boot,
    })
    await this.until((message) => message.type === 'launched')
    await this.ready()
    return this
  }

  get base() {
    return `wxapp://t/${this.generation}/`
  }

  stop() {
    process.removeAllListeners('unhandledRejection')
    for (const listener of this.others) process.on('unhandledRejection', listener)
    this.run('for (let i = 0; i < 100000; i += 1) { clearTimeout(i); clearInterval(i) }')
  }

  note(level, args) {
    this.messages.push({ type: 'console', level, args })
  }

  send(message) {
    this.listeners.message({ data: message })
  }

  /** Wait for a message that was posted or will be. */
  until(test) {
    const found = this.messages.find(test)
    return found ? Promise.resolve(found) : new Promise((done) => this.waiting.push({ test, done }))
  }

  next(test) {
    return new Promise((done) => this.waiting.push({ test, done }))
  }

  /** Wait until the page on top is ready and the worker is idle. */
  async ready() {
    while (!this.state?.ready || this.busy) await new Promise((done) => setTimeout(done, 1))
    await new Promise((done) => setTimeout(done, 5))
  }

  receive(message) {
    this.messages.push(message)
    const page = this.pages.get(message.page)
    if (message.type === 'page-open') this.pages.set(message.page, new ViewPage(message))
    else if (message.type === 'page-close') this.pages.delete(message.page)
    else if (message.type === 'style') page.styles.set(message.key, message)
    else if (message.type === 'ops') {
      message.ops.forEach((operation) => page?.apply(operation))
      setTimeout(() => this.send({ type: 'flushed', page: message.page, flush: message.flush }), 0)
    } else if (message.type === 'report') this.reports.push(message.report)
    else if (message.type === 'command') this.commands.push(message.command)
    else if (message.type === 'ask') this.answer(message)
    for (const waiter of this.waiting.filter(({ test }) => test(message))) {
      this.waiting.splice(this.waiting.indexOf(waiter), 1)
      waiter.done(message)
    }
  }

  answer({ id, question, page }) {
    const handler = this.asks[question.kind]
    if (!handler) return
    const result = handler(question, this.pages.get(page))
    setTimeout(() => this.send({ type: 'answer', id, result }), 0)
  }

  /** What a path of the scheme holds: chunks, the manifest, answers of the device. */
  respond(url, headers) {
    const path = url.slice(url.indexOf('/', 'wxapp://t/'.length) + 1)
    if (path === 'manifest.json') return this.compiled.manifest
    const chunk = /^chunk\/(.*)\.json$/.exec(path)
    if (chunk) return this.compiled.chunk(decodeURIComponent(chunk[1]))
    const api = /^api\/(.*)$/.exec(path)
    if (!api) return null
    const name = decodeURIComponent(api[1])
    const call = { name, ...JSON.parse(Buffer.from(headers['x-md-call'], 'base64').toString()) }
    if (name === '$state') this.state = call.params
    this.calls.push(call)
    const handler = this.apis[name]
    if (handler) return handler(call.params, call)
    return { outcome: 'ok', result: { errMsg: `${name}:ok` }, value: null, simulated: false }
  }

  serveSync(url, headers) {
    const value = this.respond(url, headers)
    return value === null ? null : JSON.stringify(value)
  }

  async serve(url, headers) {
    await new Promise((done) => setTimeout(done, 0))
    const value = await this.respond(url, headers)
    const text = value === null ? '' : JSON.stringify(value)
    return { ok: value !== null, status: value === null ? 404 : 200, statusText: '', text: async () => text, json: async () => JSON.parse(text) }
  }

  /** Run code in the worker. */
  run(code) {
    return vm.runInContext(code, this.context)
  }

  get top() {
    return [...this.pages.values()].at(-1)
  }

  pageOf(route) {
    return [...this.pages.values()].findLast((page) => page.open.route === route)
  }

  /** Fire an event at the first node that passes `test`, on the page on top. */
  fire(test, name, detail = {}, extra = {}) {
    const page = extra.route ? this.pageOf(extra.route) : this.top
    const node = page.root.find(test)
    if (!node) throw new Error('no such node')
    this.send({
      type: 'event', page: page.open.page, node: node.number, name, detail, bubbles: true, composed: true, capture: true, timeStamp: 12, gesture: name === 'tap', ...extra,
    })
    return node
  }

  tap(id) {
    return this.fire((node) => node.id === id, 'tap', { x: 1, y: 2 })
  }

  async settle() {
    for (let i = 0; i < 4; i += 1) await new Promise((done) => setTimeout(done, 2))
  }
}

export const perform = () => ({ outcome: 'perform', result: {}, value: null, simulated: true })
export const ok = (result = {}, value = null) => () => ({ outcome: 'ok', result, value, simulated: true })

/** Start a project and stop it after `body`. */
export async function playing(files, body, options = {}) {
  const apis = { navigateTo: perform, redirectTo: perform, reLaunch: perform, switchTab: perform, navigateBack: perform, ...options.apis }
  const phone = await new Phone(files, { ...options, apis }).start()
  try {
    await body(phone)
  } finally {
    phone.stop()
  }
}
