/** The phone's keyboard: comes with the focus of a text field, takes its room, types like the real keys. */
import type { Host } from '../component'
import type { Page } from '../page'
import type { Shell } from '../shell'
import { make } from './dom'
import { BAR_HEIGHT, CONFIRM, CONFIRM_TEXTS, DELETE, keysHeight, LAYOUTS, layoutOf, SHIFT, SWITCH, type Key, type Layout } from './keyboard_layouts'

/** The field that is typed into, and its page. */
interface Target {
  readonly page: Page
  readonly host: Host
}

export class Keyboard {
  private readonly element: HTMLElement
  private readonly bar: HTMLElement
  private readonly keys: HTMLElement
  private target: Target | null = null
  private height = 0
  private layout: Layout = 'letters'
  private capital = false
  private enabled: boolean

  constructor(private readonly shell: Shell) {
    const { document } = shell
    this.enabled = shell.config.keyboard
    const done = make(document, 'button', 'keyboard-done', '完成')
    done.onclick = () => this.dismiss()
    this.bar = make(document, 'div', 'keyboard-bar', [done])
    this.keys = make(document, 'div', 'keyboard-keys')
    this.element = make(document, 'div', 'keyboard', [this.bar, this.keys])
    this.element.hidden = true
    // Its keys must not take the focus from the field.
    this.element.onmousedown = (event) => event.preventDefault()
  }

  attach(parent: HTMLElement): void {
    parent.appendChild(this.element)
  }

  /** Whether there is a drawn keyboard at all; the real keys always type. */
  setEnabled(on: boolean): void {
    this.enabled = on
    if (!on) this.close()
  }

  /** A text field got or lost the focus; answers the keyboard's height in CSS px. */
  toggle(page: Page | null, open: boolean, host: Host): number {
    if (!this.enabled) return 0
    if (!open) {
      // Another field may get the focus at once: the keyboard stays then.
      setTimeout(() => {
        if (this.target?.host === host && !host.element.hasAttribute('wx-focused')) this.close()
      })
      return 0
    }
    if (!page) return 0
    if (this.target) this.settle(this.target.page)
    this.target = { page, host }
    this.layout = layoutOf(host.props['type'])
    this.open(this.needsBar(host))
    this.reveal(this.target)
    return this.height
  }

  /** The keyboard comes or goes without a field, as when the person asks for it. */
  show(open: boolean): void {
    if (!open) this.close()
    else if (!this.height) this.open(false)
  }

  /** The person puts the keyboard away; tells whether there was one. */
  dismiss(): boolean {
    if (!this.height) return false
    const field = this.target?.page.document.activeElement as HTMLElement | null | undefined
    field?.blur()
    this.close()
    return true
  }

  /** The phone was turned: the field loses the keyboard as its room changes. */
  forget(page: Page): void {
    if (this.target?.page === page) this.dismiss()
  }

  private open(bar: boolean): void {
    const { screen, chrome } = this.shell
    this.bar.hidden = !bar
    this.capital = false
    this.draw()
    this.element.classList.toggle('pad', this.layout !== 'letters' && this.layout !== 'symbols')
    this.element.classList.toggle('sliding', this.shell.animate && this.element.hidden === true)
    this.element.hidden = false
    this.setHeight(keysHeight(screen, chrome.bottomInset) + (bar ? BAR_HEIGHT : 0))
  }

  private close(): void {
    if (this.target) this.settle(this.target.page)
    this.target = null
    this.element.hidden = true
    this.setHeight(0)
  }

  private setHeight(height: number): void {
    if (height === this.height) return
    this.height = height
    this.element.style.height = `${height}px`
    this.shell.post({ type: 'device-event', name: 'onKeyboardHeightChange', detail: { height } })
  }

  /** `<textarea>` has 完成 above the keys unless it wants none; digits on iOS have no other way to end. */
  private needsBar(host: Host): boolean {
    if (host.tag === 'textarea') return host.props['showConfirmBar'] !== false
    return this.layout !== 'letters' && this.shell.screen.platform !== 'android'
  }

  private draw(): void {
    const { document } = this.shell
    this.keys.replaceChildren(...LAYOUTS[this.layout].map((row) => make(document, 'div', 'keyboard-row', row.map((key) => this.key(key)))))
  }

  private key(key: Key): HTMLElement {
    const { document } = this.shell
    const text = key.id === CONFIRM ? this.confirmText : this.capital && key.text.length === 1 ? key.text.toUpperCase() : key.text
    const element = make(document, 'button', 'key', text)
    element.dataset['key'] = key.id
    element.style.flexGrow = String(key.width ?? 1)
    element.classList.toggle('plain', key.id.length === 1)
    element.classList.toggle('lit', (key.id === SHIFT && this.capital) || (key.id === CONFIRM && this.confirms))
    element.disabled = !key.id
    element.onclick = () => this.press(key.id, text)
    return element
  }

  private get confirmType(): string {
    const field = this.target?.host
    return String(field?.props['confirmType'] || (field?.tag === 'textarea' ? 'return' : 'done'))
  }

  private get confirms(): boolean {
    return this.confirmType !== 'return'
  }

  private get confirmText(): string {
    return CONFIRM_TEXTS[this.confirmType] ?? '完成'
  }

  private press(id: string, text: string): void {
    if (id === SHIFT || id === SWITCH) {
      this.capital = id === SHIFT && !this.capital
      if (id === SWITCH) this.layout = this.layout === 'symbols' ? 'letters' : 'symbols'
      this.draw()
      return
    }
    const document = this.target?.page.document
    if (!document) return
    // As if typed: the field's own checks and events follow.
    if (id === DELETE) document.execCommand('delete')
    else if (id === CONFIRM && this.confirms) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    else document.execCommand('insertText', false, id === CONFIRM ? '\n' : id === ' ' ? ' ' : text)
    if (!this.capital) return
    this.capital = false
    this.draw()
  }

  /** Push the page up when the field would be hidden. */
  private reveal({ page, host }: Target): void {
    if (host.props['adjustPosition'] === false) return
    const spacing = page.length(host.props['cursorSpacing'])
    const bottom = page.frame.element.getBoundingClientRect().top + host.element.getBoundingClientRect().bottom
    const covered = bottom + (spacing > 0 ? spacing : 0) - (this.shell.screen.screenHeight - this.height)
    page.frame.element.style.marginTop = covered > 0 ? `${-Math.min(covered, this.height)}px` : ''
  }

  private settle(page: Page): void {
    page.frame.element.style.marginTop = ''
  }
}
