/** A drawn software keyboard: takes its room and tells the app, the real keys type. */
import type { Host } from '../component'
import type { Page } from '../page'
import type { Shell } from '../shell'
import { make } from './dom'

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const
const KEYS_HEIGHT = 216

export class Keyboard {
  private readonly element: HTMLElement
  private open = false

  constructor(private readonly shell: Shell) {
    const { document } = shell
    this.element = make(document, 'div', 'keyboard', ROWS.map((row) => make(document, 'div', 'keyboard-row', [...row].map((key) => make(document, 'b', '', key)))))
    this.element.append(make(document, 'div', 'keyboard-row', [make(document, 'b', 'wide', '123'), make(document, 'b', 'space', '空格'), make(document, 'b', 'wide', '换行')]))
    this.element.hidden = true
    // Its keys must not take the focus from the field.
    this.element.onmousedown = (event) => event.preventDefault()
  }

  attach(parent: HTMLElement): void {
    parent.appendChild(this.element)
  }

  /** A text field got or lost the focus; answers the height in CSS px. */
  toggle(page: Page | null, open: boolean, host: Host): number {
    if (!this.shell.config.keyboard) return 0
    const height = open ? KEYS_HEIGHT + this.shell.chrome.bottomInset : 0
    if (open === this.open) return height
    this.open = open
    this.element.hidden = !open
    this.element.style.height = `${height}px`
    this.shell.post({ type: 'device-event', name: 'onKeyboardHeightChange', detail: { height } })
    if (page && open) this.reveal(page, host, height)
    else if (page) page.frame.element.style.marginTop = ''
    return height
  }

  /** Push the page up when the field would be hidden. */
  private reveal(page: Page, host: Host, height: number): void {
    const bottom = page.frame.element.getBoundingClientRect().top + host.element.getBoundingClientRect().bottom
    const covered = bottom - (this.shell.screen.screenHeight - height)
    if (covered > 0 && host.props['adjustPosition'] !== false) page.frame.element.style.marginTop = `${-covered - 8}px`
  }

  close(): void {
    this.open = false
    this.element.hidden = true
  }
}
