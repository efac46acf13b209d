/** wx.previewImage and previewMedia: pictures over the whole phone, swiped sideways. */
import type { Json, JsonObject } from '../../shared/chunk'
import { resourceUrl } from '../../shared/resource_url'
import { text } from '../theme'
import { make } from './dom'
import { dragSideways } from './drag'
import type { SheetBuilder } from './sheets'

interface Medium {
  readonly url: string
  readonly video: boolean
}

function mediaOf(params: JsonObject): Medium[] {
  const sources = Array.isArray(params['sources']) ? params['sources'] : Array.isArray(params['urls']) ? params['urls'] : []
  return sources.map((source: Json) => {
    if (source && typeof source === 'object' && !Array.isArray(source)) return { url: text(source['url']), video: source['type'] === 'video' }
    return { url: text(source), video: false }
  })
}

export const preview: SheetBuilder = ({ shell, document, params, finish }) => {
  const media = mediaOf(params)
  const { current } = params
  const start = typeof current === 'number' ? current : Math.max(0, media.findIndex(({ url }) => url === current))
  const track = make(document, 'div', 'preview-track')
  const route = shell.stack.top?.route ?? ''
  for (const { url, video } of media) {
    const medium = document.createElement(video ? 'video' : 'img')
    medium.src = resourceUrl(url, shell.base, route)
    if (medium instanceof HTMLVideoElement) medium.controls = true
    track.append(make(document, 'div', 'preview-item', [medium]))
  }
  const count = make(document, 'div', 'preview-count')
  const dots = make(document, 'div', 'preview-dots', media.map(() => make(document, 'i')))
  const panel = make(document, 'div', 'preview', [track, count, dots])
  let index = Math.min(Math.max(0, start), Math.max(0, media.length - 1))
  const showAt = (offset: number, animate: boolean): void => {
    track.style.transition = animate && shell.animate ? 'transform 250ms ease-out' : 'none'
    track.style.transform = `translateX(calc(${-index * 100}% + ${offset}px))`
    count.textContent = media.length > 1 ? `${index + 1} / ${media.length}` : ''
    dots.childNodes.forEach((dot, at) => (dot as HTMLElement).classList.toggle('on', at === index))
  }
  dragSideways(panel, {
    move: (dx) => showAt(dx, false),
    end: (dx, vx) => {
      if (Math.abs(dx) < 8) {
        finish({})
        return
      }
      const step = dx + vx * 150 < -60 ? 1 : dx + vx * 150 > 60 ? -1 : 0
      index = Math.min(media.length - 1, Math.max(0, index + step))
      showAt(0, true)
    },
  })
  showAt(0, false)
  return { place: 'full', panel }
}
