/** `Page.*` of the automation protocol. */
import type { Json, JsonObject } from '../../shared/chunk'
import { jsonSafe } from '../json'
import type { Method } from './answer'
import { valueAt } from './data_path'
import { describeElement, pageOfParams } from './elements'
import { callMethod } from './functions'
import { Refusal } from './refusal'
import { select } from './selector'
import { applied, askPage } from './view'

export const pageMethods: Readonly<Record<string, Method>> = {
  'Page.getElement': (params) => {
    const page = pageOfParams(params)
    const [first] = select(page.component, params['selector'])
    if (!first) throw new Refusal(`no element of ${page.route} matches "${String(params['selector'])}"`)
    return describeElement(first)
  },
  'Page.getElements': (params) => ({ elements: select(pageOfParams(params).component, params['selector']).map(describeElement) }),
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
  'Page.getWindowProperties': async (params) => ({ properties: await askPage(pageOfParams(params), 'window', { names: namesOf(params) }) }),
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
