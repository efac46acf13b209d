/** The running mini-program: its bundle, engine, modules and pages, reachable from everywhere in the worker. */
import type { App } from './app'
import type { Bundle } from './bundle'
import type { Components } from './components'
import type { Engine } from './engine'
import type { Modules } from './modules'
import type { Router } from './router'

export interface Program {
  readonly bundle: Bundle
  readonly engine: Engine
  readonly modules: Modules
  readonly components: Components
  readonly router: Router
  readonly app: App
}

let current: Program | null = null

/** The program that runs now. */
export function program(): Program {
  if (!current) throw new Error('no mini-program is running')
  return current
}

export function running(): boolean {
  return current !== null
}

export function run(next: Program): void {
  current = next
}
