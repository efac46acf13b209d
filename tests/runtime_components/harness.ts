/** A page of the view without a phone around it: nodes go in, events and calls are recorded. */
import '../../renderer/runtime/view/components/index'
import { definitionOf } from '../../renderer/runtime/view/component'
import type { CallReply, Host, Sheet } from '../../renderer/runtime/view/component'
import { Page } from '../../renderer/runtime/view/page'
import type { Phone } from '../../renderer/runtime/view/page'
import type { Json, JsonObject } from '../../renderer/runtime/shared/chunk'
import { Op } from '../../renderer/runtime/shared/messages'
import type { NodeId, Operation, Report, Screen, ToLogic } from '../../renderer/runtime/shared/messages'

/** `['view', {class: 'a', on: 'tap change'}, …children]`; a string is a text node. */
type Markup = string | [string, { [name: string]: Json }, ...Markup[]]

class Recorder {
  page: Page | null = null
  readonly posted: ToLogic[] = []
  readonly commands: { name: string; args: JsonObject }[] = []
  readonly calls: { name: string; params: JsonObject }[] = []
  readonly reports: Report[] = []
  readonly sheets: { name: string; params: JsonObject; answer: (result: JsonObject) => void; changed?: (detail: JsonObject) => void }[] = []
  replies: { [name: string]: CallReply } = {}
  private next = 1
  private readonly ids = new Map<string, NodeId>()

  screenOf(): Screen {
    const width = window.innerWidth
    const height = window.innerHeight
    return {
      width, height, screenWidth: width, screenHeight: height, pixelRatio: 2, statusBarHeight: 20,
      safeArea: { left: 0, right: width, top: 0, bottom: height, width, height },
      theme: 'light', platform: 'ios', fontSizeSetting: 16,
    }
  }

  open(style: string, renderer: 'webview' | 'skyline', css: string): void {
    this.page?.dispose()
    document.body.replaceChildren()
    this.next = 1
    this.ids.clear()
    for (const list of [this.posted, this.commands, this.calls, this.reports, this.sheets]) list.length = 0
    const phone: Phone = {
      base: document.baseURI.replace(/[^/]*$/, ''),
      screen: this.screenOf(), theme: 'light', animate: true, timeKept: false, fontStyles: '', skylineOptions: () => ({}),
      post: (message) => void this.posted.push(message),
      command: (_page, name, args) => void this.commands.push({ name, args }),
      sheet: (_page, name, params, changed) => this.sheet(name, params, changed),
      call: (name, params) => this.call(name, params),
      report: (report) => void this.reports.push(report),
      pull: () => null,
      keyboard: (_page: number, open: boolean, _host: Host) => (open ? 250 : 0),
    } as Phone
    this.page = new Page(
      { type: 'page-open', page: 7, route: 'pages/index/index', window: {}, transition: 'none', renderer, tab: false, stackDepth: 1 },
      {}, phone, document.body,
    )
    if (style) this.page.document.documentElement.setAttribute('wx-style', style)
    this.page.frame.setStyle('test', 2, css)
  }

  private sheet(name: string, params: JsonObject, changed?: (detail: JsonObject) => void): Sheet {
    let answer: (result: JsonObject) => void = () => undefined
    const done = new Promise<JsonObject>((resolve) => { answer = resolve })
    const entry = { name, params, answer, ...(changed ? { changed } : {}) }
    this.sheets.push(entry)
    return { done, update: (next) => { entry.params = next }, close: () => answer({ cancelled: true }) }
  }

  private call(name: string, params: JsonObject): Promise<CallReply> {
    this.calls.push({ name, params })
    return Promise.resolve(this.replies[name] ?? { outcome: 'fail', result: { errMsg: `${name}:fail cancel` }, value: null })
  }

  /** Put markup into the page's body; nodes with an id are found by it. */
  show(markup: Markup[]): void {
    const ops: Operation[] = []
    for (const each of markup) this.append(1, each, ops)
    this.page?.apply(ops)
  }

  private append(parent: NodeId, markup: Markup, ops: Operation[]): void {
    this.next += 1
    const node = this.next
    if (typeof markup === 'string') {
      ops.push([Op.CreateText, node, markup], [Op.Append, parent, node])
      return
    }
    const [tag, attributes, ...children] = markup
    ops.push([Op.CreateElement, node, tag])
    for (const [name, value] of Object.entries(attributes)) this.dress(node, name, value, ops)
    for (const child of children) this.append(node, child, ops)
    ops.push([Op.Append, parent, node])
  }

  private dress(node: NodeId, name: string, value: Json, ops: Operation[]): void {
    const words = String(value).split(' ')
    if (name === 'id') {
      this.ids.set(String(value), node)
      ops.push([Op.SetId, node, value])
    } else if (name === 'class') for (const word of words) ops.push([Op.AddClass, node, word])
    else if (name === 'style') ops.push([Op.SetStyle, node, value])
    else if (name === 'on') for (const word of words) ops.push([Op.Listen, node, word, false])
    else if (name === 'model') for (const word of words) ops.push([Op.Model, node, word])
    else if (name.startsWith('data-')) ops.push([Op.SetDataset, node, name.slice(5), value])
    else ops.push([Op.SetAttribute, node, name, value])
  }

  node(id: string): NodeId {
    const node = this.ids.get(id)
    if (node === undefined) throw new Error(`no node ${id}`)
    return node
  }

  set(id: string, attributes: { [name: string]: Json }): void {
    const ops: Operation[] = []
    for (const [name, value] of Object.entries(attributes)) this.dress(this.node(id), name, value, ops)
    this.page?.apply(ops)
  }

  remove(id: string): void {
    const node = this.node(id)
    const element = this.element(id)
    element.parentNode?.removeChild(element)
    this.page?.apply([[Op.Release, node]])
  }

  add(parent: string, markup: Markup): void {
    const ops: Operation[] = []
    this.append(this.node(parent), markup, ops)
    this.page?.apply(ops)
  }

  element(id: string): Element {
    const element = this.page?.document.getElementById(id)
    if (!element) throw new Error(`no element ${id}`)
    return element
  }

  /** Rectangle of a node, or of what `selector` finds inside it. */
  rect(id: string, selector = ''): Json {
    const element = selector ? this.element(id).querySelector(selector) : this.element(id)
    if (!element) throw new Error(`nothing like ${selector} in ${id}`)
    const { left, top, width, height } = element.getBoundingClientRect()
    return { left, top, width, height }
  }

  css(id: string, property: string, selector = ''): string {
    const element = selector ? this.element(id).querySelector(selector) : this.element(id)
    if (!element) throw new Error(`nothing like ${selector} in ${id}`)
    return getComputedStyle(element).getPropertyValue(property)
  }

  undefinedTags(tags: readonly string[]): string[] {
    return tags.filter((tag) => !definitionOf(tag))
  }

  /** Events of a node, or of all, as [name, detail]. */
  events(id = '', name = ''): Json {
    const node = id ? this.node(id) : 0
    return this.posted.flatMap((message) =>
      message.type === 'event' && (!node || message.node === node) && (!name || message.name === name) ? [[message.name, message.detail]] : [])
  }

  models(): Json {
    return this.posted.flatMap((message) => (message.type === 'model' ? [[message.node, message.name, message.value]] : []))
  }

  forget(): void {
    this.posted.length = 0
  }

  async method(id: string, name: string, args: Json): Promise<Json> {
    const component = this.page?.componentOf(this.element(id))
    return (await component?.method?.(name, args)) ?? null
  }
}

;(window as unknown as { harness: Recorder }).harness = new Recorder()
