/** Which rules of the author's style sheets dress an element, which of their declarations count, and its box. */
import type { JsonObject } from '../shared/chunk'
import { declarations, specificity, styleRules, type Declaration, type Selector, type StyleRule } from './inspect_css'
import type { ElementNode } from './node'
import { ownerOf } from './node'
import type { Page } from './page'

/** Properties children take over from their parents. */
const INHERITED = new Set([
  'azimuth', 'border-collapse', 'border-spacing', 'caption-side', 'color', 'cursor', 'direction', 'empty-cells', 'hyphens', 'letter-spacing', 'line-break',
  'line-height', 'list-style-image', 'list-style-position', 'list-style-type', 'orphans', 'overflow-wrap', 'quotes', 'tab-size', 'text-align', 'text-align-last',
  'text-indent', 'text-shadow', 'text-size-adjust', 'text-transform', 'visibility', 'white-space', 'white-space-collapse', 'text-wrap-mode', 'text-wrap', 'widows',
  'word-break', 'word-spacing', 'word-wrap', 'writing-mode', '-webkit-text-fill-color', '-webkit-font-smoothing', '-webkit-tap-highlight-color', 'pointer-events',
  'user-select', '-webkit-user-select',
])
const inherits = (name: string): boolean => name.startsWith('--') || name.startsWith('font') || INHERITED.has(name)
const SIDES = ['top', 'right', 'bottom', 'left'] as const

interface Shown extends Declaration {
  /** Whether the engine takes it. */
  valid: boolean
  /** Whether something stronger takes its place. */
  overridden: boolean
}

interface Matched {
  readonly key: string
  readonly rule: StyleRule | null
  /** `::before` and the like, '' for the element itself. */
  readonly pseudo: string
  readonly weight: number
  readonly order: number
  readonly matching: readonly string[]
  readonly body: string
}

/** Rules of all author's sheets that apply to an element, the weakest first. */
function matchedRules(page: Page, element: Element): Matched[] {
  const found: Matched[] = []
  let order = 0
  for (const sheet of page.document.head.querySelectorAll<HTMLStyleElement>('style[data-key]')) {
    const css = sheet.textContent ?? ''
    for (const rule of styleRules(css)) {
      order += 1
      const hits = matching(element, rule)
      if (!hits.length || !rule.conditions.every((condition) => holds(page.window, condition))) continue
      const body = css.slice(rule.start, rule.end)
      for (const pseudo of new Set(hits.map((hit) => hit.pseudo))) {
        const own = hits.filter((hit) => hit.pseudo === pseudo).map(({ text }) => text)
        found.push({ key: sheet.dataset['key'] ?? '', rule, pseudo, weight: Math.max(...own.map(specificity)), order, matching: own, body })
      }
    }
  }
  return found.sort((a, b) => a.weight - b.weight || a.order - b.order)
}

/** Selectors of a rule that the element matches, by itself or with a pseudo-element of it. */
function matching(element: Element, rule: StyleRule): readonly Selector[] {
  try {
    // One look for all: most rules are about something else.
    return element.matches(rule.test) ? rule.selectors.filter(({ plain }) => element.matches(plain)) : []
  } catch {
    // The engine does not know a selector and passes over the rule.
    return []
  }
}

function holds(window: Window, condition: string): boolean {
  const [, kind = '', text = ''] = /^@([\w-]+)\s*([^]*)$/.exec(condition) ?? []
  if (kind === 'media') return window.matchMedia(text).matches
  if (kind === 'supports') return (window as unknown as { CSS: typeof CSS }).CSS.supports(text)
  return true
}

/** Longhands a declaration sets; none when the engine does not take it. */
class Longhands {
  private readonly scratch: CSSStyleDeclaration
  private readonly known = new Map<string, readonly string[]>()

  constructor(document: Document) {
    this.scratch = document.createElement('div').style
  }

  of({ name, value }: Declaration): readonly string[] {
    const key = `${name}:${value}`
    let found = this.known.get(key)
    if (!found) {
      this.scratch.cssText = key
      found = [...this.scratch]
      this.known.set(key, found)
    }
    return found
  }
}

/** Marks what counts: the stronger rules come last, important declarations beat plain ones, near elements beat far ones. */
class Cascade {
  private readonly taken = new Set<string>()

  constructor(private readonly longhands: Longhands) {}

  /** Blocks of one element, the weakest first. */
  take(blocks: readonly (readonly Shown[])[], accepts: (longhand: string) => boolean): void {
    const winners = new Map<string, Shown>()
    for (const block of blocks) {
      for (const one of block) {
        for (const name of this.longhands.of(one)) if (!winners.get(name)?.important || one.important) winners.set(name, one)
      }
    }
    for (const block of blocks) {
      for (const one of block) {
        const names = this.longhands.of(one)
        one.valid = names.length > 0
        one.overridden = !names.some((name) => accepts(name) && winners.get(name) === one && !this.taken.has(name))
      }
    }
    for (const name of winners.keys()) this.taken.add(name)
  }
}

