/** Answers of the phone's document to the panels: marks, the picker, styles and their changes. */
import type { Json, JsonObject } from '../shared/chunk'
import type { NodeId, ToLogic } from '../shared/messages'
import { replaceRpx, rpxWidth } from '../shared/rpx'
import { auditOf } from './audit'
import { authorCss } from './author_css'
import { authorClasses } from './components/author'
import { styleRules } from './inspect_css'
import { Overlay, Picker, rectOf } from './inspect_overlay'
import { stylesOf } from './inspect_styles'
import type { ElementNode } from './node'
import type { Page } from './page'
import type { PageStack } from './page_stack'
import { nameOf } from './witness_place'

type Inspect = Extract<ToLogic, { type: 'inspect' }>

/** Id of an inspection nobody asked for: an event. */
const EVENT = -1

export class Inspector {
  private readonly overlay: Overlay
  private readonly picker: Picker
  /** Whether what is picked next is told with its name, for an expectation. */
  private naming = false

  constructor(
    private readonly document: Document,
    private readonly stack: PageStack,
    private readonly tell: (id: number, value: JsonObject) => void,
  ) {
    this.overlay = new Overlay(document)
    this.picker = new Picker(document, this.overlay, () => stack.top, (page, node) => this.picked(page, node))
  }

  /** Answer a question that is the view's; whether it is. */
  answers({ id, what, args }: Inspect): boolean {
    const answer = this.answer(what, args)
    if (answer === undefined) return false
    this.tell(id, answer)
    return true
  }

  private answer(what: Inspect['what'], args: JsonObject): JsonObject | undefined {
    switch (what) {
      case 'highlight':
        this.overlay.show(this.page(args), this.owner(args))
        return {}
      case 'reveal':
        this.reveal(args)
        return {}
      case 'pick':
        this.naming = args['named'] === true
        this.picker.set(args['on'] === true)
        return {}
      case 'styles': {
        const [page, owner] = [this.page(args), this.owner(args)]
        return page && owner ? stylesOf(page, owner, args['computed'] === true) : { error: 'this node has no element' }
      }
      case 'set-style':
        return { done: this.setStyle(args) }
      case 'audit': {
        const page = this.page(args)
        if (!page) return { error: 'there is no page' }
        try {
          return auditOf(page)
        } catch (error) {
          // An answer all the same: the host waits for one.
          page.report('internal', `the page cannot be looked through: ${String(error)}`)
          return { error: String(error) }
        }
      }
      case 'press':
        this.press(args)
        return {}
      default:
        return undefined
    }
  }

  /** Tell what was picked: `picked`, or `named` with what a scenario calls it and what it shows. */
  private picked(page: Page | null, node: NodeId): void {
    const chosen = { page: page?.id ?? 0, node }
    if (!this.naming) {
      this.tell(EVENT, { event: 'picked', ...chosen })
      return
    }
    const element = page && node ? this.owner({ page: page.id, node })?.element : undefined
    const box = page && element ? rectOf(page, element) : undefined
    const words = element ? shownText(element) : ''
    this.tell(EVENT, {
      event: 'named', ...chosen, words,
      ...(element && { place: nameOf(this.document, element) }),
      ...(box && { box: [box.x, box.y, box.width, box.height] }),
    })
  }

  private page(args: JsonObject): Page | null {
    return typeof args['page'] === 'number' ? (this.stack.get(args['page']) ?? null) : this.stack.top
  }

  /** The element of a node; a text's is the one around it. */
  private owner(args: JsonObject): ElementNode | null {
    const tree = this.page(args)?.tree
    const node = tree?.get(Number(args['node'] ?? 0) as NodeId)
    if (!tree || !node) return null
    return tree.element(Number(args['node'])) ?? ownerOfText(node)
  }

  private reveal(args: JsonObject): void {
    const owner = this.owner(args)
    if (!owner) return
    owner.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
    // Only the page may move, never the phone around it.
    const shell = this.page(args)?.section.ownerDocument.scrollingElement
    shell?.scrollTo(0, 0)
  }

  /** Other declarations for a rule of a sheet, on every open page, or for the element's own style when no sheet is named. */
  private setStyle(args: JsonObject): boolean {
    const [page, owner] = [this.page(args), this.owner(args)]
    if (!page) return false
    const body = replaceRpx(String(args['body'] ?? ''), rpxWidth(page.screen))
    if (!args['key']) {
      owner?.setStyle(body)
      return owner !== null
    }
    const pages = this.stack.all.filter((one) => changeRule(one, args, authorCss(body, one.renderer)))
    return pages.length > 0
  }

  private press(args: JsonObject): void {
    const owner = this.owner(args)
    const name: Json | undefined = owner?.props['hoverClass'] as Json | undefined
    if (owner && typeof name === 'string' && name !== 'none') owner.toggleClass(authorClasses(owner, name).join(' '), args['on'] === true)
  }
}

/** What an element shows: its text, or what is written in its field. */
function shownText(element: HTMLElement): string {
  const field = element.querySelector<HTMLInputElement>('input, textarea')
  return element.innerText || field?.value || ''
}

function ownerOfText(node: Node): ElementNode | null {
  for (let at: Node | null = node.parentNode; at; at = at.parentNode) {
    const owner = (at as { mdNode?: ElementNode }).mdNode
    if (owner) return owner
  }
  return null
}

function changeRule(page: Page, args: JsonObject, body: string): boolean {
  for (const sheet of page.document.head.querySelectorAll<HTMLStyleElement>('style[data-key]')) {
    if (sheet.dataset['key'] !== args['key']) continue
    const css = sheet.textContent ?? ''
    const rule = styleRules(css)[Number(args['ordinal'])]
    if (!rule || rule.selector !== args['selector']) return false
    sheet.textContent = css.slice(0, rule.start) + body + css.slice(rule.end)
    return true
  }
  return false
}
