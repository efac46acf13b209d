/** Answers the logic's questions about a page: selector queries, observers, methods of components. */
import type { Json, JsonObject } from '../shared/chunk'
import type { Question } from '../shared/messages'
import { KeyframeAnimations } from './animation'
import { automate } from './automation'
import { camelCase } from './component'
import { loadFont, loadImage } from './media'
import type { ElementNode } from './node'
import type { Page } from './page'
import { asJson } from './transport'

export interface Answer {
  readonly result: Json
  readonly transfer?: Transferable
}

const animationsOf = new WeakMap<Page, KeyframeAnimations>()

function animations(page: Page): KeyframeAnimations {
  let known = animationsOf.get(page)
  if (!known) animationsOf.set(page, (known = new KeyframeAnimations(page)))
  return known
}

/** Answer everything but sheets; throws an Error whose message is the reason when it fails. */
export async function answer(page: Page, id: number, question: Exclude<Question, { kind: 'sheet' }>): Promise<Answer> {
  switch (question.kind) {
    case 'fields':
      return { result: question.nodes.map((node) => fields(page, page.tree.element(node), question.fields)) }
    case 'viewport':
      return { result: viewport(page) }
    case 'intersection':
      return { result: page.observers.intersection(id, question) }
    case 'media-query':
      return { result: page.observers.mediaQuery(id, question.descriptor) }
    case 'method': {
      const component = need(page, question.node).component
      if (!component?.method) throw new Error(`the node has no method ${question.method}`)
      return { result: asJson(await component.method(question.method, question.args)) }
    }
    case 'canvas': {
      const component = need(page, question.node).component
      if (!component?.offscreen) throw new Error('the node is no canvas')
      return { result: true, transfer: component.offscreen(question.width, question.height) }
    }
    case 'animate':
      animations(page).start(question.nodes, question.keyframes, question.duration, question.timeline, () => {
        page.phone.post({ type: 'notify', id, detail: { finished: true } })
      })
      return { result: true }
    case 'image-info':
      return { result: await loadImage(page.resourceUrl(question.url)) }
    case 'load-font':
      return { result: await loadFont(page, question.family, question.source, question.desc) }
    case 'automation':
      return { result: asJson(await automate(page, question.node, question.what, question.args)) }
  }
}

/** `this.clearAnimation`. */
export const clearAnimation = (page: Page, nodes: readonly number[]): void => animations(page).clear(nodes)

function need(page: Page, node: number): ElementNode {
  const owner = page.tree.element(node)
  if (!owner) throw new Error('the node is gone')
  return owner
}

function viewport(page: Page): JsonObject {
  const root = page.document.documentElement
  return {
    width: root.clientWidth, height: root.clientHeight, left: 0, top: 0, right: root.clientWidth, bottom: root.clientHeight,
    scrollLeft: root.scrollLeft, scrollTop: root.scrollTop, scrollWidth: root.scrollWidth, scrollHeight: root.scrollHeight,
  }
}

/** The element whose scroll position is that of the node. */
function scrollerOf(page: Page, owner: ElementNode): HTMLElement {
  if (owner.tag === 'page' || owner.tag === 'wx-page' || owner.node === 1) return page.document.documentElement
  return owner.component?.scroller ?? owner.element
}

function fields(page: Page, owner: ElementNode | null, wanted: JsonObject): Json {
  if (!owner) return null
  const { element } = owner
  const result: JsonObject = {}
  if (wanted['id']) result['id'] = element.id
  if (wanted['dataset']) result['dataset'] = owner.dataset
  if (wanted['rect'] || wanted['size']) {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
    if (wanted['rect']) Object.assign(result, { left, top, right, bottom })
    if (wanted['size']) Object.assign(result, { width, height })
  }
  if (wanted['scrollOffset']) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scrollerOf(page, owner)
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
  }
  for (const name of names(wanted['properties'])) result[name] = asJson(property(owner, name))
  const styles = names(wanted['computedStyle'])
  if (styles.length) {
    const computed = page.window.getComputedStyle(element) as unknown as { readonly [name: string]: string | undefined }
    for (const name of styles) result[name] = computed[camelCase(name)] ?? ''
  }
  if (wanted['context'] || wanted['node']) {
    const { width, height } = element.getBoundingClientRect()
    const handle = { tag: owner.tag, node: owner.node, id: element.id, width, height, props: asJson(owner.props) }
    if (wanted['context']) result['context'] = handle
    if (wanted['node']) result['node'] = handle
  }
  return result
}

const names = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : [])

function property(owner: ElementNode, name: string): unknown {
  const key = camelCase(name)
  return key in owner.props ? owner.props[key] : (owner.attribute(name) ?? null)
}
