/** The editor's content as a delta (a list of inserts with attributes) and back. */
import type { Json, JsonObject } from '../../shared/chunk'

const inline: { readonly [tag: string]: readonly [string, Json] } = {
  b: ['bold', 'strong'], strong: ['bold', 'strong'], i: ['italic', 'em'], em: ['italic', 'em'], u: ['underline', true], ins: ['ins', true],
  s: ['strike', 'del'], del: ['strike', 'del'], strike: ['strike', 'del'], sub: ['script', 'sub'], sup: ['script', 'super'],
}
const styles: { readonly [property: string]: string } = {
  color: 'color', 'background-color': 'backgroundColor', 'font-size': 'fontSize', 'font-family': 'fontFamily', 'letter-spacing': 'letterSpacing',
}
const blocks = /^(p|div|h[1-6]|li|blockquote)$/

function inlineOf(element: HTMLElement, outer: JsonObject): JsonObject {
  const attributes: JsonObject = { ...outer }
  const known = inline[element.localName]
  if (known) attributes[known[0]] = known[1]
  for (const [property, name] of Object.entries(styles)) {
    const value = element.style.getPropertyValue(property)
    if (value) attributes[name] = value
  }
  return attributes
}

function blockOf(element: HTMLElement): JsonObject {
  const attributes: JsonObject = {}
  const heading = /^h([1-6])$/.exec(element.localName)
  if (heading) attributes['header'] = Number(heading[1])
  if (element.localName === 'li') attributes['list'] = element.getAttribute('data-list') ?? (element.parentElement?.localName === 'ol' ? 'ordered' : 'bullet')
  if (element.style.textAlign) attributes['align'] = element.style.textAlign
  if (element.dir === 'rtl') attributes['direction'] = 'rtl'
  return attributes
}

/** Inserts of the content; neighbours with equal attributes are one. */
export function toDelta(root: HTMLElement): JsonObject[] {
  const ops: JsonObject[] = []
  const push = (insert: Json, attributes: JsonObject) => {
    const last = ops[ops.length - 1]
    const op: JsonObject = Object.keys(attributes).length ? { attributes, insert } : { insert }
    const same = last && JSON.stringify(last['attributes'] ?? {}) === JSON.stringify(attributes)
    if (last && same && typeof insert === 'string' && typeof last['insert'] === 'string') last['insert'] += insert
    else ops.push(op)
  }
  const walk = (node: Node, attributes: JsonObject): void => {
    if (node.nodeType === 3) {
      if (node.nodeValue) push(node.nodeValue, attributes)
      return
    }
    if (node.nodeType !== 1) return
    const element = node as HTMLElement
    const name = element.localName
    if (name === 'img') push({ image: element.getAttribute('src') ?? '' }, attributes)
    else if (name === 'hr') push({ divider: true }, {})
    else if (name === 'br') {
      // The browser's filler at the end of a block is no line break of the person's.
      if (element.nextSibling) push('\n', attributes)
    } else {
      const own = inlineOf(element, attributes)
      for (const child of element.childNodes) walk(child, own)
      if (blocks.test(name) && !element.querySelector('p, div, li, h1, h2, h3, h4, h5, h6')) push('\n', blockOf(element))
    }
  }
  for (const child of root.childNodes) walk(child, {})
  return ops
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

function inlineHtml(text: string, attributes: JsonObject): string {
  let html = escaped(text)
  const css = Object.entries(styles).filter(([, name]) => attributes[name]).map(([property, name]) => `${property}:${String(attributes[name])}`).join(';')
  if (css) html = `<span style="${escaped(css)}">${html}</span>`
  if (attributes['script']) html = attributes['script'] === 'sub' ? `<sub>${html}</sub>` : `<sup>${html}</sup>`
  if (attributes['strike']) html = `<del>${html}</del>`
  if (attributes['underline'] || attributes['ins']) html = `<u>${html}</u>`
  if (attributes['italic']) html = `<em>${html}</em>`
  if (attributes['bold']) html = `<strong>${html}</strong>`
  return html
}

/** HTML of a delta; `url` turns an image's source into what the browser loads. */
export function toHtml(ops: readonly Json[], url: (source: string) => string): string {
  let html = ''
  let line = ''
  const end = (attributes: JsonObject) => {
    const css = attributes['align'] ? ` style="text-align:${escaped(String(attributes['align']))}"` : ''
    const content = line || '<br>'
    line = ''
    if (attributes['list']) {
      const kind = attributes['list'] === 'ordered' ? 'ol' : 'ul'
      const item = `<li data-list="${escaped(String(attributes['list']))}"${css}>${content}</li>`
      html = html.endsWith(`</${kind}>`) ? `${html.slice(0, -5)}${item}</${kind}>` : `${html}<${kind}>${item}</${kind}>`
      return
    }
    const level = Number(attributes['header'])
    const tag = level >= 1 && level <= 6 ? `h${level}` : 'p'
    html += `<${tag}${css}>${content}</${tag}>`
  }
  for (const op of ops) {
    if (!op || typeof op !== 'object' || Array.isArray(op)) continue
    const attributes = (op['attributes'] ?? {}) as JsonObject
    const { insert } = op
    if (typeof insert === 'string') {
      insert.split('\n').forEach((part, index, parts) => {
        if (part) line += inlineHtml(part, attributes)
        if (index < parts.length - 1) end(attributes)
      })
    } else if (insert && typeof insert === 'object' && !Array.isArray(insert)) {
      if (insert['image']) line += `<img src="${escaped(url(String(insert['image'])))}">`
      if (insert['divider']) html += '<hr>'
    }
  }
  if (line) end({})
  return html
}
