/** The bar, the big button and the progress of a video. */
import type { Host } from '../component'
import type { VideoProps } from './video'

export interface ControlActions {
  toggle(): void
  fullscreen(): void
  danmu(on: boolean): void
}

/** The bar goes away this long after the last tap while playing, ms. */
const LINGER = 5000

const shapes = {
  play: '<path d="M7 4.5v15l12.5-7.5z"/>',
  pause: '<path d="M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z"/>',
  full: '<path d="M4 9V4h5v1.6H5.6V9zM15 4h5v5h-1.6V5.6H15zM4 15h1.6v3.4H9V20H4zM18.4 15H20v5h-5v-1.6h3.4z"/>',
  sound: '<path d="M4 9.5v5h3.2L12 18.5v-13L7.2 9.5zM14.5 8.4v7.2a4 4 0 000-7.2z"/>',
  mute: '<path d="M4 9.5v5h3.2L12 18.5v-13L7.2 9.5zM14.6 10l1-1 2 2 2-2 1 1-2 2 2 2-1 1-2-2-2 2-1-1 2-2z"/>',
} as const

const glyph = (shape: keyof typeof shapes): string => `<svg viewBox="0 0 24 24" fill="#fff" width="100%" height="100%">${shapes[shape]}</svg>`

/** Seconds as `m:ss`. */
export const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

export class VideoControls {
  private readonly big: HTMLElement
  private readonly bar: HTMLElement
  private readonly button: HTMLElement
  private readonly now: HTMLElement
  private readonly track: HTMLElement
  private readonly played: HTMLElement
  private readonly total: HTMLElement
  private readonly mute: HTMLElement
  private readonly comments: HTMLElement
  private readonly full: HTMLElement
  private readonly title: HTMLElement
  private shown = true
  private commentsOn = false
  private timer = 0

  constructor(
    private readonly host: Host<VideoProps>,
    box: HTMLElement,
    private readonly film: HTMLVideoElement,
    actions: ControlActions,
  ) {
    this.title = host.create('div', 'wx-video-title', box)
    this.big = host.create('div', 'wx-video-start', box)
    this.big.innerHTML = glyph('play')
    this.bar = host.create('div', 'wx-video-bar', box)
    this.button = host.create('div', 'wx-video-button', this.bar)
    this.now = host.create('div', 'wx-video-time', this.bar)
    this.track = host.create('div', 'wx-video-progress', this.bar)
    this.played = host.create('div', 'wx-video-played', host.create('div', 'wx-video-line', this.track))
    this.total = host.create('div', 'wx-video-time', this.bar)
    this.comments = host.create('div', 'wx-video-danmu-button', this.bar)
    this.comments.textContent = '弹幕'
    this.mute = host.create('div', 'wx-video-button', this.bar)
    this.full = host.create('div', 'wx-video-button', this.bar)
    this.full.innerHTML = glyph('full')
    this.click(this.big, () => actions.toggle())
    this.click(this.button, () => actions.toggle())
    this.click(this.full, () => actions.fullscreen())
    this.click(this.mute, () => { film.muted = !film.muted })
    this.click(this.comments, () => {
      this.commentsOn = !this.commentsOn
      actions.danmu(this.commentsOn)
      this.dress()
    })
    this.seek()
    for (const name of ['play', 'pause', 'ended', 'timeupdate', 'loadedmetadata', 'volumechange', 'error']) {
      film.addEventListener(name, () => this.dress())
    }
    film.addEventListener('play', () => this.linger())
  }

  stop(): void {
    this.host.page.window.clearTimeout(this.timer)
  }

  /** A tap on the picture shows or hides the bar. */
  tapped(): void {
    if (!this.host.props.controls || this.film.paused) return
    this.show(!this.shown)
    if (this.shown) this.linger()
  }

  dress(): void {
    const { props } = this.host
    const { film } = this
    const total = Number.isFinite(film.duration) ? film.duration : Number(props.duration) || 0
    const idle = film.paused && (film.currentTime === 0 || film.ended)
    const display = (element: HTMLElement, on: boolean) => { element.style.display = on ? '' : 'none' }
    display(this.big, film.paused && props.showCenterPlayBtn && (idle || props.playBtnPosition === 'center') && !film.error)
    display(this.bar, props.controls && this.shown && !idle)
    display(this.title, Boolean(props.title) && this.shown && this.host.element.classList.contains('wx-video-full'))
    display(this.button, props.showPlayBtn && props.playBtnPosition !== 'center')
    display(this.track, props.showProgress)
    display(this.now, props.showProgress)
    display(this.total, props.showProgress)
    display(this.mute, props.showMuteBtn)
    display(this.comments, props.danmuBtn)
    display(this.full, props.showFullscreenBtn)
    this.comments.toggleAttribute('wx-on', this.commentsOn)
    this.title.textContent = props.title
    this.button.innerHTML = glyph(film.paused ? 'play' : 'pause')
    this.mute.innerHTML = glyph(film.muted ? 'mute' : 'sound')
    this.now.textContent = clock(film.currentTime)
    this.total.textContent = clock(total)
    this.played.style.width = `${total ? (film.currentTime / total) * 100 : 0}%`
  }

  private show(shown: boolean): void {
    if (shown === this.shown) return
    this.shown = shown
    this.dress()
    this.host.emit('controlstoggle', { show: shown })
  }

  private linger(): void {
    const { window } = this.host.page
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      if (!this.film.paused) this.show(false)
    }, LINGER)
  }

  /** The bar's buttons work without the author hearing of a tap that toggles the bar. */
  private click(element: HTMLElement, action: () => void): void {
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      this.linger()
      action()
    })
  }

  private seek(): void {
    const to = (x: number) => {
      const rect = this.track.getBoundingClientRect()
      const total = this.film.duration
      if (rect.width && Number.isFinite(total)) this.film.currentTime = Math.min(1, Math.max(0, (x - rect.left) / rect.width)) * total
    }
    this.track.addEventListener('click', (event) => to(event.clientX))
    this.host.gesture({
      claim: (dx, dy) => this.host.props.enableProgressGesture && Math.abs(dx) > Math.abs(dy),
      move: (drag) => to(drag.x),
    }, this.track)
  }
}
