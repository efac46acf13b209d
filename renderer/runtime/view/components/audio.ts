/** `<audio>`: the old sound player with cover, name and author. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { numeric } from './author'
import css from './audio.css'
import { defaultsOf } from './properties'
import { clock } from './video_controls'

type AudioProps = Props & { src: string; loop: boolean; controls: boolean; poster: string; name: string; author: string }

class Audio extends Component<AudioProps> {
  private readonly sound: HTMLAudioElement
  private readonly cover: HTMLElement
  private readonly button: HTMLElement
  private readonly title: HTMLElement
  private readonly author: HTMLElement
  private readonly time: HTMLElement
  private readonly box: HTMLElement

  constructor(host: Host<AudioProps>) {
    super(host)
    this.sound = host.create('audio', '', host.element)
    this.sound.preload = 'metadata'
    this.box = host.create('div', 'wx-audio-box', host.element)
    this.cover = host.create('div', 'wx-audio-cover', this.box)
    this.button = host.create('div', 'wx-audio-button', this.cover)
    const right = host.create('div', 'wx-audio-right', this.box)
    this.time = host.create('div', 'wx-audio-time', right)
    this.title = host.create('p', 'wx-audio-name', right)
    this.author = host.create('p', 'wx-audio-author', right)
    host.slot = host.create('div', 'wx-audio-slot', host.element)
    this.button.addEventListener('click', () => (this.sound.paused ? this.play() : this.sound.pause()))
    this.listen()
    this.show()
  }

  override update(name: string): void {
    const { props, page } = this.host
    if (name === 'src' && props.src) this.sound.src = page.resourceUrl(props.src)
    this.show()
  }

  override disconnected(): void {
    this.sound.pause()
  }

  override method(name: string, args: Json): Json {
    const options = (args && typeof args === 'object' && !Array.isArray(args) ? args : {}) as JsonObject
    const first = Array.isArray(args) ? args[0] : args
    if (name === 'play') this.play()
    else if (name === 'pause') this.sound.pause()
    else if (name === 'seek') this.sound.currentTime = numeric(options['position'] ?? first, 0)
    else if (name === 'setSrc') this.sound.src = this.host.page.resourceUrl(String(options['src'] ?? first ?? ''))
    else throw new Error(`${name}:fail not supported by audio`)
    return null
  }

  override command(name: string, args: JsonObject): void {
    this.method(name, args)
  }

  private play(): void {
    // What cannot be played tells by its error event.
    this.sound.play().catch(() => this.show())
  }

  private listen(): void {
    const { sound, host } = this
    for (const name of ['play', 'pause', 'ended']) {
      sound.addEventListener(name, () => {
        this.show()
        host.emit(name, {})
      })
    }
    sound.addEventListener('timeupdate', () => {
      this.show()
      host.emit('timeupdate', { currentTime: sound.currentTime, duration: Number.isFinite(sound.duration) ? sound.duration : 0 })
    })
    sound.addEventListener('error', () => {
      const code = sound.error?.code ?? 4
      const remote = /^(https?|cloud):/i.test(host.props.src)
      host.page.report(remote ? 'offline' : 'resource', `audio: ${host.props.src.slice(0, 200)} cannot be played`)
      host.emit('error', { errMsg: remote ? 2 : code })
    })
  }

  private show(): void {
    const { props, page } = this.host
    this.sound.loop = props.loop
    this.box.style.display = props.controls ? '' : 'none'
    this.cover.style.backgroundImage = props.poster ? `url("${encodeURI(decodeURI(page.resourceUrl(props.poster)))}")` : ''
    this.button.toggleAttribute('wx-playing', !this.sound.paused)
    this.title.textContent = props.name
    this.author.textContent = props.author
    this.time.textContent = clock(this.sound.currentTime)
  }
}

defineComponent('audio', defaultsOf<AudioProps>('audio'), Audio, css)
