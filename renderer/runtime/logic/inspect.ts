/** Answers of the worker to the panels: page stack, data, component tree, expressions. */
import type { Json, JsonObject } from '../shared/chunk'
import type { ToLogic } from '../shared/messages'
import { automation } from './automation/answer'
import { evaluateInput, namesFor } from './console_input'
import { ge, type EngineElement } from './engine'
import { describe } from './errors'
import { appData, editData, setDataCalls } from './inspect_data'
import { placesOf } from './inspect_rows'
import { chainOfNode, componentsOf, details, find, nodesAt, outline } from './inspect_tree'
import { watch } from './inspect_watch'
import { jsonSafe } from './json'
import { measured } from './measures'
import { natives } from './natives'
import type { Page } from './page'
import { program } from './program'
import { rest } from './rest'
import { post } from './shell'

type Inspect = Extract<ToLogic, { type: 'inspect' }>

/** Answer a question of a panel; a failure is an answer too. */
export function inspect(message: Inspect): void {
  answer(message)
    .catch((error: unknown) => ({ error: describe(error) }))
    .then((value) => post({ type: 'inspection', id: message.id, value: jsonSafe(value) ?? null }))
    .catch((error: unknown) => natives.console.error(error))
}

async function answer({ what, args }: Inspect): Promise<unknown> {
  switch (what) {
    case 'stack':
      return program().router.stack.map((page) => ({ page: page.id, route: page.route, query: page.query, ready: page.ready, tab: page.tab }))
    case 'data':
      return component(args)?.data ?? null
    case 'set-data':
      component(args)?.setData(args['data'] as object)
      return component(args)?.data ?? null
    case 'tree':
      return tree(pageOfArgs(args).component)
    case 'rest':
      return rest(Number(args['within']))
    case 'evaluate':
      return evaluate(String(args['code'] ?? ''))
    case 'console':
      return evaluateInput(String(args['code'] ?? ''))
    case 'names':
      return namesFor(String(args['base'] ?? ''))
    case 'watch':
      return watch(args['on'] === true)
    case 'outline':
      return outline(pageOfArgs(args), args)
    case 'details':
      return details(pageOfArgs(args), args['row'])
    case 'chain':
      return chainOfNode(pageOfArgs(args), Number(args['node']))
    case 'find':
      return find(pageOfArgs(args), String(args['text'] ?? ''))
    case 'components':
      return componentsOf(pageOfArgs(args))
    case 'nodes-at':
      return nodesAt(pageOfArgs(args), String(args['component']), args['steps'] as Json[][])
    case 'app-data':
      return appData(args)
    case 'edit-data':
      return editData(args)
    case 'measures':
      return { setData: setDataCalls(), pieces: measured(), parameters: takesParameters(pageOfArgs(args)) }
    case 'places':
      return placesOf(pageOfArgs(args), (args['nodes'] as Json[]).map(Number))
    case 'automation':
      return automation(args)
    default:
      throw new Error(`'${what}' is a question to the view`)
  }
}

/** Whether what the page shows may depend on how it was opened. */
function takesParameters(page: Page): boolean {
  const { caller, component } = page
  const loads: unknown = caller?.onLoad
  const properties = component ? (ge.Component.listProperties(component) as string[]) : []
  return (typeof loads === 'function' && loads.length > 0) || properties.length > 0
}

function pageOfArgs(args: JsonObject): Page {
  const { router } = program()
  const page = typeof args['page'] === 'number' ? router.page(args['page']) : router.top
  if (!page) throw new Error('there is no such page')
  return page
}

/** The component that owns node `args.node`, or the page. */
function component(args: JsonObject): EngineElement {
  const page = pageOfArgs(args)
  const node = typeof args['node'] === 'number' ? page.backend.nodes.get(args['node'])?.__wxElement : undefined
  return (node && ge.Component.isComponent(node) ? (node as EngineElement) : page.component).getMethodCaller()
}

async function evaluate(code: string): Promise<unknown> {
  const value = natives.evaluate(code)
  return value instanceof Promise ? await value : value
}

function tree(element: EngineElement): Json {
  if (!ge.Element.isElement(element)) return { text: String(element.textContent ?? '') }
  const children: Json[] = []
  const root = ge.Component.isComponent(element) ? element.getShadowRoot() : null
  const nodes = [...(root?.childNodes ?? []), ...(root && element.childNodes.length > 0 ? element.childNodes : [])]
  for (const child of root ? nodes : element.childNodes) children.push(tree(child))
  return {
    node: element.$$?.id ?? 0,
    tag: element.is ?? element.tagName ?? '',
    component: root !== null,
    id: element.id,
    class: element.class,
    dataset: jsonSafe(element.dataset),
    children,
  }
}
