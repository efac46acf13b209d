/** `<rich-text>`: trusted HTML, as text or as nodes; everything else is dropped. */
import reference from '../../../../resources/reference/components.json'
import { Component, defineComponent } from '../component'
import type { Host, PageView, Props } from '../component'
import { authorCss } from './author'
import { defaultsOf } from './properties'
import css from './rich_text.css'

type RichTextProps = Props & { nodes: unknown; space: string; userSelect: boolean; mode: string }

interface RichNode {
  readonly type?: string
  readonly name?: string
  readonly text?: string
  readonly attrs?: { readonly [name: string]: unknown }
  readonly children?: readonly RichNode[]
}

const fact = reference.components.find((component) => component.name === 'rich-text') as { trustedTags?: object } | undefined
const trusted = new Map(Object.entries((fact?.trustedTags ?? {}) as { [tag: string]: string[] }))

const spaces: { readonly [name: string]: string } = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' }
const entities: { readonly [name: string]: string } = {
  nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003', lt: '<', gt: '>', amp: '&', apos: '\'', quot: '"',
}

const decoded = (text: string): string => text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
  const code = decimal ? parseInt(decimal, 10) : hex ? parseInt(hex, 16) : NaN
  if (!Number.isNaN(code)) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  return entities[name ?? ''] ?? whole
})

/** `javascript:` and its like never reach the DOM. */
const harmless = (css: string): string => css.replace(/expression\s*\(|javascript:|@import/gi, '')

class RichText extends Component<RichTextProps> {
  private readonly body: HTMLElement

  constructor(host: Host<RichTextProps>) {
    super(host)
    this.body = host.create('div', 'wx-rich-text', host.element)
    host.slot = host.create('div', 'wx-rich-text-slot', host.element)
  }

  override update(): void {
    const { props, element } = this.host
    element.toggleAttribute('user-select', props.userSelect)
    const { nodes } = props
    const tree = typeof nodes === 'string' ? this.parse(nodes) : Array.isArray(nodes) ? (nodes as RichNode[]) : nodes && typeof nodes === 'object' ? [nodes as RichNode] : []
    this.body.replaceChildren(...this.build(tree))
  }

  /** Author's HTML as nodes; the inert document of a parser loads and runs nothing. */
  private parse(html: string): RichNode[] {
    const parsed = new DOMParser().parseFromString(html, 'text/html')
    const read = (parent: Node): RichNode[] => [...parent.childNodes].flatMap((node): RichNode[] => {
      if (node.nodeType === 3) return [{ type: 'text', text: node.nodeValue ?? '' }]
      if (node.nodeType !== 1) return []
      const element = node as Element
      const attrs = Object.fromEntries([...element.attributes].map((attribute) => [attribute.name, attribute.value]))
      return [{ name: element.localName, attrs, children: read(element) }]
    })
    return read(parsed.body)
  }

  private build(nodes: readonly RichNode[]): Node[] {
    const { page } = this.host
    return nodes.flatMap((node): Node[] => {
      if (node === null || typeof node !== 'object') return []
      if (node.type === 'text' || (node.text !== undefined && node.name === undefined)) {
        return [page.document.createTextNode(this.spaced(decoded(String(node.text ?? ''))))]
      }
      const name = String(node.name ?? '').toLowerCase()
      const attributes = trusted.get(name)
      if (!attributes) return []
      const element = page.document.createElement(name)
      this.dress(page, element, node.attrs ?? {}, attributes)
      if (Array.isArray(node.children)) element.append(...this.build(node.children))
      return [element]
    })
  }

  private dress(page: PageView, element: HTMLElement, attrs: { readonly [name: string]: unknown }, allowed: readonly string[]): void {
    for (const [key, value] of Object.entries(attrs)) {
      const name = key.toLowerCase()
      if (value === null || value === undefined) continue
      if (name === 'class') element.className = String(value)
      else if (name === 'style') element.style.cssText = harmless(authorCss(page, value))
      else if (name === 'src' && allowed.includes('src')) this.load(page, element, String(value))
      else if (allowed.includes(name)) element.setAttribute(name, String(value))
    }
  }

  /** A picture that is missing leaves its room and no browser's mark. */
  private load(page: PageView, element: HTMLElement, source: string): void {
    element.addEventListener('error', () => {
      element.style.visibility = 'hidden'
      page.report(/^https?:/i.test(source) ? 'offline' : 'resource', `rich-text: ${source.slice(0, 200)} could not be loaded`)
    })
    element.setAttribute('src', page.resourceUrl(source))
  }

  private spaced(text: string): string {
    const space = spaces[this.host.props.space]
    return space ? text.replace(/ /g, space) : text
  }
}

defineComponent('rich-text', defaultsOf<RichTextProps>('rich-text'), RichText, css)
