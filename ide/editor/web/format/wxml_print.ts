/**
 * Writes WXML anew: tags and their attributes are laid out, everything with a meaning stays as written.
 *
 * The framework drops text that is only blank, so line breaks between elements are free. Text with letters keeps its words and its breaks;
 * only the indentation after a break changes, which collapses on the phone. What is inside <text> stays to the letter, because there it does not.
 */
import type { Attribute, Element, Node } from './wxml_tree'

export interface Layout {
  readonly width: number
  readonly indent: string
  /** Formats the script of a <wxs>, returning null when that is not possible. */
  readonly script: (source: string) => string | null
}

/** Elements whose content is shown with its blanks. */
const VERBATIM = new Set(['text', 'textarea', 'rich-text'])

const isBlank = (node: Node): boolean => node.kind === 'text' && !node.text.trim()
const isMixed = (nodes: readonly Node[]): boolean => nodes.some((node) => node.kind === 'text' && node.text.trim())
/** How many line breaks a stretch of blanks stands for: none, one, or an empty line. */
const breaks = (blank: string): number => Math.min(blank.split('\n').length - 1, 2)

export function printWxml(nodes: readonly Node[], layout: Layout): string {
  return new Printer(layout).document(nodes)
}

class Printer {
  constructor(private readonly layout: Layout) {}

  document(nodes: readonly Node[]): string {
    const text = isMixed(nodes) ? this.mixed(nodes, 0).trim() : this.lines(nodes, 0)
    return text ? `${text}\n` : ''
  }

  private pad(depth: number): string {
    return this.layout.indent.repeat(Math.max(depth, 0))
  }

  /** Elements and comments, each on its own line; empty lines between them are kept, one at most. */
  private lines(nodes: readonly Node[], depth: number): string {
    let text = ''
    let gap = 0
    for (const node of nodes) {
      if (isBlank(node)) {
        gap = breaks((node as { text: string }).text)
        continue
      }
      if (text) text += gap > 1 ? '\n\n' : '\n'
      text += this.pad(depth) + this.node(node, depth)
      gap = 0
    }
    return text
  }

  /** Text among elements: breaks stay where they are, only the indentation after them is ours. */
  private mixed(nodes: readonly Node[], depth: number): string {
    let text = ''
    nodes.forEach((node, index) => {
      if (node.kind === 'element' || node.kind === 'comment') {
        text += this.node(node, depth)
        return
      }
      const next = nodes[index + 1]
      text += this.reindented(node.text, depth, !next)
    })
    return text
  }

  private reindented(text: string, depth: number, isLast: boolean): string {
    const parts = text.split(/(\{\{[\s\S]*?\}\})/)
    const written = parts.map((part, index) => index % 2 ? part : part.replace(/[^\S\n]*\n\s*/g, (blank) => '\n'.repeat(breaks(blank)) + this.pad(depth)))
    const whole = written.join('')
    return isLast ? whole.replace(/\n\s*$/, `\n${this.pad(depth - 1)}`) : whole
  }

  private node(node: Node, depth: number): string {
    return node.kind === 'element' ? this.element(node, depth) : node.text
  }

  private element(element: Element, depth: number): string {
    const start = this.startTag(element, depth)
    if (element.selfClosing) return start
    const end = `</${element.name}>`
    if (VERBATIM.has(element.name)) return start + element.inner + end
    if (element.name === 'wxs') return start + this.script(element.inner, depth) + end
    if (element.children.every(isBlank)) return start + end
    if (isMixed(element.children)) return start + this.mixed(element.children, depth + 1) + end
    if (!start.includes('\n') && !element.inner.includes('\n')) {
      const flat = start + element.children.filter((child) => !isBlank(child)).map((child) => this.node(child, depth)).join('') + end
      if (!flat.includes('\n') && this.fits(flat, depth)) return flat
    }
    return `${start}\n${this.lines(element.children, depth + 1)}\n${this.pad(depth)}${end}`
  }

  private startTag({ name, attributes, selfClosing }: Element, depth: number): string {
    const written = attributes.map(attributeText)
    const flat = `<${[name, ...written].join(' ')}${selfClosing ? ' />' : '>'}`
    if (!attributes.length || (!flat.includes('\n') && this.fits(flat, depth))) return flat
    if (attributes.length === 1 && !flat.includes('\n')) return flat
    const inner = written.map((attribute) => `${this.pad(depth + 1)}${attribute}`)
    return [`<${name}`, ...inner, `${this.pad(depth)}${selfClosing ? '/>' : '>'}`].join('\n')
  }

  private fits(text: string, depth: number): boolean {
    return this.pad(depth).length + text.length <= this.layout.width
  }

  private script(source: string, depth: number): string {
    if (!source.trim()) return ''
    // Lines of a template literal would move with the indentation.
    const formatted = source.includes('`') ? null : this.layout.script(dedented(source))
    if (formatted === null) return source
    const pad = this.pad(depth + 1)
    const lines = formatted.trimEnd().split('\n').map((line) => line ? pad + line : line)
    return `\n${lines.join('\n')}\n${this.pad(depth)}`
  }
}

function attributeText({ name, value }: Attribute): string {
  if (value === null) return name
  const quote = value.includes('"') ? "'" : '"'
  return `${name}=${quote}${value}${quote}`
}

/** Takes away the indentation all lines share, so that formatting twice changes nothing more. */
function dedented(source: string): string {
  const lines = source.split('\n')
  const depths = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length)
  const least = Math.min(...depths)
  return lines.map((line) => line.slice(Math.min(least, line.length - line.trimStart().length))).join('\n')
}