const shown = (body: string): Shown[] => declarations(body).map((one) => ({ ...one, valid: true, overridden: false }))

const ruleJson = (matched: Matched, list: readonly Shown[]): JsonObject => ({
  key: matched.key, ordinal: matched.rule?.ordinal ?? -1, selector: matched.rule?.selector ?? '', conditions: [...(matched.rule?.conditions ?? [])],
  matching: [...matched.matching], declarations: list as unknown as JsonObject[],
})

interface Block { readonly matched: Matched; readonly list: Shown[] }

/** All about an element's looks; rules come strongest first, as people read them. */
export function stylesOf(page: Page, owner: ElementNode, computed: boolean): JsonObject {
  const longhands = new Longhands(page.document)
  const { element } = owner
  const matched = matchedRules(page, element)
  const inline: Matched = { key: '', rule: null, pseudo: '', weight: Infinity, order: 0, matching: [], body: element.getAttribute('style') ?? '' }
  const cascade = new Cascade(longhands)
  const own = blocksOf([...matched.filter(({ pseudo }) => !pseudo), inline])
  cascade.take(own.map(({ list }) => list), () => true)
  const pseudos = [...new Set(matched.map(({ pseudo }) => pseudo).filter(Boolean))].map((pseudo) => {
    const blocks = blocksOf(matched.filter((one) => one.pseudo === pseudo))
    new Cascade(longhands).take(blocks.map(({ list }) => list), () => true)
    return { pseudo, rules: json(blocks) }
  })
  return {
    node: owner.node, tag: owner.tag, inline: own.at(-1)?.list as unknown as JsonObject[],
    rules: json(own.slice(0, -1)), pseudos, inherited: inheritedRules(page, element, cascade, longhands), box: boxOf(page, element),
    hover: typeof owner.props['hoverClass'] === 'string' && owner.props['hoverClass'] !== 'none' ? owner.props['hoverClass'] : '',
    computed: computed ? computedOf(page, element) : null,
  }
}

const blocksOf = (matched: readonly Matched[]): Block[] => matched.map((one) => ({ matched: one, list: shown(one.body) }))
const json = (blocks: readonly Block[]): JsonObject[] => [...blocks].reverse().map(({ matched, list }) => ruleJson(matched, list))

function inheritedRules(page: Page, element: Element, cascade: Cascade, longhands: Longhands): JsonObject[] {
  const found: JsonObject[] = []
  for (let at = element.parentElement; at; at = at.parentElement) {
    const inline: Matched = { key: '', rule: null, pseudo: '', weight: Infinity, order: 0, matching: [], body: at.getAttribute('style') ?? '' }
    const passes = (one: Shown): boolean => longhands.of(one).some(inherits)
    const blocks = blocksOf([...matchedRules(page, at).filter(({ pseudo }) => !pseudo), inline])
    cascade.take(blocks.map(({ list }) => list), inherits)
    const heard = blocks.map(({ matched, list }) => ({ matched, list: list.map((one) => ({ ...one, inherited: passes(one) })) })).filter(({ list }) => list.some((one) => one.inherited))
    const owner = ownerOf(at)
    if (heard.length && owner) found.push({ node: owner.node, tag: owner.tag, rules: json(heard) })
  }
  return found
}

function boxOf(page: Page, element: Element): JsonObject {
  const style = page.window.getComputedStyle(element)
  const sides = (prefix: string, suffix = ''): number[] => SIDES.map((side) => parseFloat(style.getPropertyValue(`${prefix}-${side}${suffix}`)) || 0)
  const { width, height } = element.getBoundingClientRect()
  const margin = sides('margin')
  const border = sides('border', '-width')
  const padding = sides('padding')
  const inner = (whole: number, at: number): number => Math.max(0, whole - (border[at] ?? 0) - (border[at + 2] ?? 0) - (padding[at] ?? 0) - (padding[at + 2] ?? 0))
  return { margin, border, padding, content: [inner(width, 1), inner(height, 0)].map((n) => Math.round(n * 100) / 100), position: style.position, display: style.display }
}

/** Computed values, and which of them are not what CSS starts with. */
function computedOf(page: Page, element: Element): JsonObject {
  const style = page.window.getComputedStyle(element)
  const initial = page.document.createElement('div')
  initial.style.all = 'initial'
  page.portal.appendChild(initial)
  const plain = page.window.getComputedStyle(initial)
  const found: JsonObject = {}
  for (const name of style) found[name] = [style.getPropertyValue(name), style.getPropertyValue(name) !== plain.getPropertyValue(name)]
  initial.remove()
  return found
}
