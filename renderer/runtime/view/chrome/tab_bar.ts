/** The native tab bar: items, colours, badges, red dots, top or bottom. */
import type { JsonObject } from '../../shared/chunk'
import type { Page } from '../page'
import { resourceUrl } from '../../shared/resource_url'
import type { Shell } from '../shell'
import { colour, text } from '../theme'
import { make } from './dom'

const BOTTOM_HEIGHT = 50
const TOP_HEIGHT = 40

interface Mark {
  badge: string
  dot: boolean
}

export class TabBar {
  readonly element: HTMLElement
  private config: JsonObject = {}
  private items: JsonObject[] = []
  private marks: Mark[] = []
  private shown = true
  private route = ''

  constructor(private readonly shell: Shell) {
    this.element = make(shell.document, 'nav', 'tab-bar')
  }

  /** The manifest or the theme changed; what the app set by API stays only while the items stay. */
  load(config: JsonObject | null): void {
    const before = this.items.length
    this.config = config ?? {}
    this.items = Array.isArray(this.config['list']) ? (this.config['list'] as JsonObject[]).map((item) => ({ ...item })) : []
    if (before !== this.items.length) this.marks = this.items.map(() => ({ badge: '', dot: false }))
    this.render()
  }

  get custom(): boolean {
    return this.config['custom'] === true
  }

  get atTop(): boolean {
    return this.config['position'] === 'top'
  }

  /** Height it takes from a tab page, CSS px. */
  get height(): number {
    if (!this.items.length || this.custom || !this.shown) return 0
    return this.atTop ? TOP_HEIGHT : BOTTOM_HEIGHT + this.shell.chrome.bottomInset
  }

  isTab(route: string): boolean {
    return this.items.some((item) => pathOf(item) === route)
  }

  /** Move into the tab page that is seen now. */
  attach(page: Page): void {
    if (!page.tab || this.custom || !this.items.length) return
    this.route = page.route
    page.section.appendChild(this.element)
    this.render()
  }

  setItem(args: JsonObject): void {
    const item = this.items[Number(args['index'])]
    if (!item) return
    for (const name of ['text', 'iconPath', 'selectedIconPath', 'pagePath']) {
      const value = args[name]
      if (value !== undefined && value !== null) item[name] = value
    }
    this.render()
  }

  setStyle(args: JsonObject): void {
    for (const name of ['color', 'selectedColor', 'backgroundColor', 'borderStyle']) {
      const value = args[name]
      if (value !== undefined && value !== null) this.config = { ...this.config, [name]: value }
    }
    this.render()
  }

  setShown(shown: boolean, animate: boolean): void {
    if (this.shown === shown) return
    this.shown = shown
    const move = [{ transform: 'translateY(100%)' }, { transform: 'none' }]
    this.element.hidden = false
    if (animate && this.shell.animate) {
      const animation = this.element.animate(shown ? move : move.reverse(), { duration: 200 })
      animation.onfinish = () => { this.element.hidden = !this.shown }
    } else {
      this.element.hidden = !shown
    }
    this.shell.stack.layout()
  }

  /** Give an item a badge or a red dot; a badge hides the dot. */
  setMark(index: number, mark: Partial<Mark>): void {
    const known = this.marks[index]
    if (!known) return
    Object.assign(known, mark)
    if (mark.badge) known.dot = false
    if (mark.dot) known.badge = ''
    this.render()
  }

  render(): void {
    const { element, config } = this
    const dark = this.shell.theme === 'dark' && this.shell.chrome.followsSystem
    element.replaceChildren(...this.items.map((item, index) => this.item(item, index)))
    element.classList.toggle('at-top', this.atTop)
    element.classList.toggle('white-border', config['borderStyle'] === 'white')
    element.style.backgroundColor = colour(config['backgroundColor'], dark ? '#191919' : '#ffffff')
    element.style.paddingBottom = this.atTop ? '0' : `${this.shell.chrome.bottomInset}px`
    element.style.top = this.atTop ? `${this.shell.chrome.barsHeight}px` : ''
  }

  private item(item: JsonObject, index: number): HTMLElement {
    const { document } = this.shell
    const selected = pathOf(item) === this.route
    const label = make(document, 'span', 'tab-text', text(item['text']))
    label.style.color = selected ? colour(this.config['selectedColor'], '#3cc51f') : colour(this.config['color'], '#999999')
    const button = make(document, 'button', 'tab-item')
    const path = text(selected ? (item['selectedIconPath'] ?? item['iconPath']) : item['iconPath'])
    if (path && !this.atTop) {
      const image = make(document, 'img', 'tab-icon')
      image.src = resourceUrl(path.startsWith('/') || /^\w+:/.test(path) ? path : `/${path}`, this.shell.base, '')
      image.alt = ''
      image.onerror = () => this.shell.report({ kind: 'resource', message: `the tab bar's icon ${path} cannot be loaded`, stack: '', page: this.route, file: 'app.json', line: 0 })
      button.append(make(document, 'span', 'tab-picture', [image]))
    }
    button.append(label)
    button.classList.toggle('text-only', !path || this.atTop)
    button.classList.toggle('selected', selected)
    const mark = this.marks[index]
    if (mark?.badge) button.append(make(document, 'b', 'tab-badge', shortened(mark.badge)))
    else if (mark?.dot) button.append(make(document, 'b', 'tab-dot'))
    button.onclick = () => this.tapped(item, index)
    return button
  }

  private tapped(item: JsonObject, index: number): void {
    const page = this.shell.stack.top
    if (!page) return
    const pagePath = pathOf(item)
    page.sendPageEvent('tab-tap', { index, pagePath, text: text(item['text']) })
    if (pagePath !== page.route) this.shell.post({ type: 'navigate', action: 'switchTab', url: `/${pagePath}`, delta: 0 })
  }
}

const pathOf = (item: JsonObject): string => text(item['pagePath']).replace(/^\//, '').replace(/\.html$/, '')

/** Badges show four characters; longer texts end in dots. */
const shortened = (badge: string): string => (badge.length > 4 ? '…' : badge)
