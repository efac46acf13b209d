/** `<cover-view>` and `<cover-image>`: views above native ones, which need no special layer any more. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { numeric } from './author'
import { defaultsOf } from './properties'

type CoverViewProps = Props & { scrollTop: unknown }
type CoverImageProps = Props & { src: string; referrerPolicy: string }

class CoverView extends Component<CoverViewProps> {
  override settled(): void {
    const { props, element, page } = this.host
    if (this.host.has('scrollTop')) element.scrollTop = numeric(page.length(props.scrollTop), 0)
  }
}

class CoverImage extends Component<CoverImageProps> {
  private readonly picture: HTMLImageElement

  constructor(host: Host<CoverImageProps>) {
    super(host)
    this.picture = host.create('img', 'wx-cover-image', host.element)
    this.picture.draggable = false
    host.slot = host.create('div', 'wx-image-slot', host.element)
    this.picture.onload = () => host.emit('load', { width: this.picture.naturalWidth, height: this.picture.naturalHeight })
    this.picture.onerror = () => {
      host.page.report(/^(https?|cloud):/i.test(host.props.src) ? 'offline' : 'resource', `cover-image: ${host.props.src.slice(0, 200)} could not be loaded`)
      host.emit('error', { errMsg: `GET ${host.props.src.slice(0, 200)} 404 (Not Found)` })
    }
  }

  override update(name: string): void {
    if (name !== 'src') return
    if (this.host.props.src) this.picture.src = this.host.page.resourceUrl(this.host.props.src)
    else this.picture.removeAttribute('src')
  }
}

const viewCss = 'wx-cover-view { display: block; overflow: hidden; white-space: nowrap; line-height: 1.2; pointer-events: auto; }'
const imageCss = `
wx-cover-image { display: block; width: 100%; overflow: hidden; pointer-events: auto; }
.wx-cover-image { display: block; width: 100%; height: 100%; }
`
defineComponent('cover-view', defaultsOf<CoverViewProps>('cover-view'), CoverView, viewCss)
defineComponent('cover-image', defaultsOf<CoverImageProps>('cover-image'), CoverImage, imageCss)
