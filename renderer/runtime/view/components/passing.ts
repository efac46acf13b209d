/** Tags whose own effect is not simulated but whose children are simply there. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import type { Json } from '../../shared/chunk'
import table from './passing.json'
import { defaultsOf } from './properties'

interface Passing {
  readonly css: string
  /** What is missing; told once a page. Empty: nothing is. */
  readonly missing: string
}

const told = new WeakMap<Document, Set<string>>()

for (const [tag, { css, missing }] of Object.entries(table as { [tag: string]: Passing })) {
  class PassingTag extends Component<Props> {
    constructor(host: Host<Props>) {
      super(host)
      if (!missing) return
      const known = told.get(host.page.document) ?? new Set<string>()
      told.set(host.page.document, known)
      if (known.has(tag)) return
      known.add(tag)
      host.page.report('notice', `<${tag}>: ${missing}`)
    }

    override method(name: string): Json {
      throw new Error(`${name}:fail not simulated for ${tag}`)
    }
  }
  defineComponent(tag, defaultsOf(tag), PassingTag, `wx-${tag} { ${css} }`)
}
