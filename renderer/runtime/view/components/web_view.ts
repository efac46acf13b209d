/** `<web-view>`: says which web page belongs here; it is never part of the runtime's origin. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { defaultsOf } from './properties'

type WebViewProps = Props & { src: string }

const GLOBE = '<svg viewBox="0 0 48 48" width="56" height="56" fill="none" stroke="#b2b2b2" stroke-width="1.6"><circle cx="24" cy="24" r="19"/><ellipse cx="24" cy="24" rx="8" ry="19"/><path d="M5 24h38M8 14h32M8 34h32"/></svg>'

class WebView extends Component<WebViewProps> {
  private readonly address: HTMLElement
  private told = ''

  constructor(host: Host<WebViewProps>) {
    super(host)
    const box = host.create('div', 'wx-web-view-box', host.element)
    box.innerHTML = GLOBE
    host.create('p', 'wx-web-view-title', box).textContent = '此处是网页（web-view）'
    this.address = host.create('p', 'wx-web-view-address', box)
    host.create('p', 'wx-web-view-note', box).textContent = '离线模拟器不加载网页'
    host.slot = host.create('div', 'wx-web-view-slot', host.element)
  }

  override settled(): void {
    const { props, page } = this.host
    this.address.textContent = props.src
    if (!props.src || props.src === this.told) return
    this.told = props.src
    page.report('offline', `web-view: ${props.src.slice(0, 200)} is not loaded`)
    this.host.emit('error', { url: props.src, fullUrl: props.src })
  }
}

const css = `
wx-web-view { display: block; position: fixed; inset: 0; z-index: 999; }
.wx-web-view-box { display: flex; flex-direction: column; align-items: center; justify-content: center; box-sizing: border-box; width: 100%; height: 100%; padding: 0 32px; background: #f7f7f7; text-align: center; }
.wx-web-view-title { margin: 16px 0 0; font-size: 17px; line-height: 1.4; color: rgba(0, 0, 0, .9); }
.wx-web-view-address { max-width: 100%; margin: 8px 0 0; font-size: 13px; line-height: 1.5; color: #576b95; word-break: break-all; -webkit-user-select: text; user-select: text; }
.wx-web-view-note { margin: 8px 0 0; font-size: 13px; line-height: 1.4; color: rgba(0, 0, 0, .5); }
.wx-web-view-slot { display: none; }
`
defineComponent('web-view', defaultsOf<WebViewProps>('web-view'), WebView, css)
