/** `Element.*` of the automation protocol. */
import type { Json, JsonObject } from '../../shared/chunk'
import { ge } from '../engine'
import type { Method } from './answer'
import { describeElement, elementOfParams } from './elements'
import { callMethod } from './functions'
import { attributesOf, attributeText, isCustom, tagOf, type Node } from './nodes'
import { dataAt, givenData, namesOf } from './page'
import { Refusal } from './refusal'
import { select } from './selector'
import { applied, askElement } from './view'

export const elementMethods: Readonly<Record<string, Method>> = {
  'Element.getElement': (params) => {
    const { node } = elementOfParams(params)
    const first = inside(node, params['selector'])[0]
    if (!first) throw new Refusal(`no element inside <${tagOf(node)}> matches "${String(params['selector'])}"`)
    return describeElement(first)
  },
  'Element.getElements': (params) => ({ elements: inside(elementOfParams(params).node, params['selector']).map(describeElement) }),
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

/** Elements inside one; the element itself is not among them. */
const inside = (node: Node, selector: unknown): Node[] => select(node, selector).filter((one) => one !== node)

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
