/** Everything of the phone that is not a page: status bar, capsule, tab bar, layers for toasts and sheets. */
import type { Report } from '../../shared/messages'
import { capsuleRect } from '../../shared/capsule'
import type { Page } from '../page'
import type { Shell } from '../shell'
import { followsSystem } from '../theme'
import bars from './bars.css'
import cards from './cards.css'
import phone from './phone.css'
import sheets from './sheets.css'
import { icon, make } from './dom'
import { ICONS } from './icons'
import { Keyboard } from './keyboard'
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
  private readonly phone: HTMLElement
  private readonly status: StatusBar
  private readonly capsule: HTMLElement
  private readonly layers = new Map<string, HTMLElement>()
  private readonly errors = new Map<Page | null, HTMLElement>()

  constructor(private readonly shell: Shell) {
    const { document } = shell
    const style = make(document, 'style', '', [phone, bars, sheets, cards].join('\n'))
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
    this.capsule = this.buildCapsule()
    const overlays = ['toasts', 'sheets'].map((name) => {
      const layer = make(document, 'div', `layer ${name}`)
      this.layers.set(name, layer)
      return layer
    })
    this.phone = make(document, 'div', 'phone', [this.pages, this.status.element, this.capsule, ...overlays, make(document, 'div', 'home-indicator')])
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
    more.onclick = () => void this.menu()
    close.onclick = () => this.exit()
    return make(document, 'div', 'capsule', [more, close])
  }

  private async menu(): Promise<void> {
    const page = this.shell.stack.top
    if (!page || this.sheets.count) return
    const { choice } = await this.sheets.open('app-menu', {}, page.id).done
    switch (choice) {
      case 'share':
      case 'share-timeline':
      case 'favorite':
        page.sendPageEvent(choice, { from: 'menu' })
        break
      case 'restart':
        this.shell.post({ type: 'navigate', action: 'reLaunch', url: `/${this.shell.manifest?.entryPage ?? ''}`, delta: 0 })
        break
      case 'settings':
        await this.shell.call('openSetting', {}, page.route, true)
        break
      case 'about':
        this.about(page)
        break
    }
  }

  private about(page: Page): void {
    const { manifest } = this.shell
    this.sheets.open('showModal', { title: manifest?.projectName ?? '', content: `AppID ${manifest?.appId || '—'}\n基础库 ${manifest?.libVersion ?? ''}`, showCancel: false }, page.id)
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
    const capsule = capsuleRect(screen)
    for (const side of ['left', 'top', 'width', 'height'] as const) this.capsule.style[side] = `${capsule[side]}px`
    this.phone.classList.toggle('android', screen.platform === 'android')
    this.phone.classList.toggle('tall', screen.statusBarHeight > 24)
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

  /** The person or wx.exitMiniProgram left the app: it is in the background until it is entered again. */
  exit(): void {
    if (this.phone.querySelector('.exit-card')) return
    const { document } = this.shell
    this.shell.receive({ type: 'app-event', name: 'hide', detail: {} })
    const enter = make(document, 'button', 'exit-enter', '重新进入')
    const card = make(document, 'div', 'exit-card', [make(document, 'h1', '', this.shell.manifest?.projectName ?? ''), make(document, 'p', '', '小程序已退出'), enter])
    enter.onclick = () => {
      card.remove()
      this.shell.receive({ type: 'app-event', name: 'show', detail: {} })
    }
    this.phone.appendChild(card)
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
