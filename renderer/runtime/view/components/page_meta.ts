/** `<page-meta>` and `<navigation-bar>`: settings of the page and its bar, written as tags. */
import { Component, defineComponent } from '../component'
import type { Props } from '../component'
import type { JsonObject } from '../../shared/chunk'
import { authorCss, numeric } from './author'
import { defaultsOf } from './properties'

type PageMetaProps = Props & {
  backgroundTextStyle: string
  backgroundColor: string
  backgroundColorTop: string
  backgroundColorBottom: string
  rootBackgroundColor: string
  pageStyle: string
  pageFontSize: string
  rootFontSize: string
  pageOrientation: string
  scrollTop: unknown
  scrollDuration: number
}

type NavigationBarProps = Props & {
  title: string
  loading: boolean
  frontColor: string
  backgroundColor: string
  colorAnimationDuration: number
  colorAnimationTimingFunc: string
}

class PageMeta extends Component<PageMetaProps> {
  private stops: (() => void)[] = []
  private scrollWanted = false
  private readonly changed = new Set<string>()

  override update(name: string): void {
    this.changed.add(name)
    if (name === 'scrollTop') this.scrollWanted = true
  }

  override connected(): void {
    const { page, host } = { page: this.host.page, host: this.host }
    this.stops = [
      page.onScroll((scrollTop) => host.emit('scroll', { scrollTop })),
      page.onResize(() => host.emit('resize', { size: { windowWidth: page.screen.width, windowHeight: page.screen.height } })),
    ]
    this.settled()
  }

  override disconnected(): void {
    for (const stop of this.stops.splice(0)) stop()
  }

  override settled(): void {
    const { props, page } = this.host
    const changed = (...names: string[]) => names.some((name) => this.changed.has(name))
    if (changed('backgroundTextStyle') && props.backgroundTextStyle) page.command('setBackgroundTextStyle', { textStyle: props.backgroundTextStyle })
    if (changed('backgroundColor', 'backgroundColorTop', 'backgroundColorBottom')) {
      const colors: JsonObject = {}
      for (const name of ['backgroundColor', 'backgroundColorTop', 'backgroundColorBottom'] as const) if (props[name]) colors[name] = props[name]
      page.command('setBackgroundColor', colors)
    }
    if (changed('pageOrientation') && props.pageOrientation) page.command('setPageSettings', { pageOrientation: props.pageOrientation })
    if (changed('pageStyle', 'pageFontSize', 'rootFontSize', 'rootBackgroundColor')) this.dressPage()
    this.changed.clear()
    if (!this.scrollWanted) return
    this.scrollWanted = false
    const scrollTop = page.length(props.scrollTop)
    if (Number.isNaN(scrollTop)) return
    const duration = numeric(props.scrollDuration, 300)
    page.command('pageScrollTo', { scrollTop, duration })
    page.window.setTimeout(() => this.host.emit('scrolldone', {}), duration)
  }

  /** The page's root gets a style of its own; the author's classes on it stay. */
  private dressPage(): void {
    const { props, page } = this.host
    const { document } = page
    let sheet = document.getElementById('wx-page-meta')
    if (!sheet) {
      sheet = document.createElement('style')
      sheet.id = 'wx-page-meta'
      document.head.appendChild(sheet)
    }
    const size = (value: string) => (value === 'system' ? 'var(--wx-system-font)' : authorCss(page, value))
    const own = [authorCss(page, props.pageStyle), props.pageFontSize ? `font-size:${size(props.pageFontSize)}` : ''].filter(Boolean).join(';')
    const root = [
      props.rootFontSize ? `font-size:${size(props.rootFontSize)}` : '',
      props.rootBackgroundColor ? `background-color:${props.rootBackgroundColor}` : '',
    ].filter(Boolean).join(';')
    sheet.textContent = `html:root{${root}} html wx-page{${own}}`
  }
}

class NavigationBar extends Component<NavigationBarProps> {
  private readonly changed = new Set<string>()

  override update(name: string): void {
    this.changed.add(name)
  }

  override settled(): void {
    const { props, page } = this.host
    if (this.changed.has('title')) page.command('setNavigationBarTitle', { title: props.title })
    if (this.changed.has('loading')) page.command(props.loading ? 'showNavigationBarLoading' : 'hideNavigationBarLoading', {})
    if (this.changed.has('frontColor') || this.changed.has('backgroundColor')) {
      const colors: JsonObject = { animation: { duration: props.colorAnimationDuration, timingFunc: props.colorAnimationTimingFunc } }
      if (props.frontColor) colors['frontColor'] = props.frontColor
      if (props.backgroundColor) colors['backgroundColor'] = props.backgroundColor
      page.command('setNavigationBarColor', colors)
    }
    this.changed.clear()
  }
}

defineComponent('page-meta', defaultsOf<PageMetaProps>('page-meta'), PageMeta, 'wx-page-meta { display: contents; }')
defineComponent('navigation-bar', defaultsOf<NavigationBarProps>('navigation-bar'), NavigationBar, 'wx-navigation-bar { display: none; }')
