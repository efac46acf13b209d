/** The phone without the app: its home screen, from which the app is entered again. */
import type { Shell } from '../shell'
import { make } from './dom'

export class HomeScreen {
  readonly element: HTMLElement
  private readonly name: HTMLElement
  private readonly letter: HTMLElement
  private readonly hint: HTMLElement
  private ended = false

  constructor(private readonly shell: Shell) {
    const { document } = shell
    this.letter = make(document, 'span', 'home-icon')
    this.name = make(document, 'span', 'home-name')
    this.hint = make(document, 'p', 'home-hint')
    const app = make(document, 'button', 'home-app', [this.letter, this.name])
    app.onclick = () => this.enter()
    this.element = make(document, 'div', 'home-screen', [app, this.hint])
    this.element.hidden = true
  }

  get shown(): boolean {
    return !this.element.hidden
  }

  /** The app went to the background, or came back, by whomever. */
  follow(name: 'hide' | 'show'): void {
    if (name === 'hide') this.show('小程序在后台运行')
    else if (!this.ended) this.element.hidden = true
  }

  /** The person or wx.exitMiniProgram left the app: it is in the background until it is entered again. */
  leave(): void {
    if (this.shown) return
    this.shell.receive({ type: 'app-event', name: 'hide', detail: {} })
    this.shell.tellChrome('left')
  }

  /** The system ended the app; the next time it starts afresh. */
  end(): void {
    this.ended = true
    this.shell.terminate()
    this.show('小程序已被系统结束')
  }

  private enter(): void {
    if (this.ended) {
      this.shell.tellChrome('restart')
      return
    }
    this.shell.receive({ type: 'app-event', name: 'show', detail: {} })
    this.shell.tellChrome('entered')
  }

  private show(hint: string): void {
    const name = this.shell.manifest?.projectName ?? ''
    this.name.textContent = name
    this.letter.textContent = [...name.trim()][0]?.toUpperCase() ?? '小'
    this.hint.textContent = hint
    this.shell.chrome.keyboard.dismiss()
    this.element.hidden = false
  }
}
