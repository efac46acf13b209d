/** The navigation bar of a page: title, back or home button, loading sign, colours. */
import type { JsonObject } from '../../shared/chunk'
import type { Page } from '../page'
import type { Shell } from '../shell'
import { colour, text, textStyle } from '../theme'
import { icon, make } from './dom'
import { ICONS } from './icons'

export class NavigationBar {
  private readonly element: HTMLElement
  private readonly title: HTMLElement
  private readonly back: HTMLButtonElement
  private readonly home: HTMLButtonElement
  private depth = 1
  private homeHidden = false
  /** Colours set by wx.setNavigationBarColor, over those of the settings. */
  private painted: { tone: 'black' | 'white'; background: string } | null = null

  constructor(
    private readonly shell: Shell,
    private readonly page: Page,
  ) {
    const { document } = shell
    this.title = make(document, 'span', 'nav-title')
    this.back = make(document, 'button', 'nav-button nav-back', [icon(document, '', ICONS.back)])
    this.home = make(document, 'button', 'nav-button nav-home', [icon(document, '', ICONS.home)])
    this.back.onclick = () => page.sendPageEvent('back', {})
    this.home.onclick = () => shell.post({ type: 'navigate', action: 'reLaunch', url: `/${shell.manifest?.entryPage ?? ''}`, delta: 0 })
    this.back.setAttribute('aria-label', '返回')
    this.home.setAttribute('aria-label', '首页')
    const middle = make(document, 'div', 'nav-middle', [icon(document, 'spinner', ICONS.spinner), this.title])
    this.element = make(document, 'header', 'nav-bar', [make(document, 'div', 'nav-row', [this.back, this.home, middle])])
    this.title.ondblclick = () => page.sendPageEvent('title-tap', {})
    page.section.appendChild(this.element)
    this.settingsChanged()
  }

  get custom(): boolean {
    return this.page.settings['navigationStyle'] === 'custom'
  }

  /** Black or white as set by the API; null: as the settings say. */
  get tone(): 'black' | 'white' | null {
    return this.painted?.tone ?? null
  }

  /** The page is shown at a depth of the stack. */
  update(depth: number): void {
    this.depth = depth
    const entry = this.shell.manifest?.entryPage
    const { tabBar } = this.shell.chrome
    const landing = depth <= 1 && this.page.route !== entry && !tabBar.isTab(this.page.route)
    this.back.hidden = depth <= 1
    this.home.hidden = this.homeHidden || !(landing || (depth <= 1 && this.page.settings['homeButton'] === true && this.page.route !== entry))
  }

  hideHome(): void {
    this.homeHidden = true
    this.update(this.depth)
  }

  setLoading(on: boolean): void {
    this.element.classList.toggle('loading', on)
  }

  settingsChanged(): void {
    const { settings } = this.page
    this.element.hidden = this.custom
    this.title.textContent = text(settings['navigationBarTitleText'])
    const tone = this.painted?.tone ?? textStyle(settings['navigationBarTextStyle'], 'white')
    this.element.style.color = tone === 'black' ? '#000' : '#fff'
    this.element.style.backgroundColor = this.painted?.background || colour(settings['navigationBarBackgroundColor'], '#000000')
    this.update(this.depth)
  }

  /** wx.setNavigationBarColor. */
  setColor(args: JsonObject): void {
    const animation = (args['animation'] ?? {}) as JsonObject
    const duration = this.shell.animate ? Number(animation['duration'] ?? 0) : 0
    const curves: { readonly [name: string]: string } = { easeIn: 'ease-in', easeOut: 'ease-out', easeInOut: 'ease-in-out' }
    const curve = curves[String(animation['timingFunc'])] ?? 'linear'
    this.element.style.transition = duration ? `background-color ${duration}ms ${curve}, color ${duration}ms ${curve}` : ''
    const before = this.painted
    const front = String(args['frontColor'] ?? '').toLowerCase()
    this.painted = {
      tone: front === '#000000' ? 'black' : front === '#ffffff' ? 'white' : (before?.tone ?? textStyle(this.page.settings['navigationBarTextStyle'], 'white')),
      background: colour(args['backgroundColor'], before?.background ?? ''),
    }
    this.settingsChanged()
    this.shell.stack.toneChanged(this.page)
  }
}
