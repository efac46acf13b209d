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
    this.host.page.window.clearInterval(this.timer)
  }

  private get target(): number {
    return Math.min(100, Math.max(0, numeric(this.host.props.percent, 0)))
  }

  private run(): void {
    const { props, page } = this.host
    page.window.clearInterval(this.timer)
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
      page.window.clearInterval(this.timer)
      this.host.emit('activeend', { curPercent: this.shown })
    }
    this.timer = page.window.setInterval(step, Math.max(1, numeric(props.duration, 30)))
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
