/** `Element.*` of the automation protocol. */
import type { Json, JsonObject } from '../../shared/chunk'
import { ge } from '../engine'
import { contextOf } from '../node_objects'
import type { Page } from '../page'
import type { Method } from './answer'
import { describeElement, elementOfParams } from './elements'
import { argumentsOf, callMethod } from './functions'
import { attributesOf, attributeText, isCustom, tagOf, type Node } from './nodes'
import { dataAt, givenData, namesOf } from './page'
import { Refusal } from './refusal'
import { nodeId } from '../selectors'
import { withText } from './search'
import { select } from './selector'
import { applied, askElement } from './view'
import { innerWxml, outerWxml } from './wxml'

export const elementMethods: Readonly<Record<string, Method>> = {
  'Element.getElement': async (params) => {
    const { page, node } = elementOfParams(params)
    const [first] = await withText(page, node, params)
    if (!first) throw new Refusal(`no element inside <${tagOf(node)}> matches "${String(params['selector'])}"`)
    return describeElement(first)
  },
  'Element.getElements': async (params) => {
    const { page, node } = elementOfParams(params)
    return { elements: (await withText(page, node, params)).map(describeElement) }
  },
  'Element.getWXML': (params) => {
    const { node } = elementOfParams(params)
    return { wxml: params['type'] === 'outer' ? outerWxml(node) : innerWxml(node) }
  },
  'Element.getDOMProperties': async (params) => ({ properties: await askElement(elementOfParams(params), 'dom', { names: namesOf(params) }) }),
  'Element.getStyles': async (params) => ({ styles: await askElement(elementOfParams(params), 'styles', { names: namesOf(params) }) }),
  'Element.getOffset': async (params) => (await askElement(elementOfParams(params), 'offset')) as JsonObject,
  'Element.getAttributes': (params) => {
    const all = attributesOf(elementOfParams(params).node)
    return { attributes: namesOf(params).map((name) => attributeText(all.get(name))) }
  },
  'Element.getProperties': async (params) => ({ properties: await properties(params) }),
  'Element.getData': (params) => ({ data: dataAt(componentOf(params).caller.data, params['path']) }),
  'Element.setData': async (params) => {
    const { page } = elementOfParams(params)
    componentOf(params).caller.setData(givenData(params))
    await applied(page)
    return {}
  },
  'Element.callMethod': async (params) => {
    const { caller, path } = componentOf(params)
    return { result: (await callMethod(caller as object, params['method'], params['args'], path)) as Json }
  },
  'Element.callFunction': async (params) => ({ result: await askElement(elementOfParams(params), 'call', params) }),
  'Element.callContextMethod': callContextMethod,
  'Element.triggerEvent': async (params) => {
    await trigger(elementOfParams(params), String(params['type']), params)
    return {}
  },
  'Element.dispatchEvent': async (params) => {
    const { page, node } = elementOfParams(params)
    const within = typeof params['$'] === 'string' ? select(node, params['$'])[0] : node
    if (!within) throw new Refusal(`no element inside <${tagOf(node)}> matches "${String(params['$'])}"`)
    await trigger({ page, node: within }, String(params['eventName']), params)
    return {}
  },
  'Element.tap': deed('tap'),
  'Element.touchstart': deed('touchstart'),
  'Element.touchmove': deed('touchmove'),
  'Element.touchend': deed('touchend'),
}

function deed(what: 'tap' | 'touchstart' | 'touchmove' | 'touchend'): Method {
  return async (params) => {
    await askElement(elementOfParams(params), what, params)
    return {}
  }
}

/** Let an event happen; components of the author trigger their own themselves. */
async function trigger(target: { page: Page; node: Node }, name: string, params: JsonObject): Promise<void> {
  if (!/^[\w-]+$/.test(name)) throw new Refusal(`'${name}' is no name of an event`)
  if (isCustom(target.node) && !isTouch(name)) target.node.getMethodCaller().triggerEvent(name, params['detail'])
  else await askElement(target, 'trigger', { ...params, type: name })
}

const isTouch = (name: string): boolean => /^(tap|longtap|longpress|touch[a-z]+|transitionend|animation[a-z]+)$/.test(name)

/** A method of the object that `wx.createVideoContext` and its kin give for an element; asynchronous ones answer what `success` receives. */
async function callContextMethod(params: JsonObject): Promise<JsonObject> {
  const { page, node } = elementOfParams(params)
  const found = contextOf(tagOf(node), { page, node: nodeId(node) ?? 0 })
  if (!found) throw new Refusal(`<${tagOf(node)}> has no context with methods`)
  const { context, kinds } = found
  const method = String(params['method'])
  const call = context[method]
  if (typeof call !== 'function') throw new Refusal(`the context of <${tagOf(node)}> has no method '${method}'`)
  page.backend.flush()
  const args = argumentsOf(params['args'])
  if (kinds[method] !== 'async') return { result: ((await call(...args)) ?? null) as Json }
  const result = await new Promise((success, fail) => call({ ...(args[0] as object | undefined), success, fail }))
  return { result: result as Json }
}

/** The instance behind a component of the author. */
function componentOf(params: JsonObject): { caller: { data: unknown; setData(data: object): void }; path: string } {
  const { node } = elementOfParams(params)
  if (!isCustom(node)) throw new Refusal(`<${tagOf(node)}> is no custom component: it has no data and no methods`)
  return { caller: node.getMethodCaller(), path: String(node.is) }
}

/** `__propPublic`: which properties there are; a built-in's are known to the view. */
async function properties(params: JsonObject): Promise<Json> {
  const target = elementOfParams(params)
  const { node } = target
  const names = namesOf(params)
  if (!ge.Component.isComponent(node)) return askElement(target, 'properties', { names })
  const known = isCustom(node) ? (ge.Component.listProperties(node) as string[]) : []
  const publicOnes = Object.fromEntries(known.map((name) => [name, true]))
  return names.map((name) => (name === '__propPublic' ? publicOnes : known.includes(name) ? ((node.data[name] ?? null) as Json) : null))
}
