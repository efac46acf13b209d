/** Tags that need WeChat's servers or hardware: a calm box that says what belongs there, and one notice. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { elementName, isDocumented } from '../tags'
import css from './placeholder.css'
import table from './placeholders.json'
import { defaultsOf } from './properties'

interface Stand {
  readonly label: string
  /** CSS of the box. */
  readonly box: string
  /** What the notice says is missing. */
  readonly needs: string
  /** Attribute shown below the label. */
  readonly shows?: string
  /** Methods answered without an effect. */
  readonly methods?: readonly string[]
}

const noticed = new WeakMap<Document, Set<string>>()

function build(tag: string, stand: Stand): new (host: Host<Props>) => Component<Props> {
  return class extends Component<Props> {
    private readonly note: HTMLElement

    constructor(host: Host<Props>) {
      super(host)
      const box = host.create('div', 'wx-stand', host.element)
      box.setAttribute('wx-stand', tag)
      host.create('div', 'wx-stand-label', box).textContent = stand.label
      this.note = host.create('div', 'wx-stand-note', box)
      host.slot = host.create('div', 'wx-stand-slot', host.element)
    }

    override update(name: string, value: unknown): void {
      if (name === stand.shows) this.note.textContent = String(value ?? '').slice(0, 120)
    }

    override connected(): void {
      const { page } = this.host
      const known = noticed.get(page.document) ?? new Set<string>()
      noticed.set(page.document, known)
      if (known.has(tag)) return
      known.add(tag)
      page.report('notice', `<${tag}> is shown as a placeholder: it needs ${stand.needs}`)
    }

    override method(name: string): Json {
      if (!stand.methods?.includes(name)) throw new Error(`${name}:fail not simulated for ${tag}`)
      return null
    }

    override command(name: string, _args: JsonObject): void {
      // Commands of a stand-in have nothing to act on; the notice has said so.
      this.host.page.report('notice', `<${tag}>: ${name} has no effect on the placeholder`)
    }
  }
}

let first = css
for (const [tag, stand] of Object.entries(table as { [tag: string]: Stand })) {
  // A scene of xr-frame is no documented component: what it has inside is its own world.
  const defaults = isDocumented(tag) ? defaultsOf(tag) : {}
  defineComponent(tag, defaults, build(tag, stand), `${first}\n${elementName(tag)} { ${stand.box} }`)
  first = ''
}
