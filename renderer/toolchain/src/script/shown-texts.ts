/** Texts of a script that a person will read: those of dialogs and titles, and words in the data of a page. */

import { eachChild } from './scopes'
import { constant, functionName, isNode, keyOf, lastName, nameOf, type Any, type At, type Placer } from './tree-reading'

/** `by` shows it: a function of `wx`, `data`, `setData` or the function that shares. */
export interface ShownText extends At { text: string; by: string }

const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  showToast: ['title'], showLoading: ['title'], showModal: ['title', 'content', 'confirmText', 'cancelText', 'placeholderText'],
  showActionSheet: ['itemList', 'alertText'], setNavigationBarTitle: ['title'], setTabBarItem: ['text'], setTopBarText: ['text'],
  enableAlertBeforeUnload: ['message'],
}
const SHARING = new Set(['onShareAppMessage', 'onShareTimeline', 'onAddToFavorites'])
/** Data holds names and keys too: what is read has Chinese or several words. */
const READ = /[\u3400-\u9fff]|[A-Za-zÀ-ÿ]{2,}[\s,.!?]+[A-Za-zÀ-ÿ]{2,}/
const TEXT_LIMIT = 500
const PASSED_THROUGH = new Set(['ObjectExpression', 'ArrayExpression', 'LogicalExpression', 'BinaryExpression'])
const DEFINING = new Set(['Page', 'Component', 'Behavior'])

export function shownTexts(program: Any, at: Placer): ShownText[] {
  const reader = new ShownTextReader(at)
  reader.visit(program, '')
  return [...reader.found.values()].sort((a, b) => a.line - b.line || a.column - b.column)
}

class ShownTextReader {
  readonly found = new Map<number, ShownText>()
  private readonly above: Any[] = []

  constructor(private readonly at: Placer) {}

  /** `sharing` is the function around a node whose result is a card that is shared. */
  visit(node: Any, sharing: string): void {
    const { above } = this
    const name = functionName(node, above[above.length - 1])
    const inside = SHARING.has(name) ? name : sharing
    if (node.type === 'CallExpression') this.call(node)
    else if (node.type === 'Property' && keyOf(node) === 'data' && this.isDefining()) this.take(node.value, 'data', false)
    else if (inside && node.type === 'Property' && keyOf(node) === 'title') this.take(node.value, inside, true)
    above.push(node)
    eachChild(node, (child) => this.visit(child, inside))
    above.pop()
  }

  /** Whether the object at hand is what `Page` or `Component` is given. */
  private isDefining(): boolean {
    const call = this.above[this.above.length - 2]
    return call?.type === 'CallExpression' && DEFINING.has(nameOf(call.callee))
  }

  private call(node: Any): void {
    const by = lastName(node.callee)
    const options = (node.arguments as Any[])[0]
    const keys = SAID_BY[by]
    if (by === 'setData') this.take(options, by, false)
    else if (keys && options?.type === 'ObjectExpression') {
      for (const one of options.properties as Any[]) if (keys.includes(keyOf(one))) this.take(one.value, by, true)
    }
  }

  /** Keeps the texts that a value may come to; without `all` those only that are words. */
  private take(node: unknown, by: string, all: boolean): void {
    if (!isNode(node)) return
    const text = node.type === 'Literal' ? constant(node) : node.type === 'TemplateLiteral' ? written(node) : undefined
    if (typeof text === 'string') {
      if (text.trim() && (all || READ.test(text))) this.found.set(node.start, { text: text.slice(0, TEXT_LIMIT), by, ...this.at(node.start, node.end) })
    } else if (node.type === 'Property') this.take(node.value, by, all)
    else if (node.type === 'ConditionalExpression') for (const side of [node.consequent, node.alternate]) this.take(side, by, all)
    else if (PASSED_THROUGH.has(node.type)) eachChild(node, (child) => this.take(child, by, all))
  }
}

/** A template without what stands in its holes. */
const written = (node: Any): string => (node.quasis as { value: { cooked: string | null } }[]).map((piece) => piece.value.cooked ?? '').join(' … ')
