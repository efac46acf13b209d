/** wx.showToast and wx.showLoading: one dark box in the middle, the newer replaces the older. */
import type { JsonObject } from '../../shared/chunk'
import { resourceUrl } from '../../shared/resource_url'
import type { Shell } from '../shell'
import { icon, make } from './dom'
import { ICONS } from './icons'

type Kind = 'toast' | 'loading'

export class Toast {
  private element: HTMLElement | null = null
  private kind: Kind = 'toast'
  private timer = 0

  constructor(private readonly shell: Shell) {}

  /** `duration` in ms (default 1500); 0: until hidden. */
  show(args: JsonObject, kind: Kind = 'toast'): void {
    this.remove()
    this.kind = kind
    const { document, chrome } = this.shell
    const title = String(args['title'] ?? '')
    const sign = this.sign(args)
    const box = make(document, 'div', sign ? 'toast' : 'toast text-only', [...(sign ? [sign] : []), make(document, 'p', '', title)])
    this.element = make(document, 'div', args['mask'] === true ? 'toast-layer masked' : 'toast-layer', [box])
    this.element.setAttribute('role', 'alert')
    chrome.layer('toasts').appendChild(this.element)
    const duration = args['duration'] === undefined || args['duration'] === null ? 1500 : Number(args['duration'])
    if (kind === 'toast') this.timer = window.setTimeout(() => this.remove(), Number.isFinite(duration) ? duration : 1500)
  }

  private sign(args: JsonObject): HTMLElement | null {
    const { document, base } = this.shell
    const image = args['image']
    if (typeof image === 'string' && image) {
      const picture = make(document, 'img', 'toast-image')
      picture.src = resourceUrl(image, base, this.shell.stack.top?.route ?? '')
      return picture
    }
    switch (args['icon'] ?? 'success') {
      case 'none':
        return null
      case 'loading':
        return icon(document, 'toast-icon spinner', ICONS.spinner)
      case 'error':
      case 'fail':
      case 'exception':
        return icon(document, 'toast-icon', ICONS.error)
      default:
        return icon(document, 'toast-icon', ICONS.success)
    }
  }

  /** Both names close the one box, as in WeChat, unless `noConflict` keeps the other kind. */
  hide(kind: Kind, args: JsonObject): void {
    if (args['noConflict'] !== true || kind === this.kind) this.remove()
  }

  private remove(): void {
    window.clearTimeout(this.timer)
    this.element?.remove()
    this.element = null
  }
}
