/** The marks of the panels over the phone: the box of an element as developer tools draw it, and the glass of the picker. */
import type { NodeId } from '../shared/messages'
import type { ElementNode } from './node'
import { ownerOf } from './node'
import type { Page } from './page'

/** Colours as the developer tools of browsers use them. */
const LAYERS = [
  ['margin', 'rgba(246,178,107,.55)'],
  ['border', 'rgba(255,229,153,.66)'],
  ['padding', 'rgba(147,196,125,.55)'],
  ['content', 'rgba(111,168,220,.66)'],
] as const
const TOP = '2147483000'
type Sides = readonly [top: number, right: number, bottom: number, left: number]

/** The rectangle of an element in the shell's document; of one without a box, of what is in it. */
export function rectOf(page: Page, element: Element): DOMRect {
  let rect = element.getBoundingClientRect()
  if (!rect.width && !rect.height && element.children.length) {
    const rects = [...element.children].map((child) => child.getBoundingClientRect()).filter(({ width, height }) => width || height)
    if (rects.length) {
      const left = Math.min(...rects.map((one) => one.left))
      const top = Math.min(...rects.map((one) => one.top))
      rect = new DOMRect(left, top, Math.max(...rects.map((one) => one.right)) - left, Math.max(...rects.map((one) => one.bottom)) - top)
    }
  }
  const frame = page.frame.element.getBoundingClientRect()
  return new DOMRect(rect.x + frame.x, rect.y + frame.y, rect.width, rect.height)
}

export class Overlay {
  private readonly root: HTMLElement
  private readonly boxes: HTMLElement[] = []
  private readonly label: HTMLElement
  private target: { page: Page; owner: ElementNode } | null = null
  private frame = 0

  constructor(private readonly document: Document) {
    this.root = this.make(`position:fixed;inset:0;pointer-events:none;overflow:hidden;z-index:${TOP};display:none`)
    this.root.dataset['inspect'] = 'box'
    for (const [name, colour] of LAYERS) {
      const box = this.make(`position:absolute;box-sizing:border-box;border:solid ${colour}${name === 'content' ? `;background:${colour}` : ''}`)
      box.dataset['layer'] = name
      this.root.append(box)
      this.boxes.push(box)
    }
    this.label = this.make('position:absolute;padding:3px 6px;border-radius:3px;background:#fff;color:#222;font:11px/1.4 sans-serif;white-space:nowrap;box-shadow:0 1px 4px rgba(0,0,0,.4)')
    this.root.append(this.label)
  }

  /** Mark an element until told otherwise; null takes the mark away. */
  show(page: Page | null, owner: ElementNode | null): void {
    this.target = page && owner ? { page, owner } : null
    cancelAnimationFrame(this.frame)
    if (!this.target) {
      this.root.style.display = 'none'
      this.root.remove()
      return
    }
    this.document.body.append(this.root)
    this.root.style.display = 'block'
    this.follow()
  }

  private readonly follow = (): void => {
    if (!this.target) return
    const { page, owner } = this.target
    if (!owner.element.isConnected) {
      this.show(null, null)
      return
    }
    this.draw(page, owner)
    this.frame = requestAnimationFrame(this.follow)
  }

