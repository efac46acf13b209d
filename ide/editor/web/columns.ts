/** The columns of the split view side by side, and the lines between them that can be dragged. */
import type { editor } from 'monaco-editor/editor/editor.api'
import { Group } from './group'
import type { Column, Post } from './protocol'

const SMALLEST_SHARE = 0.12

export class Columns {
  private readonly groups = new Map<number, Group>()
  private order: readonly Column[] = []
  private activeId = 0

  constructor(private readonly root: HTMLElement, private readonly post: Post) {}

  /** The group that has the keyboard, or had it last. */
  get active(): Group | undefined {
    return this.groups.get(this.activeId) ?? this.groups.get(this.order[0]?.id ?? -1)
  }

  group(id: number): Group | undefined {
    return this.groups.get(id)
  }

  all(): Group[] {
    return [...this.groups.values()]
  }

  arrange(columns: readonly Column[]): void {
    const wanted = new Set(columns.map(({ id }) => id))
    for (const [id, group] of this.groups) {
      if (wanted.has(id)) continue
      group.dispose()
      this.groups.delete(id)
    }
    for (const { id } of columns) {
      if (this.groups.has(id)) continue
      this.groups.set(id, new Group(id, this.post, (group) => this.noteFocus(group)))
    }
    this.order = columns
    for (const sash of this.root.querySelectorAll('.sash')) sash.remove()
    columns.forEach((column, index) => this.place(column, index))
  }

  release(model: editor.ITextModel): void {
    for (const group of this.groups.values()) group.release(model)
  }

  private place({ id, share, inset }: Column, index: number): void {
    const element = this.groups.get(id)!.element
    element.style.flex = `${share} 1 0`
    element.style.paddingTop = `${inset}px`
    if (this.root.children[index] !== element) this.root.insertBefore(element, this.root.children[index] ?? null)
    if (index) element.append(this.sash(index))
  }

  /** Moves width between the columns on both sides of it. */
  private sash(index: number): HTMLElement {
    const sash = document.createElement('div')
    sash.className = 'sash'
    sash.addEventListener('pointerdown', (down) => {
      sash.setPointerCapture(down.pointerId)
      const shares = this.order.map(({ share }) => share)
      const both = shares[index - 1]! + shares[index]!
      const move = ({ clientX }: PointerEvent): void => {
        const wanted = shares[index - 1]! + (clientX - down.clientX) / this.root.clientWidth
        const left = Math.min(Math.max(wanted, SMALLEST_SHARE), both - SMALLEST_SHARE)
        const next = shares.with(index - 1, left).with(index, both - left)
        this.post({ type: 'shares', shares: next })
      }
      sash.addEventListener('pointermove', move)
      sash.addEventListener('lostpointercapture', () => sash.removeEventListener('pointermove', move), { once: true })
    })
    return sash
  }

  private noteFocus(group: Group): void {
    this.activeId = group.id
    this.post({ type: 'focused', group: group.id })
  }
}
