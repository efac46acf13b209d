/** `<page-container>`: a half screen over the page, with overlay, ways in and events. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { authorCss, numeric } from './author'
import css from './page_container.css'
import { defaultsOf } from './properties'

type PageContainerProps = Props & {
  show: boolean
  duration: number
  zIndex: number
  overlay: boolean
  position: string
  round: boolean
  closeOnSlideDown: boolean
  overlayStyle: string
  customStyle: string
}

class PageContainer extends Component<PageContainerProps> {
  private readonly overlay: HTMLElement
  private readonly panel: HTMLElement
  private open = false
  private timer = 0

  constructor(host: Host<PageContainerProps>) {
    super(host)
    this.overlay = host.create('div', 'wx-page-container-overlay', host.element)
    this.panel = host.create('div', 'wx-page-container-panel', host.element)
    host.slot = this.panel
    this.overlay.addEventListener('click', () => {
      host.emit('clickoverlay', {})
      this.close()
    })
    host.gesture({
      claim: (dx, dy) => host.props.closeOnSlideDown && dy > Math.abs(dx),
      end: (drag) => {
        if (drag.dy > 40) this.close()
      },
    }, this.panel)
    this.dress()
  }

  override update(name: string): void {
    this.dress()
    if (name === 'show') this.turn(this.host.props.show)
  }

  override disconnected(): void {
    this.host.page.window.clearTimeout(this.timer)
  }

  private close(): void {
    this.host.setModel('show', false)
    this.turn(false)
  }

  private dress(): void {
    const { props, page } = this.host
    const duration = `${numeric(props.duration, 300)}ms`
    const layer = numeric(props.zIndex, 100)
    this.panel.style.cssText = `transition-duration:${duration};z-index:${layer};${authorCss(page, props.customStyle)}`
    this.panel.setAttribute('wx-position', props.position)
    this.panel.toggleAttribute('wx-round', props.round)
    this.overlay.style.cssText = `transition-duration:${duration};z-index:${layer};${authorCss(page, props.overlayStyle)}`
    if (!props.overlay) this.overlay.style.display = 'none'
  }

  private turn(open: boolean): void {
    if (open === this.open) return
    this.open = open
    const { element, page } = this.host
    const { window } = page
    window.clearTimeout(this.timer)
    const [before, during, after] = open ? ['beforeenter', 'enter', 'afterenter'] : ['beforeleave', 'leave', 'afterleave']
    this.host.emit(before as string, {})
    element.setAttribute('wx-here', '')
    // The first layout off screen is where the way in starts.
    void this.panel.offsetHeight
    element.toggleAttribute('wx-open', open)
    this.host.emit(during as string, {})
    this.timer = window.setTimeout(() => {
      if (!open) element.removeAttribute('wx-here')
      this.host.emit(after as string, {})
    }, numeric(this.host.props.duration, 300))
  }
}

defineComponent('page-container', defaultsOf<PageContainerProps>('page-container'), PageContainer, css)
