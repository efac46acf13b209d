/** `wxml.pack`: a template as a package holds it: without comments and idle space. */

import type { Diagnostic } from '../diagnostics'
import { compileWxml } from '../wxml/compile'
import { bindingEnd } from '../wxml/expression'
import { parseWxml } from '../wxml/parse'
import type { Element, Node } from '../wxml/tree'

/** As `minifyWXMLSetting` of project.config.json names them. */
export interface SpaceOptions { collapseWhitespace: boolean; conservativeCollapse: boolean; preserveLineBreaks: boolean }
export interface TemplatePackItem { path: string; source: string; options: SpaceOptions }

/** Elements whose text shows its spaces and line ends. */
const VERBATIM = new Set(['text', 'wxs', 'textarea', 'button'])

export function packTemplate(item: TemplatePackItem): { code: string; diagnostics: Diagnostic[] } {
  const source = item.source.replace(/^\ufeff/, '')
  const parsed = parseWxml(source)
  if (parsed.problems.length) return { code: source, diagnostics: [] }
  const code = new Printer(source, item.options).nodes(parsed.children, !item.options.collapseWhitespace)
  const same = meaning(item.path, source) === meaning(item.path, code)
  return { code: same ? code : source, diagnostics: [] }
}

/** What the framework makes of a template, whatever its spaces. */
function meaning(path: string, source: string): string {
  const { code } = compileWxml({ path, sources: { [path]: source }, scripts: {}, resolved: {}, legacy: false })
  return code.replace(/(?:\\[nrt]|\s)+/g, ' ')
}

class Printer {
  constructor(private readonly source: string, private readonly options: SpaceOptions) {}

  nodes(nodes: readonly Node[], verbatim: boolean): string {
    return nodes.map((node) => (node.kind === 'text' ? this.text(this.source.slice(node.start, node.end), verbatim) : this.element(node, verbatim))).join('')
  }

  private element(element: Element, verbatim: boolean): string {
    const { source } = this
    const attributes = element.attributes.map((one) => ` ${source.slice(one.start, one.end)}`).join('')
    const last = element.attributes.at(-1)
    const open = `<${element.name}${attributes}`
    // An unquoted value would take the slash along.
    if (element.selfClosing) return `${open}${last?.hasValue && !last.quote ? ' ' : ''}/>`
    const inside = this.nodes(element.children, verbatim || VERBATIM.has(element.name))
    return `${open}>${inside}${element.closeStart < 0 ? '' : `</${element.name}>`}`
  }

  private text(text: string, verbatim: boolean): string {
    if (verbatim) return text
    const { conservativeCollapse, preserveLineBreaks } = this.options
    if (!text.trim()) {
      const broken = text.includes('\n')
      if (preserveLineBreaks && broken) return '\n'
      return broken && !conservativeCollapse ? '' : ' '
    }
    return outsideBindings(text, (part) =>
      part.replace(/\s+/g, (run) => (preserveLineBreaks && run.includes('\n') ? '\n' : ' ')))
  }
}

/** What stands between `{{` and `}}` is a program, whose texts keep their spaces. */
function outsideBindings(text: string, change: (part: string) => string): string {
  let result = ''
  let at = 0
  for (let i = text.indexOf('{{'); i >= 0; i = text.indexOf('{{', Math.max(i + 2, at))) {
    const end = bindingEnd(text, i)
    if (end < 0) continue
    result += change(text.slice(at, i)) + text.slice(i, end)
    at = end
  }
  return result + change(text.slice(at))
}
