/** A template names a handler its component does not have: found in the author's WXML by its text. */
import type { EngineComponent } from './engine'
import { report } from './errors'
import { natives } from './natives'
import { pageOf } from './page'
import { program } from './program'
import { underWay } from './under_way'

/** Report it with file and line; the event itself goes nowhere, as in WeChat. */
export function missingHandler(component: EngineComponent, handler: string, event: string, caught: boolean): void {
  // `catchtouchmove="true"` and the like only want the event to end here.
  const kind = caught ? 'notice' : 'script'
  const file = `${String(component.is)}.wxml`
  const message = `Component "${String(component.is)}" does not have a method "${handler}" to handle event "${event}".`
  const page = pageOf(component)?.route
  underWay(() => lineOf(file, handler)).then(
    (line) => report(kind, message, file, line, page),
    () => report(kind, message, file, 0, page),
  )
}

async function lineOf(file: string, handler: string): Promise<number> {
  const response = await natives.fetch(`${program().bundle.base}pkg/${file}`)
  if (!response.ok) return 0
  const lines = (await response.text()).split('\n')
  return lines.findIndex((line) => line.includes(`"${handler}"`) || line.includes(`'${handler}'`)) + 1
}
