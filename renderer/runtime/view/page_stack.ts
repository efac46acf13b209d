/** The pages that are open: which one is seen, how it comes and goes, and what surrounds it. */
import { pageLeft } from '../shared/leftovers'
import type { PageId, Transition } from '../shared/messages'
import { NavigationBar } from './chrome/navigation_bar'
import type { Page } from './page'
import type { Pull } from './pulled_page'
import type { Shell } from './shell'
import { colour, textStyle } from './theme'

const SLIDE_MS = 300
const EASE = 'cubic-bezier(0.2, 0.7, 0.2, 1)'

interface Entry {
  readonly page: Page
  readonly bar: NavigationBar
  depth: number
  /** Whether a finger has pulled it out of sight. */
  pulled?: boolean
}

export class PageStack {
  private readonly entries = new Map<PageId, Entry>()
  private shown: Entry | null = null
  private order = 0

  constructor(private readonly shell: Shell) {}

  get top(): Page | null {
    return this.shown?.page ?? null
  }

  get all(): readonly Page[] {
    return [...this.entries.values()].map(({ page }) => page)
  }

  get(id: PageId): Page | undefined {
    return this.entries.get(id)?.page
  }

  bar(page: Page): NavigationBar | undefined {
    return this.entries.get(page.id)?.bar
  }

  /** Take a new page in and show it; `behind`: not before it is asked for. */
  open(page: Page, transition: Transition, depth: number, { behind = false } = {}): void {
    const bar = new NavigationBar(this.shell, page)
    const entry = { page, bar, depth }
    this.entries.set(page.id, entry)
    this.layoutOf(entry)
    if (behind) page.section.classList.add('hidden')
    else this.bring(entry, transition, depth)
  }

  show(id: PageId, transition: Transition, depth: number): void {
    const entry = this.entries.get(id)
    if (entry) this.bring(entry, transition, depth)
  }

  close(id: PageId, transition: Transition): void {
    const entry = this.entries.get(id)
    if (!entry) return
    this.entries.delete(id)
    if (this.shown === entry) this.shown = null
    const leave = (): void => {
      this.shell.chrome.sheets.closeOf(id)
      this.shell.chrome.clearError(entry.page)
      entry.page.dispose()
      pageLeft()
    }
    if (transition !== 'pop' || entry.pulled || !this.shell.animate) leave()
    else this.slide(entry.page.section, 'out', leave)
  }

  private bring(entry: Entry, transition: Transition, depth: number): void {
    const before = this.shown
    entry.depth = depth
    this.shown = entry
    const { section } = entry.page
    section.classList.remove('hidden')
    // A page that is popped off stays above the one that comes back.
    if (transition !== 'pop') section.style.zIndex = String(++this.order)
    entry.bar.update(depth)
    const done = (): void => {
      for (const other of this.entries.values()) if (other !== this.shown) other.page.section.classList.add('hidden')
    }
    before?.page.input.interrupt()
    if (before && before !== entry && this.shell.animate && (transition === 'push' || transition === 'modal')) {
      this.slide(section, transition === 'modal' ? 'up' : 'in', done)
    } else if (before && before !== entry && this.shell.animate && transition === 'pop') {
      // The page on top slides out when it is closed; until then both are seen.
      setTimeout(done, SLIDE_MS)
    } else {
      done()
    }
    this.shell.chrome.pageShown(entry.page, depth)
    this.statusBar(entry)
    entry.page.observers.schedule()
  }

  /** Begin to pull a page away with the finger, as iPhones do; null where there is no such way back. */
  pull(id: PageId): Pull | null {
    const entry = this.shown
    const { platform, screenWidth } = this.shell.screen
    if (entry?.page.id !== id || entry.depth < 2 || platform !== 'ios' || entry.page.settings['disableSwipeBack'] === true) return null
    const height = ({ page }: Entry): number => Number(page.section.style.zIndex)
    const [below] = [...this.entries.values()].filter(({ depth }) => depth === entry.depth - 1).sort((one, other) => height(other) - height(one))
    if (!below) return null
    below.page.section.classList.remove('hidden')
    return {
      width: screenWidth,
      stays: () => this.shown === entry,
      gone: (gone) => { entry.pulled = gone },
      kept: () => { if (this.shown === entry) below.page.section.classList.add('hidden') },
    }
  }

  private slide(section: HTMLElement, way: 'in' | 'out' | 'up', done: () => void): void {
    const away = way === 'up' ? 'translateY(100%)' : 'translateX(100%)'
    const frames = [{ transform: away }, { transform: 'none' }]
    const animation = section.animate(way === 'out' ? frames.reverse() : frames, { duration: SLIDE_MS, easing: EASE, fill: way === 'out' ? 'forwards' : 'none' })
    animation.onfinish = done
    animation.oncancel = done
  }

  /** Sizes of every page's parts after the screen or the tab bar changed. */
  layout(): void {
    for (const entry of this.entries.values()) this.layoutOf(entry)
  }

  private layoutOf({ page, bar }: Entry): void {
    const { chrome } = this.shell
    const body = page.frame.element.parentElement as HTMLElement
    const custom = bar.custom
    const top = custom ? 0 : chrome.barsHeight
    const tabBar = page.tab ? chrome.tabBar.height : 0
    body.style.top = `${top + (chrome.tabBar.atTop ? tabBar : 0)}px`
    body.style.bottom = `${chrome.tabBar.atTop ? 0 : tabBar}px`
    const { safeArea, screenWidth } = this.shell.screen
    page.frame.setSafeArea({
      top: custom ? safeArea.top : 0, left: safeArea.left, right: Math.max(0, screenWidth - safeArea.right),
      bottom: tabBar && !chrome.tabBar.atTop ? 0 : chrome.bottomInset,
    })
    const { settings } = page
    const dark = this.shell.theme === 'dark' && chrome.followsSystem
    body.style.backgroundColor = colour(settings['backgroundColor'], dark ? '#191919' : '#ffffff')
    page.frame.element.style.backgroundColor = colour(settings['backgroundColorContent'], dark ? '#191919' : '#ffffff')
    page.frame.setTheme(dark ? 'dark' : 'light')
    page.section.style.setProperty('--top-background', colour(settings['backgroundColorTop'], body.style.backgroundColor))
  }

  /** A page's settings changed: title, colours, custom bar. */
  settingsChanged(page: Page): void {
    const entry = this.entries.get(page.id)
    if (!entry) return
    entry.bar.settingsChanged()
    this.layoutOf(entry)
    if (entry === this.shown) this.statusBar(entry)
  }

  /** The system's own signs over a page are black or white as its title is. */
  private statusBar({ page, bar }: Entry): void {
    this.shell.chrome.pageSettled(page)
    this.shell.chrome.setTone(bar.tone ?? textStyle(page.settings['navigationBarTextStyle'], 'white'))
  }

  toneChanged(page: Page): void {
    const entry = this.entries.get(page.id)
    if (entry && entry === this.shown) this.statusBar(entry)
  }
}
