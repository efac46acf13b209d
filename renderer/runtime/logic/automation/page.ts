/** `Page.*` of the automation protocol. */
import type { Json, JsonObject } from '../../shared/chunk'
import { jsonSafe } from '../json'
import type { Page } from '../page'
import type { Method } from './answer'
import { valueAt } from './data_path'
import { describeElement, pageOfParams } from './elements'
import { callMethod } from './functions'
import type { Node } from './nodes'
import { Refusal } from './refusal'
import { nodeId } from '../selectors'
import { elementsAt, withText } from './search'
import { applied, askPage } from './view'
import { treeOf } from './wxml'

export const pageMethods: Readonly<Record<string, Method>> = {
  'Page.getElement': async (params) => {
    const page = pageOfParams(params)
    return describeElement(await first(withText(page, page.component, params), page, params))
  },
  'Page.getElements': async (params) => {
    const page = pageOfParams(params)
    return { elements: (await withText(page, page.component, params)).map(describeElement) }
  },
  'Page.getElementByXpath': async (params) => {
    const page = pageOfParams(params)
    return describeElement(await first(elementsAt(page, params), page, params))
  },
  'Page.getElementsByXpath': async (params) => ({ elements: (await elementsAt(pageOfParams(params), params)).map(describeElement) }),
  'Page.getData': (params) => ({ data: dataAt(pageOfParams(params).caller.data, params['path']) }),
  'Page.setData': async (params) => {
    const page = pageOfParams(params)
    page.caller.setData(givenData(params))
    await applied(page)
    return {}
  },
  'Page.callMethod': async (params) => {
    const page = pageOfParams(params)
    return { result: (await callMethod(page.caller as object, params['method'], params['args'], page.route)) as Json }
  },
  'Page.getTree': (params) => tree(pageOfParams(params), params['depth']),
  'Page.getText': async (params) => ({ text: await askPage(pageOfParams(params), 'text') }),
  'Page.getWindowProperties': async (params) => ({ properties: await askPage(pageOfParams(params), 'window', { names: namesOf(params) }) }),
}

async function first(found: Promise<Node[]>, page: Page, { selector, text }: JsonObject): Promise<Node> {
  const [one] = await found
  if (one) return one
  throw new Refusal(`no element of ${page.route} matches "${String(selector)}"${typeof text === 'string' ? ` and says "${text}"` : ''}`)
}

/** The whole page as a tree, every element with its place (CSS pixels of the page) and whether it is to be seen. */
async function tree(page: Page, depth: Json | undefined): Promise<JsonObject> {
  const rows: { row: { [name: string]: Json }; shown: number }[] = []
  const root = treeOf(page.component, typeof depth === 'number' ? depth : Infinity, (node, row) => rows.push({ row, shown: nodeId(node) ?? 0 }))
  const looks = (await askPage(page, 'nodes', { nodes: rows.map(({ shown }) => shown) })) as (JsonObject | null)[]
  rows.forEach(({ row }, index) => {
    const { left, top, width, height, visible } = looks[index] ?? { visible: false }
    row['visible'] = visible ?? false
    if (left !== undefined) row['box'] = { left, top: top!, width: width!, height: height! }
  })
  return { path: page.route, tree: root }
}

/** Data as a whole or at a path; undefined, which JSON leaves out, where the path leads nowhere. */
export function dataAt(data: unknown, path: Json | undefined): Json {
  const found = typeof path === 'string' && path !== '' ? valueAt(data, path) : data
  return jsonSafe(found)
}

export function givenData({ data }: JsonObject): object {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new Refusal('data is an object of paths and values, such as {"list[0].done": true}')
  return data
}

export function namesOf({ names }: JsonObject): string[] {
  if (!Array.isArray(names)) throw new Refusal('names is a list of names')
  return names.map(String)
}
