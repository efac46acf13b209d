/** Everything of the phone that is not a page: status bar, capsule, tab bar, layers for toasts and sheets. */
import type { JsonObject } from '../../shared/chunk'
import type { ChromeOrder, Report } from '../../shared/messages'
import { capsuleRect } from '../../shared/capsule'
import type { Page } from '../page'
import type { Shell } from '../shell'
import { followsSystem } from '../theme'
import bars from './bars.css'
import cards from './cards.css'
import keyboard from './keyboard.css'
import phone from './phone.css'
import sheets from './sheets.css'
import { icon, make } from './dom'
import { HomeScreen } from './home_screen'
import { ICONS } from './icons'
import { Keyboard } from './keyboard'
import { openMenu } from './menu'
import { Sheets } from './sheets'
import { StatusBar } from './status_bar'
import { TabBar } from './tab_bar'
import { Toast } from './toast'

/** Height of the navigation bar under the status bar, CSS px. */
const BAR_HEIGHT = { ios: 44, android: 48, devtools: 44 } as const

export class Chrome {
  /** Where sections of pages go. */
  readonly pages: HTMLElement
  readonly tabBar: TabBar
  readonly toast: Toast
  readonly sheets: Sheets
  readonly keyboard: Keyboard
  readonly home: HomeScreen
  private readonly phone: HTMLElement
  private readonly status: StatusBar
  private readonly capsule: HTMLElement
  private readonly layers = new Map<string, HTMLElement>()
  /** How the shown page wants the phone to be held, as last told to the host. */
  private wish = ''
  private readonly errors = new Map<Page | null, HTMLElement>()

  constructor(private readonly shell: Shell) {
    const { document } = shell
    const style = make(document, 'style', '', [phone, bars, sheets, cards, keyboard].join('\n'))
    document.head.appendChild(style)
    if (shell.config.fonts) {
      const link = make(document, 'link')
      link.rel = 'stylesheet'
      link.href = shell.config.fonts
      document.head.appendChild(link)
    }
    this.pages = make(document, 'main', 'pages')
    this.status = new StatusBar(document, shell.config.clock, shell.config.battery)
    this.tabBar = new TabBar(shell)
    this.toast = new Toast(shell)
    this.sheets = new Sheets(shell)
    this.keyboard = new Keyboard(shell)
    this.home = new HomeScreen(shell)
    this.capsule = this.buildCapsule()
    const overlays = ['toasts', 'sheets'].map((name) => {
      const layer = make(document, 'div', `layer ${name}`)
      this.layers.set(name, layer)
      return layer
    })
    this.phone = make(document, 'div', 'phone', [this.pages, this.capsule, ...overlays, this.home.element, this.status.element, make(document, 'div', 'home-indicator')])
    this.keyboard.attach(this.phone)
    document.body.appendChild(this.phone)
    this.screenChanged()
  }

  /** Height of the home indicator's strip, CSS px. */
  get bottomInset(): number {
    const { safeArea, screenHeight } = this.shell.screen
    return Math.max(0, screenHeight - safeArea.bottom)
  }

  get navigationHeight(): number {
    return BAR_HEIGHT[this.shell.screen.platform] ?? BAR_HEIGHT.ios
  }

  /** Status bar and navigation bar together. */
  get barsHeight(): number {
    return this.shell.screen.statusBarHeight + this.navigationHeight
  }

  get followsSystem(): boolean {
    return this.shell.manifest ? followsSystem(this.shell.manifest) : false
  }

  layer(name: 'toasts' | 'sheets'): HTMLElement {
    return this.layers.get(name) as HTMLElement
  }

  private buildCapsule(): HTMLElement {
    const { document } = this.shell
    const more = make(document, 'button', 'capsule-more', [icon(document, '', ICONS.more)])
    const close = make(document, 'button', 'capsule-close', [icon(document, '', ICONS.close)])
    more.setAttribute('aria-label', '更多')
    close.setAttribute('aria-label', '关闭')
    more.onclick = () => void openMenu(this.shell)
    close.onclick = () => this.home.leave()
    return make(document, 'div', 'capsule', [more, close])
  }

