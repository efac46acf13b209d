/** What the automation protocol does on a page: properties, styles and places of elements, fingers and controls. */
import type { Json, JsonObject } from '../shared/chunk'
import type { AutomationWhat, NodeId } from '../shared/messages'
import { pointsOf, tap, touch } from './automation_fingers'
import { found } from './automation_xpath'
import { camelCase, definitionOf } from './component'
import type { ElementNode } from './node'
import type { Page } from './page'

/** Answer a question or do a deed; throws an Error whose message says why not. */
export function automate(page: Page, node: NodeId, what: AutomationWhat, args: JsonObject): unknown {
  if (node === 0) return askPage(page, what, args)
  const owner = page.tree.element(node)
  if (!owner) throw new Error('the element is not on the page any more')
  switch (what) {
    case 'dom':
      return names(args).map((name) => plain(at(owner.element, name)))
    case 'styles':
      return styles(owner, names(args))
    case 'properties':
      return properties(owner, names(args))
    case 'offset':
      return offset(owner)
    case 'tap':
      return tap(page, owner)
    case 'touchstart':
    case 'touchmove':
    case 'touchend':
      return touch(page, owner, what, args)
    case 'trigger':
      return trigger(page, owner, args)
    case 'call':
      return call(page, owner, args)
    default:
      throw new Error(`an element does not know '${what}'`)
  }
}

function askPage(page: Page, what: AutomationWhat, args: JsonObject): unknown {
  switch (what) {
    case 'window':
      return names(args).map((name) => plain(at(page.window, name)))
    case 'text':
      return [...page.document.querySelectorAll<HTMLElement>('wx-page'), page.portal].map((root) => root.innerText).filter(Boolean).join('\n')
    case 'nodes':
      return (args['nodes'] as Json[]).map((node) => looks(page, Number(node)))
    case 'xpath':
      return found(page.document, String(args['expression']), args['tree'] as Json)
    default:
      throw new Error(`a page does not know '${what}'`)
  }
}

const names = (args: JsonObject): string[] => (Array.isArray(args['names']) ? args['names'].map(String) : [])

/** What a path such as `document.body.scrollTop` leads to. */
function at(start: unknown, path: string): unknown {
  let found = start
  for (const name of path.split('.')) found = (found as Record<string, unknown> | null | undefined)?.[name]
  return found
}

/** Values that may leave the page: no nodes, no functions. */
function plain(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value)) return value.map(plain)
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null ? (JSON.parse(JSON.stringify(value)) as Json) : String(value)
}

function styles(owner: ElementNode, wanted: readonly string[]): Json[] {
  const computed = owner.page.window.getComputedStyle(owner.element)
  return wanted.map((name) => computed.getPropertyValue(name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)))
}

/** The element's left upper corner on the page, as far as the page is scrolled. */
function offset({ element, page }: ElementNode): JsonObject {
  const { left, top } = element.getBoundingClientRect()
  const { scrollLeft, scrollTop } = page.document.documentElement
  return { left: left + scrollLeft, top: top + scrollTop }
}

/** Properties of a built-in as they are now; `__propPublic` names all there are, both ways they are written. */
function properties(owner: ElementNode, wanted: readonly string[]): Json[] {
  const defaults = definitionOf(owner.tag)?.defaults ?? {}
  return wanted.map((name) => {
    if (name === '__propPublic') return known(owner, Object.keys(defaults))
    const own = owner.component?.automation?.property?.(name)
    if (own !== undefined) return own
    const key = camelCase(name)
    const value = owner.component && key in owner.props ? owner.props[key] : (owner.attribute(name) ?? owner.attribute(dashed(name)) ?? defaults[key])
    return plain(value)
  })
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function known(owner: ElementNode, documented: readonly string[]): JsonObject {
  const all = new Set(['id', 'hidden'])
  for (const name of [...documented, ...owner.attributeNames]) all.add(camelCase(name)).add(dashed(name))
  return Object.fromEntries([...all].map((name) => [name, true]))
}

/** Where a node is on the page, what it says, and whether it is to be seen. */
function looks(page: Page, node: NodeId): Json {
  const owner = page.tree.element(node)
  if (!owner) return null
  const { element } = owner
  const { width, height } = element.getBoundingClientRect()
  const visible = width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  return { ...offset(owner), width, height, visible, text: element.innerText }
}

/** Events of fingers and styles reach what is around the element, as they do by themselves. */
const BUBBLING = /^(tap|longtap|longpress|touch(start|move|end|cancel|forcechange)|transitionend|animation(start|iteration|end))$/

/** Let an event happen at an element; the component itself does not take part. */
function trigger(page: Page, owner: ElementNode, args: JsonObject): null {
  const name = String(args['type'])
  const touches = pointsOf(page, owner, args['touches'])
  const changedTouches = pointsOf(page, owner, args['changedTouches'] ?? args['changeTouches'])
  owner.emit(name, args['detail'] ?? {}, {
    bubbles: BUBBLING.test(name), ...(touches && { touches }), ...(changedTouches && { changedTouches }),
  })
  return null
}

/** A function of a built-in, by its tag and name: `scroll-view.scrollTo`. */
function call(page: Page, owner: ElementNode, args: JsonObject): unknown {
  const [tag, name = ''] = String(args['functionName']).split('.')
  if (tag !== owner.tag) throw new Error(`<${owner.tag}> is no ${tag}`)
  if (tag === 'switch' && name === 'tap') return tap(page, owner)
  const deed = owner.component?.automation?.calls?.[name]
  if (!deed) throw new Error(`<${tag}> has no function '${name}'`)
  return deed(...((args['args'] ?? []) as Json[])) ?? null
}
