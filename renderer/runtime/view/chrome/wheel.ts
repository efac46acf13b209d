/** One column of a picker: a wheel of texts that is dragged, flung, clicked or scrolled. */
import { animateNumber } from '../motion'
import { make } from './dom'
import { dragUpright } from './drag'

/** Height of an entry, CSS px; must match `.wheel-item` in sheets.css. */
export const ITEM_HEIGHT = 44

export class Wheel {
  readonly element: HTMLElement
  private readonly list: HTMLElement
  private items: readonly string[] = []
  private position = 0
  private chosen = 0
  private stop: () => void = () => {}
  private settle = 0

  constructor(
    private readonly document: Document,
    private readonly animate: boolean,
    private readonly changed: (index: number) => void,
  ) {
    this.list = make(document, 'div', 'wheel-list')
    this.element = make(document, 'div', 'wheel', [this.list])
    let from = 0
    dragUpright(this.element, {
      move: (dy) => {
        this.stop()
        if (!this.dragging) from = this.position
        this.dragging = true
        this.place(from - dy / ITEM_HEIGHT)
      },
      end: (dy, velocity) => {
        const dragged = this.dragging
        this.dragging = false
        if (!dragged || Math.abs(dy) < 4) return
        this.goTo(Math.round(this.position - (velocity * 180) / ITEM_HEIGHT))
      },
    })
    this.element.addEventListener('click', (event) => this.clicked(event))
    this.element.addEventListener('wheel', (event) => {
      event.preventDefault()
      this.stop()
      this.place(this.position + event.deltaY / ITEM_HEIGHT / 2)
      window.clearTimeout(this.settle)
      this.settle = window.setTimeout(() => this.goTo(Math.round(this.position)), 120)
    }, { passive: false })
  }

  private dragging = false
  private lastDrag = 0

  get index(): number {
    return this.chosen
  }

  /** Show other entries, at one of them. */
  setItems(items: readonly string[], index: number): void {
    this.items = items
    this.list.replaceChildren(...items.map((item) => make(this.document, 'div', 'wheel-item', item)))
    this.stop()
    this.chosen = Math.min(Math.max(0, index), Math.max(0, items.length - 1))
    this.place(this.chosen)
  }

  private clicked(event: MouseEvent): void {
    if (performance.now() - this.lastDrag < 200) return
    const box = this.element.getBoundingClientRect()
    const row = Math.round((event.clientY - box.top - box.height / 2) / ITEM_HEIGHT)
    if (row) this.goTo(Math.round(this.position) + row)
  }

  private goTo(index: number): void {
    this.lastDrag = performance.now()
    const target = Math.min(Math.max(0, index), Math.max(0, this.items.length - 1))
    this.stop()
    this.stop = animateNumber(this.position, target, this.animate ? 250 : 0, (value) => this.place(value))
    if (target === this.chosen) return
    this.chosen = target
    this.changed(target)
  }

  private place(position: number): void {
    this.position = Math.min(Math.max(-1, position), this.items.length)
    this.list.style.transform = `translateY(${-this.position * ITEM_HEIGHT}px)`
    const nearest = Math.round(this.position)
    this.list.querySelector('.on')?.classList.remove('on')
    this.list.children[nearest]?.classList.add('on')
  }
}
