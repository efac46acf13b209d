/** Applies the logic's stream of operations to the document of a page. */
import { Op, type NodeId, type Operation } from '../shared/messages'
import type { Json } from '../shared/chunk'
import { definitionOf } from './component'
import { ElementNode, type OwnedElement } from './node'
import type { Page } from './page'
import { elementName, hostName } from './tags'

/** Where the children of a DOM node go. */
const slotOf = (node: Node): Node => (node as OwnedElement).mdNode?.slot ?? node

/** Put `list` before `before` and drop `count` nodes from `before` on. */
function splice(parent: Node, before: Node, count: number, list: Node | null): void {
  const real = before.parentNode ?? parent
  if (list) real.insertBefore(list, before)
  let at: Node | null = before
  for (let left = count; left > 0 && at; left--) {
    const next: Node | null = at.nextSibling
    real.removeChild(at)
    at = next
  }
}

/** The DOM nodes of one page by the logic's numbers. */
export class Tree {
  private readonly nodes = new Map<NodeId, Node>()

  constructor(private readonly page: Page) {
    const body = new ElementNode(1, 'body', page.document.body, page, undefined)
    this.nodes.set(1, body.element)
  }

  get(id: NodeId): Node | undefined {
    return this.nodes.get(id)
  }

  element(id: NodeId): ElementNode | null {
    return (this.nodes.get(id) as OwnedElement | undefined)?.mdNode ?? null
  }

  get size(): number {
    return this.nodes.size
  }

  /** Apply the operations in order. One that fails is our own mistake: it is reported and does not lose the rest. */
  apply(ops: readonly Operation[]): void {
    for (let at = 0; at < ops.length; ) {
      try {
        for (; at < ops.length; at++) this.one(ops[at] as readonly unknown[])
      } catch (error) {
        this.page.report('internal', `${String(error)} in ${JSON.stringify(ops[at]).slice(0, 200)}`)
        at++
      }
    }
  }

  private need(id: unknown): Node {
    const node = this.nodes.get(id as NodeId)
    if (!node) throw new Error(`unknown node ${String(id)}`)
    return node
  }

  private owner(id: unknown): ElementNode {
    const owner = (this.need(id) as OwnedElement).mdNode
    if (!owner) throw new Error(`node ${String(id)} is no element`)
    return owner
  }

  private childrenChanged(parent: Node): void {
    const owner = (parent as OwnedElement).mdNode
    if (owner?.component?.settled) this.page.dirty.add(owner)
  }

  private one(op: readonly unknown[]): void {
    const document = this.page.document
    switch (op[0] as Op) {
      case Op.CreateElement:
        this.create(op[1] as NodeId, op[2] as string)
        break
      case Op.CreateText:
        this.nodes.set(op[1] as NodeId, document.createTextNode(op[2] as string))
        break
      case Op.CreateFragment:
        this.nodes.set(op[1] as NodeId, document.createDocumentFragment())
        break
      case Op.Append:
      case Op.SpliceAppend: {
        const parent = this.need(op[1])
        slotOf(parent).appendChild(this.need(op[2]))
        this.childrenChanged(parent)
        break
      }
      case Op.Remove: {
        const child = this.need(op[2])
        child.parentNode?.removeChild(child)
        this.removedFrom(op[1])
        break
      }
      case Op.InsertBefore: {
        const parent = this.need(op[1])
        const before = this.nodes.get(op[3] as NodeId) ?? null
        ;(before?.parentNode ?? slotOf(parent)).insertBefore(this.need(op[2]), before)
        this.childrenChanged(parent)
        break
      }
      case Op.Replace: {
        const old = this.need(op[3])
        old.parentNode?.replaceChild(this.need(op[2]), old)
        this.removedFrom(op[1])
        break
      }
      case Op.SpliceBefore:
        splice(slotOf(this.need(op[1])), this.need(op[2]), op[3] as number, this.need(op[4]))
        this.removedFrom(op[1])
        break
      case Op.SpliceRemove:
        splice(slotOf(this.need(op[1])), this.need(op[2]), op[3] as number, null)
        this.removedFrom(op[1])
        break
      default:
        this.dress(op)
    }
  }

  private removedFrom(parent: unknown): void {
    this.page.removals = true
    this.childrenChanged(this.need(parent))
  }

  /** Operations on a single node that leave the tree's shape alone. */
  private dress(op: readonly unknown[]): void {
    switch (op[0] as Op) {
      case Op.SetId:
        this.owner(op[1]).element.id = op[2] as string
        break
      case Op.SetStyle:
        this.owner(op[1]).setStyle(op[2] as string)
        break
      case Op.AddClass: {
        const { classList } = this.owner(op[1]).element
        for (const name of (op[2] as string).split(/\s+/)) if (name) classList.add(name)
        break
      }
      case Op.RemoveClass: {
        const { classList } = this.owner(op[1]).element
        for (const name of (op[2] as string).split(/\s+/)) if (name) classList.remove(name)
        break
      }
      case Op.ClearClasses:
        this.owner(op[1]).clearClasses()
        break
      case Op.SetAttribute:
        this.page.setAttribute(this.owner(op[1]), op[2] as string, op[3] as never)
        break
      case Op.RemoveAttribute:
        this.owner(op[1]).removeAttribute(op[2] as string)
        break
      case Op.SetText: {
        const node = this.need(op[1])
        node.nodeValue = op[2] as string
        if (node.parentNode) this.childrenChanged(node.parentNode)
        break
      }
      case Op.Listen:
        this.page.heard.add(op[2] as string)
        this.owner(op[1]).listen(op[2] as string, (op[4] as number | undefined) ?? 1)
        break
      case Op.Model:
        this.owner(op[1]).bindModel(op[2] as string)
        break
      case Op.Release:
        this.release(op[1] as NodeId)
        break
      case Op.SetHost:
        this.becomeHost(op[1] as NodeId, op[2] as string)
        break
      case Op.SetDataset:
        this.setDataset(this.owner(op[1]), op[2] as string, op[3])
        break
      default:
        throw new Error(`unknown operation ${String(op[0])}`)
    }
  }

  private create(id: NodeId, tag: string): void {
    const element = this.page.document.createElement(elementName(tag))
    const definition = definitionOf(tag)
    this.nodes.set(id, element)
    new ElementNode(id, tag, element, this.page, definition)
    if (!definition) this.page.plain.set(id, tag)
  }

  /** The node, just made, is the host of a component of the author; a built-in of the same tag steps aside. */
  private becomeHost(id: NodeId, prefix: string): void {
    const owner = this.owner(id)
    this.page.plain.delete(id)
    let { element } = owner
    const name = hostName(owner.tag)
    if (element.localName !== name) {
      this.page.gone(owner)
      owner.component = null
      const host = this.page.document.createElement(name)
      element.replaceWith(host)
      new ElementNode(id, owner.tag, host, this.page, undefined)
      this.nodes.set(id, host)
      element = host
    }
    element.setAttribute('wx-host', prefix)
  }

  private release(id: NodeId): void {
    const owner = this.element(id)
    if (owner) {
      this.page.gone(owner)
      owner.component = null
    }
    this.nodes.delete(id)
  }

  private setDataset(owner: ElementNode, name: string, value: unknown): void {
    owner.setDataset(name, value as Json)
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    if (!/^data-[\w:.-]+$/.test(attribute)) return
    if (value === undefined || value === null || typeof value === 'object') owner.element.removeAttribute(attribute)
    else if (String(value).length <= 200) owner.element.setAttribute(attribute, String(value))
  }
}
