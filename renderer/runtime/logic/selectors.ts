/** Finds elements of a component's tree: by selector, by canvas-id, by id of a built-in. */
import type { NodeId } from '../shared/messages'
import { ge, type Caller, type EngineComponent, type EngineElement } from './engine'
import { pageOf, type Page } from './page'
import { program } from './program'

/** The component behind what app code passes as `this`: a page or component instance, or the page on top. */
export function componentOf(caller: Caller): EngineComponent | null {
  const component = caller?._$ ?? caller
  if (component && ge.Component.isComponent(component)) return component
  return program().router.top?.component ?? null
}

export function pageOfComponent(component: EngineComponent): Page | undefined {
  return pageOf(component) ?? program().router.top
}

export function selectAll(component: EngineComponent, selector: string): EngineElement[] {
  const root = component?.getShadowRoot()
  if (!root) return []
  // `page` alone means the page itself.
  if (selector.trim() === 'page') return [component]
  return root.querySelectorAll(selector)
}

/** Number of the node an element has in the view; a virtual host stands for its first child. */
export function nodeId(element: EngineElement): NodeId | null {
  const own = element.$$?.id as NodeId | undefined
  if (own !== undefined) return own
  let found: NodeId | null = null
  element.forEachComposedChild?.((child: EngineElement) => {
    found ??= ge.Element.isElement(child) ? nodeId(child) : null
    return found === null
  })
  return found
}

export function findNode(page: Page, selector: string): NodeId | null {
  const [element] = selectAll(page.component, selector)
  return element ? nodeId(element) : null
}

/** The first built-in `tag` of a component's own tree that `test` accepts. */
export function findBuiltin(component: EngineComponent, tag: string, test: (element: EngineElement) => boolean): EngineElement | null {
  const search = (element: EngineElement): EngineElement | null => {
    for (const child of element.childNodes ?? []) {
      if (!ge.Element.isElement(child)) continue
      if (child.is === tag && test(child)) return child
      const found = search(child)
      if (found) return found
    }
    return null
  }
  const root = component?.getShadowRoot()
  return root ? search(root) : null
}

/** A built-in known by its id, in the given component or anywhere on its page. */
export function findById(component: EngineComponent, tag: string, id: string): EngineElement | null {
  return findBuiltin(component, tag, (element) => element.id === id)
}
