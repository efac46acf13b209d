/** The composed backend of glass-easel: records every change of a page's tree and streams it to the shell. */
import type { Json } from '../shared/chunk'
import { Op, type NodeId, type Operation, type PageId } from '../shared/messages'
import { fileAddress } from './file_address'
import { touched } from './inspect_watch'
import { jsonSafe } from './json'
import { natives } from './natives'
import { post } from './shell'
import { device } from './device'

const ROOT: NodeId = 1
const COMPOSED = 2
let lastNode: NodeId = ROOT

/** What the engine calls an element; only identity and a path matter here. */
export interface EngineNode {
  readonly is?: string
}

/** Names of class scopes, asked by number. */
export interface ScopeNames {
  queryName(scope: number): string | undefined
}

/** One node of the page as the engine sees its backend. */
export class BackendNode {
  __wxElement: EngineNode | undefined
  readonly models = new Map<string, (value: Json) => void>()

  constructor(
    private readonly backend: PageBackend,
    readonly id: NodeId,
  ) {
    backend.nodes.set(id, this)
  }

  release(): void {
    this.backend.nodes.delete(this.id)
    this.push(Op.Release)
  }

  associateValue(node: EngineNode): void {
    const host = node.is === undefined ? undefined : this.backend.hostName(node)
    if (host) this.push(Op.SetHost, host)
  }

  appendChild(child: BackendNode): void {
    this.push(Op.Append, child.id)
  }

  removeChild(child: BackendNode): void {
    this.push(Op.Remove, child.id)
  }

  insertBefore(child: BackendNode, before: BackendNode): void {
    this.push(Op.InsertBefore, child.id, before.id)
  }

  replaceChild(child: BackendNode, old: BackendNode): void {
    this.push(Op.Replace, child.id, old.id)
  }

  spliceBefore(before: BackendNode, deleteCount: number, list: BackendNode): void {
    this.push(Op.SpliceBefore, before.id, deleteCount, list.id)
  }

  spliceAppend(list: BackendNode): void {
    this.push(Op.SpliceAppend, list.id)
  }

  spliceRemove(before: BackendNode, deleteCount: number): void {
    this.push(Op.SpliceRemove, before.id, deleteCount)
  }

  setId(id: string): void {
    this.push(Op.SetId, id)
  }

  /** Scopes reach the page as class prefixes and host names. */
  setStyleScope(): void {}

  setStyle(text: string): void {
    this.push(Op.SetStyle, text)
  }

  addClass(name: string, scope?: number): void {
    this.push(Op.AddClass, this.backend.prefixed(name, scope))
  }

  removeClass(name: string, scope?: number): void {
    this.push(Op.RemoveClass, this.backend.prefixed(name, scope))
  }

  clearClasses(): void {
    this.push(Op.ClearClasses)
  }

  setAttribute(name: string, value: unknown): void {
    const given = fileAddress(name, value, this.__wxElement)
    this.push(Op.SetAttribute, name, given === undefined ? null : (jsonSafe(given) ?? null))
  }

  removeAttribute(name: string): void {
    this.push(Op.RemoveAttribute, name)
  }

  setDataset(name: string, value: unknown): void {
    this.push(Op.SetDataset, name, jsonSafe(value) ?? null)
  }

  setText(text: string): void {
    this.push(Op.SetText, text)
  }

  setListenerStats(type: string, capture: boolean, level: number): void {
    this.push(Op.Listen, type, capture, level)
  }

  setModelBindingStat(name: string, listener: ((value: Json) => void) | null): void {
    if (listener) this.models.set(name, listener)
    else this.models.delete(name)
    this.push(Op.Model, name)
  }

  private push(op: Op, ...rest: (NodeId | Json)[]): void {
    this.backend.push([op, this.id, ...rest])
  }
}

/** The backend of one page. */
export class PageBackend {
  readonly mode = COMPOSED
  readonly nodes = new Map<NodeId, BackendNode>()
  readonly root: BackendNode
  private ops: Operation[] = []
  private flushes = 0
  private scheduled = false
  private closed = false
  private onApplied: (() => void)[] = []
  private readonly applied = new Map<number, readonly (() => void)[]>()
  /** Who waits for the view to show something, or for the page to end. */
  private readonly awaiting = new Set<() => void>()

  constructor(
    readonly page: PageId,
    private readonly scopes: ScopeNames,
    /** Name of a component's host for `:host`, '' for a node that is none. */
    readonly hostName: (node: EngineNode) => string,
  ) {
    this.root = new BackendNode(this, ROOT)
  }

  destroy(): void {
    this.closed = true
    this.ops = []
    this.nodes.clear()
    this.awaiting.forEach((done) => done())
  }

  getWindowWidth(): number {
    return device.screen.width
  }

  getWindowHeight(): number {
    return device.screen.height
  }

  getDevicePixelRatio(): number {
    return device.screen.pixelRatio
  }

  getTheme(): string {
    return device.screen.theme
  }

  /** Style sheets travel in messages of their own. */
  registerStyleSheetContent(): void {}

  appendStyleSheetPath(): number {
    return 0
  }

  disableStyleSheet(): void {}

  render(callback: (error: Error | null) => void): void {
    this.afterApply(() => callback(null))
  }

  getRootNode(): BackendNode {
    return this.root
  }

  createElement(tag: string, stylingName: string): BackendNode {
    return this.create(Op.CreateElement, stylingName || tag)
  }

  createTextNode(text: string): BackendNode {
    return this.create(Op.CreateText, text)
  }

  createFragment(): BackendNode {
    return this.create(Op.CreateFragment)
  }

  /** Events come as messages and are dispatched by us. */
  onEvent(): void {}

  prefixed(name: string, scope: number | undefined): string {
    const prefix = scope ? this.scopes.queryName(scope) : ''
    return prefix ? `${prefix}--${name}` : name
  }

  push(operation: Operation): void {
    if (this.closed) return
    this.ops.push(operation)
    this.schedule()
  }

  /** Call back when the view has applied everything queued until now. */
  afterApply(callback: () => void): void {
    if (this.closed) return
    this.onApplied.push(callback)
    this.schedule()
  }

  /** Resolve when the view has applied everything queued until now, or the page is closed. */
  shown(): Promise<void> {
    if (this.closed) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        this.awaiting.delete(done)
        resolve()
      }
      this.awaiting.add(done)
      this.afterApply(done)
    })
  }

  /** The view applied flush `flush`. */
  flushed(flush: number): void {
    const callbacks = this.applied.get(flush)
    this.applied.delete(flush)
    callbacks?.forEach((callback) => callback())
  }

  /** Whether nothing waits to be sent or to be applied. */
  get idle(): boolean {
    return !this.scheduled && this.applied.size === 0
  }

  flush(): void {
    this.scheduled = false
    if (this.closed || (this.ops.length === 0 && this.onApplied.length === 0)) return
    const ops = this.ops
    this.ops = []
    this.flushes += 1
    this.applied.set(this.flushes, this.onApplied)
    this.onApplied = []
    post({ type: 'ops', page: this.page, ops, flush: this.flushes })
    touched(this.page)
  }

  private create(op: Op, ...rest: Json[]): BackendNode {
    lastNode += 1
    const node = new BackendNode(this, lastNode)
    this.push([op, lastNode, ...rest])
    return node
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    natives.queueMicrotask(() => this.flush())
  }
}
