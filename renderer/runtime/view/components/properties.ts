/** Attribute defaults of built-in components, read from the reference so that nobody retypes them. */
import reference from '../../../../resources/reference/components.json'
import { camelCase } from '../component'
import type { Props } from '../component'

interface AttributeFact {
  readonly name: string
  readonly type: string
  readonly default?: unknown
}

interface ComponentFact {
  readonly name: string
  readonly attributes: readonly AttributeFact[]
  readonly legacyAttributes?: readonly AttributeFact[]
}

const facts = new Map((reference.components as unknown as readonly ComponentFact[]).map((fact) => [fact.name, fact]))

/** A default as documented; null stands for "no default": such values arrive unconverted. */
function defaultOf(fact: AttributeFact): unknown {
  const value = fact.default
  switch (fact.type) {
    case 'boolean':
      return value ?? false
    case 'string':
    case 'color':
      // `<today>` and its like name a default that only exists on the phone.
      return typeof value === 'string' && !value.startsWith('<') ? value : ''
    case 'number':
      return typeof value === 'number' ? value : null
    default:
      return typeof value === 'string' && value.startsWith('<') ? null : value ?? null
  }
}

/**
 * Defaults of a tag's attributes by camelCase name. An attribute that is documented several times
 * (a picker's `value` per mode) has no common default and becomes null. `own` wins.
 */
export function defaultsOf<P extends Props>(tag: string, own: Partial<P> = {}): P {
  const fact = facts.get(tag)
  if (!fact) throw new Error(`no component ${tag} in the reference`)
  const result: Props = {}
  for (const attribute of [...fact.attributes, ...(fact.legacyAttributes ?? [])]) {
    const name = camelCase(attribute.name)
    const value = defaultOf(attribute)
    result[name] = name in result && JSON.stringify(result[name]) !== JSON.stringify(value) ? null : value
  }
  return { ...result, ...own } as P
}
