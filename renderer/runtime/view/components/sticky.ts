/** Lists of Skyline: sections, sticky headers and plain lists, laid out by the browser. */
import { Component, defineComponent } from '../component'
import type { Props } from '../component'
import { numeric } from './author'
import { sides } from './grid_view'
import { defaultsOf } from './properties'

type PaddedProps = Props & { padding: unknown }
type HeaderProps = PaddedProps & { offsetTop: number; allowOverlapping: boolean }
type SectionProps = PaddedProps & { pushPinnedHeader: boolean }

class Padded extends Component<PaddedProps> {
  override settled(): void {
    this.host.style('padding', sides(this.host.props.padding))
  }
}

class StickySection extends Padded {
  override settled(): void {
    super.settled()
    const { pushPinnedHeader } = this.host.props as SectionProps
    // A section that does not push lets its header live in the whole list.
    this.host.style('display', pushPinnedHeader === false ? 'contents' : null)
  }
}

class StickyHeader extends Component<HeaderProps> {
  private stuck = false
  private area: HTMLElement | null = null

  override connected(): void {
    const outer = this.host.closest('scroll-view')
    const found = (outer as unknown as { scroller?: HTMLElement } | null)?.scroller ?? null
    this.area = found
    found?.addEventListener('scroll', this.look, { passive: true })
    this.settled()
  }

  override disconnected(): void {
    this.area?.removeEventListener('scroll', this.look)
  }

  override settled(): void {
    const { props } = this.host
    this.host.style('top', `${numeric(props.offsetTop, 0)}px`)
    this.host.style('padding', sides(props.padding))
  }

  private readonly look = (): void => {
    const { element, props } = this.host
    if (!this.area) return
    const way = element.getBoundingClientRect().top - this.area.getBoundingClientRect().top
    const stuck = this.area.scrollTop > 0 && way <= numeric(props.offsetTop, 0) + 0.5
    if (stuck === this.stuck) return
    this.stuck = stuck
    this.host.emit('stickontopchange', { isStickOnTop: stuck })
  }
}

const css = `
wx-list-view, wx-list-builder, wx-sticky-section, wx-nested-scroll-header, wx-nested-scroll-body { display: block; }
wx-sticky-header { display: block; position: sticky; top: 0; z-index: 1; }
`
defineComponent('list-view', defaultsOf<PaddedProps>('list-view'), Padded, css)
defineComponent('list-builder', defaultsOf<PaddedProps>('list-builder'), Padded)
defineComponent('sticky-section', defaultsOf<SectionProps>('sticky-section'), StickySection as unknown as typeof Padded)
defineComponent('sticky-header', defaultsOf<HeaderProps>('sticky-header'), StickyHeader)
