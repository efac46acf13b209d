/** Errors and warnings of the engine become reports. */
import { ge } from './engine'
import { report } from './errors'
import { pageOf } from './page'
import { program } from './program'

/** Noise: says nothing about the app that its author could act on in WeChat either. */
const QUIET = [/is not a valid property/, /Some keys are not unique/, /is not a valid event binding or slot value/, /from different behaviors is overriding/, /target of relation .* is not a valid behavior or component/, /for-list data is neither .* got type "(undefined|null)"/]

/** Mistakes WeChat passes over: told, but no errors. */
const HARMLESS = [/^Cannot find method ".*" for observer of property/, /^the type of property ".*" is illegal/]

/** Send what the engine reports through ours, and nothing to its console. */
export function routeEngineErrors(): void {
  ge.addGlobalErrorListener((error: unknown, _method: string, component: unknown) => {
    const page = ge.Component.isComponent(component) ? pageOf(component)?.route : undefined
    const message = error instanceof Error ? error.message : ''
    if (HARMLESS.some((pattern) => pattern.test(message))) {
      report('notice', message, typeof component === 'string' ? `${component}.js` : '')
      return false
    }
    program().app.failed(error, page)
    return false
  })
  ge.addGlobalWarningListener((message: string, component: unknown) => {
    if (QUIET.some((pattern) => pattern.test(message))) return false
    const isComponent = ge.Component.isComponent(component)
    report('notice', message, isComponent ? `${(component as { is: string }).is}.wxml` : '')
    return false
  })
}
