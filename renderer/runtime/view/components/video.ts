/** `<video>`: a film with WeChat's control bar, danmu and full screen. */
import { Component, defineComponent } from '../component'
import type { Host, Props, Tap } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { numeric } from './author'
import { Danmu } from './danmu'
import { defaultsOf } from './properties'
import css from './video.css'
import { VideoControls } from './video_controls'

export type VideoProps = Props & {
  src: string
  duration: unknown
  controls: boolean
  danmuList: unknown
  danmuBtn: boolean
  enableDanmu: boolean
  autoplay: boolean
  loop: boolean
  muted: boolean
  initialTime: number
  direction: unknown
  showProgress: boolean
  showFullscreenBtn: boolean
  showPlayBtn: boolean
  showCenterPlayBtn: boolean
  enableProgressGesture: boolean
  objectFit: string
  poster: string
  showMuteBtn: boolean
  title: string
  playBtnPosition: string
  enablePlayGesture: boolean
  isLive: boolean
}

/** Interval of timeupdate events, ms, as on a phone. */
const TICK = 250

class Video extends Component<VideoProps> {
  private readonly film: HTMLVideoElement
  private readonly failure: HTMLElement
  private readonly cover: HTMLElement
  private readonly controls: VideoControls
  private readonly danmu: Danmu
  private told = 0
  private full = false
  private started = false

  constructor(host: Host<VideoProps>) {
    super(host)
    const box = host.create('div', 'wx-video-box', host.element)
    this.film = host.create('video', 'wx-video-film', box)
    this.film.playsInline = true
    this.film.preload = 'metadata'
    this.danmu = new Danmu(host as unknown as Host, box)
    this.cover = host.create('div', 'wx-video-cover', box)
    this.failure = host.create('div', 'wx-video-failure', box)
    this.controls = new VideoControls(host, box, this.film, {
      toggle: () => this.toggle(),
      fullscreen: () => this.fullscreen(!this.full, numeric(host.props.direction, 0)),
      danmu: (on) => this.danmu.enable(on),
    })
    host.slot = host.create('div', 'wx-video-slot', box)
    this.listen()
    this.dress()
  }

  override update(name: string): void {
    const { props, page } = this.host
    if (name === 'src') {
      this.failure.textContent = ''
      this.started = false
      if (props.src) this.film.src = page.resourceUrl(props.src)
      else this.film.removeAttribute('src')
    }
    if (name === 'danmuList') this.danmu.load(props.danmuList)
    this.dress()
    if (name === 'autoplay' && props.autoplay) this.play()
  }

  override connected(): void {
    if (this.host.props.autoplay) this.play()
  }

  override disconnected(): void {
    this.film.pause()
    this.controls.stop()
  }

  override tap(tap: Tap): void {
    if (tap.handled) return
    this.controls.tapped()
  }

  override method(name: string, args: Json): Json {
    const options = (args && typeof args === 'object' && !Array.isArray(args) ? args : {}) as JsonObject
    const first = Array.isArray(args) ? args[0] : args
    switch (name) {
      case 'play':
        this.play()
        break
      case 'pause':
        this.film.pause()
        break
      case 'stop':
        this.film.pause()
        this.film.currentTime = 0
        break
      case 'seek':
        this.film.currentTime = numeric(options['position'] ?? first, 0)
        break
      case 'playbackRate':
        this.film.playbackRate = numeric(options['rate'] ?? first, 1)
        break
      case 'sendDanmu':
        this.danmu.send(String(options['text'] ?? ''), String(options['color'] ?? '#fff'))
        break
      case 'requestFullScreen':
        this.fullscreen(true, numeric(options['direction'], numeric(this.host.props.direction, 0)))
        break
      case 'exitFullScreen':
        this.fullscreen(false, 0)
        break
      case 'showStatusBar':
      case 'hideStatusBar':
      case 'exitPictureInPicture':
        break
      default:
        throw new Error(`${name}:fail not supported by video`)
    }
    return null
  }

  override command(name: string, args: JsonObject): void {
    this.method(name, args)
  }

  private get duration(): number {
    const given = numeric(this.host.props.duration, 0)
    return given || (Number.isFinite(this.film.duration) ? this.film.duration : 0)
  }

  private dress(): void {
    const { props, page } = this.host
    this.film.loop = props.loop
    this.film.muted = props.muted
    this.film.style.objectFit = props.objectFit
    const poster = props.poster && !this.started ? `url("${CSS.escape(page.resourceUrl(props.poster)).replace(/\\([^\w])/g, '$1')}")` : ''
    this.cover.style.backgroundImage = poster
    this.cover.style.display = poster ? '' : 'none'
    this.danmu.enable(props.enableDanmu)
    this.controls.dress()
  }

  private toggle(): void {
    if (this.film.paused) this.play()
    else this.film.pause()
  }

  private play(): void {
    if (!this.host.props.src) return
    this.film.play().catch((error: DOMException) => {
      // A pause right after play is no failure; a medium that cannot be played tells by its error event.
      if (error.name === 'NotAllowedError') this.host.page.report('notice', 'video: playing was refused by the browser')
    })
  }

  private listen(): void {
    const { film, host } = this
    const tell = (dom: string, detail: () => JsonObject = () => ({}), name = dom) => film.addEventListener(dom, () => host.emit(name, detail()))
    film.addEventListener('play', () => {
      this.started = true
      this.dress()
      if (film.currentTime === 0 && host.props.initialTime > 0) film.currentTime = host.props.initialTime
    })
    tell('play')
    tell('pause')
    tell('ended')
    tell('waiting')
    tell('progress', () => ({ buffered: this.buffered() }))
    tell('loadedmetadata', () => ({ width: film.videoWidth, height: film.videoHeight, duration: this.duration }))
    tell('seeked', () => ({ position: film.currentTime }), 'seekcomplete')
    film.addEventListener('timeupdate', () => {
      const now = host.page.window.performance.now()
      this.danmu.at(film.currentTime)
      if (now - this.told < TICK - 20) return
      this.told = now
      host.emit('timeupdate', { currentTime: film.currentTime, duration: this.duration })
    })
    film.addEventListener('error', () => this.failed())
  }

  private buffered(): number {
    const { buffered } = this.film
    return buffered.length && this.duration ? Math.round((buffered.end(buffered.length - 1) / this.duration) * 100) : 0
  }

  private failed(): void {
    const { props, page } = this.host
    if (!props.src) return
    const remote = /^(https?|cloud):/i.test(props.src)
    const code = this.film.error?.code ?? 0
    const reason = remote ? 'MEDIA_ERR_NETWORK' : code === 3 ? 'MEDIA_ERR_DECODE' : 'MEDIA_ERR_SRC_NOT_SUPPORTED'
    this.started = false
    this.dress()
    this.failure.textContent = remote ? '视频无法加载：没有网络' : '视频无法播放：格式不受支持'
    page.report(remote ? 'offline' : 'resource', `video: ${props.src.slice(0, 200)} cannot be played (${reason})`)
    this.host.emit('error', { errMsg: reason })
  }

  private fullscreen(full: boolean, direction: number): void {
    if (full === this.full) return
    this.full = full
    const across = full && direction !== 0
    this.host.toggleClass('wx-video-full', full)
    this.host.toggleClass('wx-video-across', across)
    this.host.style('--wx-turn', across ? `${direction < 0 ? -90 : 90}deg` : null)
    this.controls.dress()
    this.host.emit('fullscreenchange', { fullScreen: full, direction: across ? 'horizontal' : 'vertical' })
  }
}

defineComponent('video', defaultsOf<VideoProps>('video'), Video, css)
