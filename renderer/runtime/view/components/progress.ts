/** `<progress>`: a bar that may run to its value. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { numeric } from './author'
import css from './progress.css'
import { defaultsOf } from './properties'

type ProgressProps = Props & {
  percent: unknown
  showInfo: boolean
  borderRadius: unknown
  fontSize: unknown
  strokeWidth: unknown
  color: string
  activeColor: string
  backgroundColor: string
  active: boolean
  activeMode: string
  duration: number
}

/** Longest run that a picture of the page waits for, ms. */
const SHORT_RUN = 2500

class Progress extends Component<ProgressProps> {
  private readonly bar: HTMLElement
  private readonly inner: HTMLElement
  private readonly info: HTMLElement
  private shown = 0
  private timer = 0

  constructor(host: Host<ProgressProps>) {
    super(host)
    this.bar = host.create('div', 'wx-progress-bar', host.element)
    this.inner = host.create('div', 'wx-progress-inner-bar', this.bar)
    this.info = host.create('p', 'wx-progress-info', host.element)
    host.slot = host.create('div', 'wx-progress-slot', host.element)
    this.show()
  }

  override update(name: string): void {
    if (name === 'percent' || name === 'active') this.run()
    this.show()
  }

  override connected(): void {
    this.run()
  }

  override disconnected(): void {
    this.stop()
  }

  private stop(): void {
    this.host.page.window.clearInterval(this.timer)
    this.bar.classList.remove('wx-moving')
  }

  private get target(): number {
    return Math.min(100, Math.max(0, numeric(this.host.props.percent, 0)))
  }

  private run(): void {
    const { props, page } = this.host
    this.stop()
    if (!props.active) {
      this.shown = this.target
      this.show()
      return
    }
    if (props.activeMode !== 'forwards') this.shown = 0
    else if (this.shown > this.target) this.shown = this.target
    const step = () => {
      this.shown = Math.min(this.target, this.shown + 1)
      this.show()
      if (this.shown < this.target) return
      this.stop()
      this.host.emit('activeend', { curPercent: this.shown })
    }
    const pause = Math.max(1, numeric(props.duration, 30))
    // Steps of a timer are no animation the document knows of, so the bar itself says that it moves.
    if ((this.target - this.shown) * pause <= SHORT_RUN) this.bar.classList.add('wx-moving')
    this.timer = page.window.setInterval(step, pause)
  }

  private show(): void {
    const { props, page } = this.host
    const px = (value: unknown, fallback: number) => {
      const length = page.length(value)
      return `${Number.isNaN(length) ? fallback : length}px`
    }
    const color = this.host.has('activeColor') ? props.activeColor : props.color
    this.bar.style.height = px(props.strokeWidth, 6)
    this.bar.style.borderRadius = this.inner.style.borderRadius = px(props.borderRadius, 0)
    this.bar.style.backgroundColor = props.backgroundColor
    this.inner.style.backgroundColor = color
    this.inner.style.width = `${this.shown}%`
    this.info.style.display = props.showInfo ? '' : 'none'
    this.info.style.fontSize = px(props.fontSize, 16)
    this.info.textContent = `${Math.round(this.shown)}%`
  }
}

defineComponent('progress', defaultsOf<ProgressProps>('progress'), Progress, css)
