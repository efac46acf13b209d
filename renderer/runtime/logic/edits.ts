/** What differs between two generations of the app, unit by unit, and which modules and components that touches. */
import type { ComponentUnit, ModuleUnit } from '../shared/chunk'
import type { Bundle } from './bundle'

/** The units as they were before an update. */
export interface Before {
  readonly modules: ReadonlyMap<string, ModuleUnit>
  readonly components: ReadonlyMap<string, ComponentUnit>
}

export interface Edit {
  /** Modules with other code. */
  readonly modules: ReadonlySet<string>
  /** Components with another template. */
  readonly templates: ReadonlySet<string>
  /** Components that use others, under other tags. */
  readonly using: ReadonlySet<string>
  /** Components with other settings, another script file or another renderer. */
  readonly settings: ReadonlySet<string>
}

export function snapshot(bundle: Bundle): Before {
  return { modules: new Map(bundle.modules), components: new Map(bundle.components) }
}

export function difference(before: Before, bundle: Bundle): Edit {
  const old = (path: string): ComponentUnit | undefined => before.components.get(path)
  const units = [...bundle.components].filter(([path, unit]) => old(path) !== undefined && old(path) !== unit)
  const where = (differs: (old: ComponentUnit, unit: ComponentUnit) => boolean): Set<string> =>
    new Set(units.filter(([path, unit]) => differs(old(path)!, unit)).map(([path]) => path))
  return {
    modules: new Set([...bundle.modules].filter(([path, unit]) => changedModule(before.modules.get(path), unit)).map(([path]) => path)),
    templates: where((a, b) => a.template !== b.template),
    using: where((a, b) => JSON.stringify(a.using) !== JSON.stringify(b.using)),
    settings: where((a, b) => settings(a) !== settings(b)),
  }
}

function changedModule(old: ModuleUnit | undefined, unit: ModuleUnit): boolean {
  return old !== undefined && old.hash !== unit.hash
}

function settings(unit: ComponentUnit): string {
  const { usingComponents: _, ...json } = unit.json
  return JSON.stringify([json, unit.script, unit.renderer])
}

/** Components of `all` that use one of `paths`, directly. */
export function usersOf(paths: ReadonlySet<string>, all: ReadonlyMap<string, ComponentUnit>): Set<string> {
  return new Set([...all].filter(([, unit]) => Object.values(unit.using).some((used) => paths.has(used))).map(([path]) => path))
}

/** A component and everything it uses, itself first. */
export function closure(path: string, all: ReadonlyMap<string, ComponentUnit>, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found
  found.add(path)
  for (const used of Object.values(all.get(path)?.using ?? {})) closure(used, all, found)
  return found
}
