/** What the Wxml panel says of one node, and where in its template the node was written. */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId } from '../shared/messages'
import { ge, type EngineElement } from './engine'
import type { Page } from './page'

export interface Row {
  readonly kind: 'element' | 'component' | 'text' | 'shadow' | 'slot'
  /** As in WXML; empty for texts. */
  readonly tag: string
  /** Path of a component. */
  readonly is?: string
  readonly text?: string
  /** The only text inside, when it is short. */
  readonly inline?: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
}

const LONGEST_VALUE = 300
const LONGEST_INLINE = 120

/** Rows inside a node: nodes that stand for several (`wx:if`, `wx:for`, `block`) give way to those. */
export function visibleChildren(node: EngineElement): EngineElement[] {
  const found = new Set<EngineElement>()
  const collect = (parent: EngineElement): void => {
    parent.forEachComposedChild?.((child: EngineElement) => {
      if (isBlank(child)) return
      if (ge.ShadowRoot.isShadowRoot(child)) {
        if (isPage(parent)) collect(child)
        else found.add(child)
      } else if (!ge.VirtualNode.isVirtualNode(child) || child.is === 'slot') found.add(child)
      else collect(child)
    })
  }
  collect(node)
  return [...found]
}

function isPage(node: EngineElement): boolean {
  return !node.ownerShadowRoot
}

function isText(node: EngineElement): boolean {
  return !ge.Element.isElement(node)
}

function isBlank(node: EngineElement): boolean {
  return isText(node) && !String(node.textContent).trim()
}

/** Say what a node is. */
export function describeRow(node: EngineElement): Row {
  if (isText(node)) return { kind: 'text', tag: '', text: shorten(String(node.textContent)), attributes: [] }
  if (ge.ShadowRoot.isShadowRoot(node)) return { kind: 'shadow', tag: '#shadow-root', attributes: [] }
  if (ge.VirtualNode.isVirtualNode(node)) return { kind: 'slot', tag: 'slot', attributes: slotAttributes(node) }
  if (ge.Component.isComponent(node)) {
    const tag = isPage(node) ? 'page' : String(node.tagName ?? node.is)
    return { kind: 'component', tag, is: String(node.is), attributes: isPage(node) ? [] : [...common(node), ...properties(node), ...events(node)] }
  }
  const inline = inlineText(node)
  const row: Row = { kind: 'element', tag: String(node.is), attributes: [...common(node), ...attributes(node), ...events(node)] }
  return inline === undefined ? row : { ...row, inline }
}

function inlineText(node: EngineElement): string | undefined {
  const [only, more] = visibleChildren(node)
  if (!only || more || !isText(only)) return undefined
  const text = String(only.textContent).trim()
  return text.length <= LONGEST_INLINE ? text : undefined
}

function slotAttributes(node: EngineElement): [string, string][] {
  const name = ge.Element.getSlotName(node) as string | undefined
  return name ? [['name', name]] : []
}

function common(node: EngineElement): [string, string][] {
  const found: [string, string][] = []
  if (node.id) found.push(['id', String(node.id)])
  if (node.class) found.push(['class', String(node.class)])
  if (node.style) found.push(['style', shorten(String(node.style))])
  if (node.slot) found.push(['slot', String(node.slot)])
  for (const [name, value] of Object.entries(node.dataset ?? {})) found.push([`data-${dashed(name)}`, brief(value)])
  return found
}

function attributes(node: EngineElement): [string, string][] {
  const list = node.attributes as { name: string; value: unknown }[]
  return list.map(({ name, value }) => [dashed(name), brief(value)])
}

/** Properties that do not hold what they held at first. */
function properties(node: EngineElement): [string, string][] {
  const names = ge.Component.listProperties(node) as string[]
  const data = node.data as Record<string, unknown>
  return names.filter((name) => !isPlain(data[name])).map((name) => [dashed(name), brief(data[name])])
}

/** Values most properties begin with: they say nothing. */
const isPlain = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === false || value === 0 || (Array.isArray(value) && value.length === 0)

function events(node: EngineElement): [string, string][] {
  const target = node._$eventTarget as { listeners: Record<string, { finalCount: number }>; captureListeners: Record<string, { finalCount: number }> | null }
  const named = (listeners: Record<string, { finalCount: number }>, prefix: string): [string, string][] =>
    Object.entries(listeners).map(([name, { finalCount }]) => [`${prefix}${finalCount > 0 ? 'catch' : 'bind'}:${name}`, ''])
  return [...named(target.listeners, ''), ...named(target.captureListeners ?? {}, 'capture-')]
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const shorten = (text: string): string => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text)

/** A value on one short line. */
function brief(value: unknown): string {
  if (typeof value === 'string') return shorten(value)
  if (Array.isArray(value)) return `[${value.length}]`
  if (typeof value === 'function') return 'ƒ'
  if (typeof value === 'object' && value !== null) return '{…}'
  return String(value)
}

/**
 * Where a node stands in the template of the component around it: from the template's top down, the index among
 * the nodes made there and what each is. `wx:if` adds its branch (0: none, else from 1) or a template's name.
 */
export function placeOf(node: EngineElement): JsonObject | null {
  const shadow = (ge.ShadowRoot.isShadowRoot(node) ? node.getHostNode() : node).ownerShadowRoot as EngineElement | null
  if (!shadow) return { component: String(node.is ?? ''), steps: [] }
  const steps: Json[] = []
  let at: EngineElement = ge.ShadowRoot.isShadowRoot(node) ? node.getHostNode() : node
  while (at && at !== shadow) {
    const parent = at.parentNode as EngineElement | null
    if (!parent) return null
    const step: Json[] = [(parent.childNodes as unknown[]).indexOf(at), stepName(at)]
    const key: unknown = at._$wxTmplArgs?.key
    if (key !== undefined) step.push(key as Json)
    steps.unshift(step)
    at = parent
  }
  return { component: String(shadow.getHostNode().is), steps }
}

/** Where nodes of the view were written, each followed by the hosts of the components around it, up to the page. */
export function placesOf(page: Page, nodes: readonly NodeId[]): { [node: NodeId]: Json[] } {
  const found: { [node: NodeId]: Json[] } = {}
  for (const id of nodes) {
    const places: Json[] = []
    let node = page.backend.nodes.get(id)?.__wxElement as EngineElement | undefined
    while (node && node !== page.component) {
      const place = placeOf(node)
      if (place) places.push(place)
      node = node.ownerShadowRoot?.getHostNode() as EngineElement | undefined
    }
    found[id] = places
  }
  return found
}

function stepName(node: EngineElement): string {
  if (isText(node)) return '#text'
  if (ge.VirtualNode.isVirtualNode(node)) return String(node.is)
  return '*'
}
