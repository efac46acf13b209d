/** `<image>`: a picture in a box of fixed size, in one of thirteen ways of fitting. */
import { Component, defineComponent } from '../component'
import type { Host, Props, Tap } from '../component'
import { reflect } from './author'
import css from './image.css'
import { defaultsOf } from './properties'

type ImageProps = Props & {
  src: string
  mode: string
  lazyLoad: boolean
  showMenuByLongpress: boolean
}

class Image extends Component<ImageProps> {
  /** Takes the picture's place in the layout: a box without a size of its own stays empty, however large its picture is. */
  private readonly box: HTMLElement
  private readonly picture: HTMLImageElement
  private loaded = ''
  private watcher: IntersectionObserver | null = null
  private resize: ResizeObserver | null = null

  constructor(host: Host<ImageProps>) {
    super(host)
    this.box = host.create('div', 'wx-image-box', host.element)
    this.picture = host.create('img', 'wx-image-picture', this.box)
    this.picture.draggable = false
    this.picture.alt = ''
    host.slot = host.create('div', 'wx-image-slot', host.element)
    this.picture.onload = () => this.succeeded()
    this.picture.onerror = () => this.failed()
    reflect(host as unknown as Host, 'mode', host.props.mode)
  }

  override update(name: string): void {
    const { props } = this.host
    if (name === 'mode') {
      reflect(this.host as unknown as Host, 'mode', props.mode)
      this.fit()
    }
    if (name === 'src' || name === 'lazyLoad') this.load()
  }

  override connected(): void {
    this.load()
    this.fit()
  }

  override disconnected(): void {
    this.watcher?.disconnect()
    this.watcher = null
    this.resize?.disconnect()
    this.resize = null
  }

  override longpress(tap: Tap): void {
    const { props, page } = this.host
    if (!props.showMenuByLongpress || !this.loaded) return
    tap.handled = true
    const items = ['发送给朋友', '收藏', '保存图片']
    void page.sheet('showActionSheet', { itemList: items }).done.then((choice) => {
      if (choice['tapIndex'] === 2) void page.call('saveImageToPhotosAlbum', { filePath: props.src }, true)
    })
  }

  /** Start loading now, or once the box comes within three screens of the viewport. */
  private load(): void {
    const { props, page, element } = this.host
    if (!element.isConnected) return
    if (!props.lazyLoad) {
      this.start()
      return
    }
    if (this.watcher) return
    const Observer = (page.window as unknown as { IntersectionObserver: typeof IntersectionObserver }).IntersectionObserver
    this.watcher = new Observer((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      this.watcher?.disconnect()
      this.watcher = null
      this.start()
    }, { rootMargin: '300% 0px' })
    this.watcher.observe(element)
  }

  private start(): void {
    const { props, page, element } = this.host
    if (!props.src) {
      this.loaded = ''
      this.picture.removeAttribute('src')
      element.removeAttribute('wx-loaded')
      element.removeAttribute('wx-offline')
      this.fit()
      return
    }
    const url = page.resourceUrl(props.src)
    if (this.picture.getAttribute('src') === url) return
    element.removeAttribute('wx-offline')
    this.picture.src = url
  }

  private succeeded(): void {
    const { naturalWidth: width, naturalHeight: height } = this.picture
    this.loaded = this.picture.src
    this.host.element.setAttribute('wx-loaded', '')
    this.fit()
    this.host.emit('load', { width, height })
  }

  private failed(): void {
    const { props, page, element } = this.host
    this.loaded = ''
    element.removeAttribute('wx-loaded')
    this.fit()
    const remote = /^((https?:)?\/\/|cloud:)/i.test(props.src)
    // Without a network the layout shall still be seen: a faint mark stands where the picture will be.
    element.toggleAttribute('wx-offline', remote)
    page.report(remote ? 'offline' : 'resource', `image: ${props.src.slice(0, 200)} could not be loaded`)
    this.host.emit('error', { errMsg: `GET ${props.src.slice(0, 200)} 404 (Not Found)` })
  }

  /** widthFix and heightFix give the box the picture's proportions, whatever size the author asked for. */
  private fit(): void {
    const { props, element } = this.host
    const byWidth = this.loaded !== '' && props.mode === 'widthFix'
    const byHeight = this.loaded !== '' && props.mode === 'heightFix'
    const ratio = this.picture.naturalHeight ? this.picture.naturalWidth / this.picture.naturalHeight : 1
    this.host.style('height', byWidth ? 'auto' : null)
    this.host.style('width', byHeight ? 'auto' : null)
    this.box.style.aspectRatio = byWidth || byHeight ? String(ratio) : ''
    element.toggleAttribute('wx-fixed', byWidth || byHeight)
  }
}

defineComponent('image', defaultsOf<ImageProps>('image'), Image, css)
