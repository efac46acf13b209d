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
  return saying(page, select(scope, selector).filter((node) => node !== scope || scope === page.component), text)
}

async function saying(page: Page, found: Node[], text: Json | undefined): Promise<Node[]> {
  if (typeof text !== 'string' || found.length === 0) return found
  const looks = (await askPage(page, 'nodes', { nodes: found.map((node) => nodeId(node) ?? 0) })) as (JsonObject | null)[]
  return found.filter((_, index) => String(looks[index]?.['text'] ?? '').includes(text))
}

/** Elements of the page that the XPath expression `selector` leads to, with `text` those that show it; it reads the WXML that `outerWxml` writes. */
export async function elementsAt(page: Page, { selector: expression, text }: JsonObject): Promise<Node[]> {
  if (typeof expression !== 'string' || !expression.trim()) throw new Refusal('selector is an XPath expression such as "//view[@id=\'a\']/text"')
  const { tree, nodes } = described(page.component)
  const places = (await askPage(page, 'xpath', { expression, tree })) as number[]
  return saying(page, places.map((place) => nodes[place]!), text)
}
