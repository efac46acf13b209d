/** Gives living instances the code of a newer definition, where the engine itself knows only new instances. */
import type { JsonObject } from '../shared/chunk'
import { changedFields, source } from './definition_change'
import type { Definition, Engine, EngineComponent } from './engine'

/* eslint-disable @typescript-eslint/no-explicit-any */
export type EngineDefinition = any

/** One component's definition before and after an edit, for the engine and as the author gave it. */
export interface Swap {
  readonly path: string
  readonly old: EngineDefinition
  readonly next: EngineDefinition
  readonly given: readonly [Definition, Definition]
}

/** Let everything that inherits from the old definition follow the new one, later instances too. */
export function adoptDefinition({ old, next }: Swap): void {
  if (!old.isPrepared()) return
  next.prepare()
  const { proto } = old._$detail
  const { proto: fresh } = next._$detail
  for (const name of ['_$behavior', '_$definition', '_$methodMap', '_$lifetimeFuncs', '_$pageLifetimeFuncs', '_$dataGroupObserverTree']) {
    proto[name] = fresh[name]
  }
  next._$detail.proto = proto
}

/** What components that use the old definition have to put into their trees from now on. */
export function replaceUses(users: Iterable<EngineDefinition>, swaps: readonly Swap[]): void {
  for (const user of users) if (!user.behavior._$unprepared) replaceFinals(user.behavior._$using, swaps)
}

/** Give one instance the new methods, and the data whose first value the edit changed. */
export function swapInstance(engine: Engine, component: EngineComponent, swap: Swap, isPage: boolean): void {
  const { next } = swap
  const group = component._$dataGroup
  group._$observerTree = next._$detail.proto._$dataGroupObserverTree
  group._$propFields = group._$observerTree.propFields
  const caller = component.getMethodCaller()
  Object.setPrototypeOf(caller, Object.getPrototypeOf(next.behavior._$methodCallerInit.call(component)))
  if (isPage) engine.renewPage(swap.path, caller, changedFields(...swap.given))
  const data = changedData(swap)
  if (Object.keys(data).length > 0) caller.setData(data)
}

/** Generics that were filled with an old definition. */
export function replaceGenerics(component: EngineComponent, swaps: readonly Swap[]): void {
  if (component._$genericImpls) replaceFinals(component._$genericImpls, swaps)
}

function replaceFinals(places: Record<string, any>, swaps: readonly Swap[]): void {
  for (const place of Object.values(places)) {
    const swap = swaps.find(({ old }) => place?.final === old)
    if (swap) place.final = swap.next
  }
}

/** Fields of the first data that the edit changed or added. */
function changedData({ old, next }: Swap): JsonObject {
  const [before, after] = [firstData(old), firstData(next)]
  const known = (name: string): boolean => name in before && source(before[name]) === source(after[name])
  return Object.fromEntries(Object.entries(after).filter(([name]) => !known(name)))
}

function firstData(definition: EngineDefinition): JsonObject {
  const { _$staticData: fixed, _$data: made } = definition.behavior
  return Object.assign({}, fixed, ...made.map((make: () => object) => make())) as JsonObject
}
