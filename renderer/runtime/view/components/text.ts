/** `<text>`: inline text with its own rules for spaces, entities, selection and line count. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { defaultsOf } from './properties'
import css from './text.css'

type TextProps = Props & {
  selectable: boolean
  userSelect: boolean
  overflow: string
  maxLines: unknown
  space: string
  decode: boolean
}

const spaces: { readonly [name: string]: string } = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' }
const entities: { readonly [name: string]: string } = {
  nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003', lt: '<', gt: '>', amp: '&', apos: '\'', quot: '"',
}

class Text extends Component<TextProps> {
  /** What was written into a text node here, and what the author's text was. */
  private readonly written = new WeakMap<Node, { source: string; shown: string }>()
  private readonly watcher: MutationObserver

  constructor(host: Host<TextProps>) {
    super(host)
    const Observer = (host.page.window as unknown as { MutationObserver: typeof MutationObserver }).MutationObserver
    this.watcher = new Observer(() => this.rewrite())
  }

  override update(name: string): void {
    const { element, props } = this.host
    if (name === 'selectable' || name === 'userSelect') {
      element.toggleAttribute('selectable', props.selectable || props.userSelect)
    }
    if (name === 'maxLines' || name === 'overflow') this.clamp()
    if (name === 'space' || name === 'decode') {
      this.watcher.disconnect()
      if (props.decode || props.space) {
        this.watcher.observe(this.host.slot, { characterData: true, childList: true, subtree: true })
      }
      this.rewrite()
    }
  }

  private clamp(): void {
    const { element, props } = this.host
    const lines = Number(props.maxLines) || 0
    element.toggleAttribute('wx-clamp', lines > 0)
    this.host.style('-webkit-line-clamp', lines > 0 ? String(lines) : null)
    this.host.style('overflow', lines > 0 || props.overflow === 'ellipsis' || props.overflow === 'clip' ? 'hidden' : null)
    this.host.style('text-overflow', props.overflow === 'ellipsis' ? 'ellipsis' : null)
    this.host.style('mask-image', props.overflow === 'fade' ? 'linear-gradient(to right, #000 80%, transparent)' : null)
  }

  private rewrite(): void {
    const document = this.host.page.document
    const walker = document.createTreeWalker(this.host.slot, 4)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node as CharacterData
      const known = this.written.get(text)
      const source = known && known.shown === text.data ? known.source : text.data
      const shown = this.shown(source)
      this.written.set(text, { source, shown })
      if (text.data !== shown) text.data = shown
    }
  }

  private shown(source: string): string {
    const { props } = this.host
    const space = spaces[props.space]
    const spaced = space ? source.replace(/ /g, space) : source
    return props.decode ? spaced.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole) : spaced
  }
}

defineComponent('text', defaultsOf<TextProps>('text'), Text, css, true)
