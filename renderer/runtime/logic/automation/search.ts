/** Elements by what they say, and by XPath: searches the view takes part in. */
import type { Json, JsonObject } from '../../shared/chunk'
import type { Page } from '../page'
import { nodeId } from '../selectors'
import type { Node } from './nodes'
import { Refusal } from './refusal'
import { select } from './selector'
import { askPage } from './view'
import { described } from './wxml'

/** Elements inside `scope` by `selector`; with `text` only those that show it. An element is not inside itself. */
export async function withText(page: Page, scope: Node, { selector, text }: JsonObject): Promise<Node[]> {
  const found = select(scope, selector).filter((node) => node !== scope || scope === page.component)
  if (typeof text !== 'string') return found
  const looks = (await askPage(page, 'nodes', { nodes: found.map((node) => nodeId(node) ?? 0) })) as (JsonObject | null)[]
  return found.filter((_, index) => String(looks[index]?.['text'] ?? '').includes(text))
}

/** Elements of the page that an XPath expression leads to; it reads the WXML that `outerWxml` writes. */
export async function elementsAt(page: Page, expression: Json | undefined): Promise<Node[]> {
  if (typeof expression !== 'string' || !expression.trim()) throw new Refusal('selector is an XPath expression such as "//view[@id=\'a\']/text"')
  const { tree, nodes } = described(page.component)
  const places = (await askPage(page, 'xpath', { expression, tree })) as number[]
  return places.map((place) => nodes[place]!)
}