  private draw(page: Page, owner: ElementNode): void {
    const style = page.window.getComputedStyle(owner.element)
    const sides = (name: string, suffix = ''): Sides =>
      ['top', 'right', 'bottom', 'left'].map((side) => parseFloat(style.getPropertyValue(`${name}-${side}${suffix}`)) || 0) as unknown as Sides
    let rect = rectOf(page, owner.element)
    const inline = style.display === 'inline' || style.display === 'contents'
    const margin = inline ? ([0, 0, 0, 0] as const) : (sides('margin').map((side) => Math.max(0, side)) as unknown as Sides)
    this.label.textContent = `${owner.tag}${names(owner)}  ${round(rect.width)} × ${round(rect.height)}`
    this.placeLabel(rect)
    rect = new DOMRect(rect.x - margin[3], rect.y - margin[0], rect.width + margin[1] + margin[3], rect.height + margin[0] + margin[2])
    for (const [index, widths] of [margin, sides('border', '-width'), inline ? ([0, 0, 0, 0] as const) : sides('padding'), [0, 0, 0, 0] as const].entries()) {
      const box = this.boxes[index] as HTMLElement
      Object.assign(box.style, { left: `${rect.x}px`, top: `${rect.y}px`, width: `${rect.width}px`, height: `${rect.height}px`, borderWidth: widths.map((side) => `${side}px`).join(' ') })
      rect = new DOMRect(rect.x + widths[3], rect.y + widths[0], Math.max(0, rect.width - widths[1] - widths[3]), Math.max(0, rect.height - widths[0] - widths[2]))
    }
  }

  private placeLabel(rect: DOMRect): void {
    const room = this.document.documentElement
    const { offsetWidth: width, offsetHeight: height } = this.label
    const top = rect.bottom + 4 + height <= room.clientHeight ? rect.bottom + 4 : Math.max(0, rect.top - height - 4)
    this.label.style.left = `${Math.max(0, Math.min(rect.left, room.clientWidth - width))}px`
    this.label.style.top = `${top}px`
  }

  private make(css: string): HTMLElement {
    const made = this.document.createElement('div')
    made.style.cssText = css
    return made
  }
}

const round = (length: number): string => String(Math.round(length * 100) / 100)

/** `#id.class`, without the prefixes of components. */
function names({ element }: ElementNode): string {
  const classes = [...element.classList].map((name) => name.slice(name.indexOf('--') < 0 ? 0 : name.indexOf('--') + 2)).filter((name, at, all) => all.indexOf(name) === at)
  return `${element.id ? `#${element.id}` : ''}${classes.slice(0, 3).map((name) => `.${name}`).join('')}`
}

/** A glass over the pages: what lies under the mouse is marked, a click chooses it. */
export class Picker {
  private readonly glass: HTMLElement
  private page: Page | null = null

  constructor(
    private readonly document: Document,
    private readonly overlay: Overlay,
    private readonly pageOnTop: () => Page | null,
    private readonly chosen: (page: Page | null, node: NodeId) => void,
  ) {
    this.glass = document.createElement('div')
    this.glass.style.cssText = `position:fixed;inset:0;z-index:${TOP};cursor:crosshair;touch-action:none`
    this.glass.dataset['inspect'] = 'glass'
    this.glass.addEventListener('pointermove', (event) => this.hover(event))
    this.glass.addEventListener('pointerleave', () => this.overlay.show(null, null))
    this.glass.addEventListener('click', (event) => this.choose(event))
    this.glass.addEventListener('contextmenu', (event) => event.preventDefault())
  }

  set(on: boolean): void {
    if (on) this.document.body.append(this.glass)
    else this.glass.remove()
    this.document.removeEventListener('keydown', this.left, true)
    if (on) this.document.addEventListener('keydown', this.left, true)
    this.overlay.show(null, null)
  }

  /** Escape gives up. */
  private readonly left = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    this.set(false)
    this.chosen(null, 0)
  }

  private under(event: MouseEvent): ElementNode | null {
    this.page = this.pageOnTop()
    if (!this.page) return null
    const frame = this.page.frame.element.getBoundingClientRect()
    const element = this.page.document.elementFromPoint(event.clientX - frame.x, event.clientY - frame.y)
    const owner = ownerOf(element)
    // The document's body stands for no node of the author.
    return owner && owner.node > 1 ? owner : null
  }

  private hover(event: MouseEvent): void {
    const owner = this.under(event)
    this.overlay.show(this.page, owner)
  }

  private choose(event: MouseEvent): void {
    event.preventDefault()
    const owner = this.under(event)
    this.set(false)
    this.chosen(this.page, owner?.node ?? 0)
  }
}