  manifestChanged(): void {
    const { manifest } = this.shell
    const tabBar = manifest?.app['tabBar']
    this.tabBar.load(tabBar && typeof tabBar === 'object' && !Array.isArray(tabBar) ? this.shell.themed(tabBar) : null)
    this.phone.classList.toggle('dark', this.shell.theme === 'dark' && this.followsSystem)
    this.shell.stack?.layout()
  }

  /** New sizes or another theme. */
  screenChanged(): void {
    const { screen } = this.shell
    const { style } = this.phone
    style.width = `${screen.screenWidth}px`
    style.height = `${screen.screenHeight}px`
    style.setProperty('--status', `${screen.statusBarHeight}px`)
    style.setProperty('--nav', `${this.navigationHeight}px`)
    style.setProperty('--bottom', `${this.bottomInset}px`)
    style.setProperty('--left', `${screen.safeArea.left}px`)
    style.setProperty('--right', `${Math.max(0, screen.screenWidth - screen.safeArea.right)}px`)
    const capsule = capsuleRect(screen)
    for (const side of ['left', 'top', 'width', 'height'] as const) this.capsule.style[side] = `${capsule[side]}px`
    this.phone.classList.toggle('android', screen.platform === 'android')
    this.phone.classList.toggle('tall', screen.statusBarHeight > 24)
    this.phone.classList.toggle('lying', screen.screenWidth > screen.screenHeight)
    if (this.shell.manifest) this.manifestChanged()
  }

  /** Whether the system's signs are black or white now. */
  setTone(tone: 'black' | 'white'): void {
    this.phone.classList.toggle('tone-white', tone === 'white')
  }

  pageShown(page: Page, depth: number): void {
    this.phone.dataset['depth'] = String(depth)
    this.tabBar.attach(page)
  }

  /** Tell the host how the shown page wants the phone to be held. */
  pageSettled(page: Page): void {
    const orientation = String(page.settings['pageOrientation'] ?? 'portrait')
    const resizable = this.shell.manifest?.app['resizable'] === true
    const wish = JSON.stringify({ orientation, resizable })
    if (wish === this.wish) return
    this.wish = wish
    this.shell.tellChrome('page', { orientation, resizable })
  }

  /** Something the person does with the phone, as the host has it. */
  order(name: ChromeOrder, detail: JsonObject): void {
    if (name === 'keyboard') this.keyboard.show(detail['open'] === true)
    else if (name === 'soft-keyboard') this.keyboard.setEnabled(detail['on'] === true)
    else if (name === 'back') this.back()
    else if (name === 'witness') this.shell.setWitness(detail['on'] === true)
    else this.home.end()
  }

  /** The phone's own way back: closes what is on top, then the page, at last the app. */
  private back(): void {
    const { top } = this.shell.stack
    if (this.home.shown || this.keyboard.dismiss() || this.sheets.dismissTop() || !top) return
    if (Number(this.phone.dataset['depth']) > 1) top.sendPageEvent('back', {})
    else this.home.leave()
  }

  get errorShown(): boolean {
    return this.errors.size > 0
  }

  /** A page that cannot be shown (null: the app itself): what happened, instead of an empty screen. */
  showError(page: Page | null, { message, file, line }: Pick<Report, 'message' | 'file' | 'line'>): void {
    const { document } = this.shell
    this.clearError(page)
    const place = file ? (line ? `${file}:${line}` : file) : ''
    const card = make(document, 'div', 'error-card', [
      icon(document, '', ICONS.warn), make(document, 'h1', '', page ? '页面无法显示' : '小程序无法启动'), make(document, 'p', '', message), make(document, 'code', '', place),
    ])
    this.errors.set(page, card)
    ;(page?.frame.element.parentElement ?? this.pages).appendChild(card)
  }

  /** The page has something to show now. */
  clearError(page: Page | null): void {
    this.errors.get(page)?.remove()
    this.errors.delete(page)
  }
}
