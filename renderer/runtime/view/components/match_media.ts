/** `<match-media>`: children that are there only when the page's size fits. */
import { Component, defineComponent } from '../component'
import type { Props } from '../component'
import { dashCase } from './author'
import { defaultsOf } from './properties'

type MatchMediaProps = Props & { [name in 'minWidth' | 'maxWidth' | 'width' | 'minHeight' | 'maxHeight' | 'height' | 'orientation']: unknown }

const lengths = ['minWidth', 'maxWidth', 'width', 'minHeight', 'maxHeight', 'height'] as const

class MatchMedia extends Component<MatchMediaProps> {
  private stop: (() => void) | null = null

  override connected(): void {
    this.stop = this.host.page.onResize(() => this.settled())
    this.settled()
  }

  override disconnected(): void {
    this.stop?.()
    this.stop = null
  }

  override settled(): void {
    const { props, page } = this.host
    const rules = lengths.filter((name) => this.host.has(name) && props[name] !== null)
      .map((name) => `(${dashCase(name)}: ${page.length(props[name])}px)`)
    if (props.orientation) rules.push(`(orientation: ${String(props.orientation)})`)
    const fits = page.window.matchMedia(rules.join(' and ') || 'all').matches
    this.host.style('display', fits ? null : 'none')
  }
}

defineComponent('match-media', defaultsOf<MatchMediaProps>('match-media'), MatchMedia, 'wx-match-media { display: block; }')
