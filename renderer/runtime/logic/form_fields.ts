/** Values of the author's own form fields (`wx://form-field`), which only the logic knows. */
import type { Json, JsonObject } from '../shared/chunk'
import { ge, type EngineElement } from './engine'
import { jsonSafe } from './json'
import { program } from './program'

/** The detail of a form's `submit` with the named own fields inside it added. */
export function withOwnFields(form: EngineElement, detail: Json): Json {
  const given = detail as JsonObject | null
  const values = given?.['value']
  if (!given || typeof values !== 'object' || values === null || Array.isArray(values)) return detail
  const own: JsonObject = {}
  collect(form, own)
  return Object.keys(own).length ? { ...given, value: { ...values, ...own } } : detail
}

function collect(element: any, own: JsonObject): void {
  element.forEachComposedChild((child: any) => {
    if (!ge.Element.isElement(child)) return
    if (ge.Component.isComponent(child) && child.hasBehavior(program().engine.formField)) {
      const { name, value } = child.data as { name?: unknown; value?: unknown }
      if (typeof name === 'string' && name) own[name] = (jsonSafe(value) ?? null) as Json
    }
    collect(child, own)
  })
}
