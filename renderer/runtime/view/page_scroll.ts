/** The page's own scrolling: events, reach-bottom, pull-down refresh and pageScrollTo. */
import { animateNumber } from './motion'
import type { Page } from './page'

/** Height of the opened refresh area, and how far a finger pulls it at most. */
const REFRESH_HEIGHT = 50
const PULL_LIMIT = 160

export class PageScroll {
  private readonly scroller: HTMLElement
  private readonly listeners = new Set<(scrollTop: number) => void>()
  private readonly indicator: HTMLElement
  private framed = 0
  private lastTop = 0
  private atBottom = false
  private bottomHeight = 0
  private pulled = 0
  private refreshing = false
  private stopMotion: () => void = () => {}

  constructor(
    private readonly page: Page,
    body: HTMLElement,
  ) {
    this.scroller = page.document.documentElement
    this.indicator = body.ownerDocument.createElement('div')
    this.indicator.className = 'pull-down'
    this.indicator.innerHTML = '<i></i><i></i><i></i>'
    body.insertBefore(this.indicator, body.firstChild)
    page.document.addEventListener('scroll', () => this.scrolled(), { passive: true })
    this.settingsChanged()
  }

  get top(): number {
    return this.scroller.scrollTop
  }

  /** Whether the finger may scroll the page at all. */
  get enabled(): boolean {
    return this.page.settings['disableScroll'] !== true
  }

  get refreshable(): boolean {
    return this.page.settings['enablePullDownRefresh'] === true && this.enabled
  }

  settingsChanged(): void {
    this.page.document.documentElement.style.overflowY = this.enabled ? '' : 'hidden'
    this.page.section.classList.toggle('dark-text', this.page.settings['backgroundTextStyle'] !== 'light')
  }

  listen(listener: (scrollTop: number) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Browsers fire at most one scroll event a frame; hidden pages tell the end state when shown. */
  private scrolled(): void {
    if (this.framed) return
    this.framed = this.page.window.requestAnimationFrame(() => {
      this.framed = 0
      this.tell()
    })
  }

  private tell(): void {
    const { scrollTop, scrollLeft } = this.scroller
    const down = scrollTop > this.lastTop
    if (scrollTop !== this.lastTop) {
      this.page.sendPageEvent('scroll', { scrollTop, scrollLeft })
      for (const listener of this.listeners) listener(scrollTop)
    }
    this.lastTop = scrollTop
    this.checkBottom(down)
  }

  /** New content re-arms reach-bottom: a longer list has a bottom of its own. */
  contentChanged(): void {
    if (this.scroller.scrollHeight !== this.bottomHeight) this.atBottom = false
  }

  private checkBottom(down: boolean): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller
    const near = scrollTop + clientHeight >= scrollHeight - this.bottomDistance()
    if (near && !this.atBottom && down) {
      this.bottomHeight = scrollHeight
      this.page.sendPageEvent('reach-bottom', {})
    }
    if (near ? down : true) this.atBottom = near
  }

  private bottomDistance(): number {
    const value = Number(this.page.settings['onReachBottomDistance'] ?? 50)
    return Number.isFinite(value) ? value : 50
  }

  /** The finger at the top of the page pulled it down by `distance`. */
  pull(distance: number): void {
    this.stopMotion()
    const resisted = PULL_LIMIT * (1 - Math.exp(-Math.max(0, distance) / (PULL_LIMIT * 1.4)))
    this.setPulled(resisted + (this.refreshing ? REFRESH_HEIGHT : 0))
  }

  /** The finger let go. */
  letGo(): void {
    if (this.pulled >= REFRESH_HEIGHT && !this.refreshing) this.startRefresh()
    else this.moveTo(this.refreshing ? REFRESH_HEIGHT : 0)
  }

  /** Open the refresh area, by a pull or by wx.startPullDownRefresh, and tell the page. */
  startRefresh(): void {
    if (!this.refreshing) {
      this.refreshing = true
      this.page.section.classList.add('refreshing')
      this.page.sendPageEvent('pull-down', {})
    }
    this.moveTo(REFRESH_HEIGHT)
  }

  stopRefresh(): void {
    this.refreshing = false
    this.page.section.classList.remove('refreshing')
    this.moveTo(0)
  }

  private moveTo(target: number): void {
    this.stopMotion()
    const duration = this.page.phone.animate ? 300 : 0
    this.stopMotion = animateNumber(this.pulled, target, duration, (value) => this.setPulled(value))
  }

  private setPulled(value: number): void {
    this.pulled = value
    this.page.frame.element.style.transform = value ? `translateY(${value}px)` : ''
    this.indicator.style.height = `${value}px`
  }

  /** wx.pageScrollTo; `top` in CSS px. */
  scrollTo(top: number, duration: number): void {
    const target = Math.max(0, Math.min(top, this.scroller.scrollHeight - this.scroller.clientHeight))
    this.stopMotion()
    this.stopMotion = animateNumber(this.top, target, this.page.phone.animate ? duration : 0, (value) => {
      this.scroller.scrollTop = value
    })
  }

  /** Scroll so that the first match of a CSS selector (already in the page's form) is at the top. */
  scrollToSelector(selector: string, offset: number, duration: number): boolean {
    const element = this.page.document.querySelector(selector)
    if (!element) return false
    this.scrollTo(this.top + element.getBoundingClientRect().top + offset, duration)
    return true
  }
}
