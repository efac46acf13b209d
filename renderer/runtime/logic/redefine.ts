/** Edited code of components: which definitions run again, and how living instances come to follow them. */
import { usersOf, type Edit } from './edits'
import { compare } from './definition_change'
import { ge, type EngineComponent, type EngineElement } from './engine'
import { adoptDefinition, replaceGenerics, replaceUses, swapInstance, type Swap } from './hot_swap'
import type { Page } from './page'
import { program } from './program'
import { tabBarRoot } from './tab_bar'

export interface Redefined {
  /** What living instances take over, by path. */
  readonly swaps: ReadonlyMap<string, Swap>
  /** Components whose instances have to begin again. */
  readonly anew: ReadonlySet<string>
}

/** Run the scripts that an edit touches; without `keep`, all of their instances begin again. */
export function redefine(edit: Edit, { keep }: { keep: boolean }): Redefined {
  const { bundle, components, engine, modules } = program()
  const affected = modules.affected(edit.modules)
  modules.forget(affected)
  const swaps = new Map<string, Swap>()
  const anew = new Set<string>()
  const units = components.units
  for (const [path, unit] of units) {
    const rebuilt = edit.settings.has(path) || edit.using.has(path)
    if (!rebuilt && !(unit.script !== null && affected.has(unit.script))) continue
    const swap = components.redefine(path)
    if (!swap) continue
    swaps.set(path, swap)
    const code = bundle.modules.get(unit.script ?? '')?.code ?? ''
    const change = compare(...swap.given, code, edit.modules.has(unit.script ?? ''))
    if (edit.settings.has(path) || change === 'anew' || (!keep && affected.has(unit.script ?? ''))) anew.add(path)
  }
  for (const [path, swap] of swaps) if (!anew.has(path)) adoptDefinition(swap)
  replaceUses([...units.keys()].map((path) => engine.definition(path)), [...swaps.values()])
  const templates = [...edit.templates].filter((path) => !swaps.has(path))
  components.renewTemplates(templates)
  return { swaps, anew }
}

/** Let the instances of a page follow; what lies inside a component that is rendered anew is made anew by it. */
export function renewTrees(page: Page, edit: Edit, { swaps, anew }: Redefined): void {
  const rendered = new Set([...edit.templates, ...edit.using, ...usersOf(anew, program().components.units)])
  const all = [...swaps.values()]
  const visit = (node: EngineElement): void => {
    if (ge.Component.isComponent(node)) {
      const component = node as EngineComponent
      replaceGenerics(component, all)
      const swap = swaps.get(component.is)
      if (swap && !anew.has(component.is)) swapInstance(program().engine, component, swap, component === page.component)
      if (rendered.has(component.is)) {
        component.applyTemplateUpdates()
        return
      }
      visit(component.getShadowRoot())
    }
    for (const child of node.childNodes ?? []) if (ge.Element.isElement(child)) visit(child)
  }
  for (const root of [page.component, tabBarRoot(page)]) if (root) visit(root)
}
