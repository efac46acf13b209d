/** `<slider>`: a value on a line, set by tapping or dragging. */
import { Component, defineComponent } from '../component'
import type { Automation, Drag, Host, Props, Tap } from '../component'
import type { Json } from '../../shared/chunk'
import { numeric } from './author'
import { defaultsOf } from './properties'
import css from './slider.css'

type SliderProps = Props & {
  min: number
  max: number
  step: number
  value: number
  disabled: boolean
  color: string
  selectedColor: string
  activeColor: string
  backgroundColor: string
  blockSize: number
  blockColor: string
  showValue: boolean
}

class Slider extends Component<SliderProps> {
  private readonly area: HTMLElement
  private readonly bar: HTMLElement
  private readonly track: HTMLElement
  private readonly handle: HTMLElement
  private readonly thumb: HTMLElement
  private readonly number: HTMLElement
  private initial: number | null = null

  constructor(host: Host<SliderProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-slider-wrapper', host.element)
    this.area = host.create('div', 'wx-slider-tap-area', wrapper)
    this.bar = host.create('div', 'wx-slider-handle-wrapper', this.area)
    this.track = host.create('div', 'wx-slider-track', this.bar)
    this.handle = host.create('div', 'wx-slider-handle', this.bar)
    this.thumb = host.create('div', 'wx-slider-thumb', this.bar)
    this.number = host.create('span', 'wx-slider-value', wrapper)
    host.slot = host.create('div', 'wx-slider-slot', host.element)
    this.follow()
    this.show()
  }

  override update(name: string): void {
    if (name === 'value' && this.initial === null) this.initial = this.host.props.value
    this.show()
  }

  override formValue(): Json {
    return this.current
  }

  override formReset(): void {
    this.set(this.initial ?? this.host.props.min)
  }

  override tap(tap: Tap): void {
    if (tap.handled || this.host.props.disabled) return
    tap.handled = true
    if (this.set(this.at(tap.x))) this.host.emit('change', { value: this.current })
  }

  override readonly automation: Automation = {
    calls: {
      slideTo: (given) => {
        const { min, max, disabled } = this.host.props
        const value = numeric(given, NaN)
        if (disabled) throw new Error('the slider is disabled')
        if (Number.isNaN(value)) throw new Error(`'${String(given)}' is no number to slide to`)
        if (this.set(this.onStep((Math.min(max, Math.max(min, value)) - min) / (max - min || 1)))) this.host.emit('change', { value: this.current })
      },
    },
  }

  private get current(): number {
    const { min, max, value } = this.host.props
    return Math.min(max, Math.max(min, numeric(value, 0)))
  }

  /** Value under a point of the page, on a step. */
  private at(x: number): number {
    const rect = this.bar.getBoundingClientRect()
    return this.onStep(rect.width ? Math.min(1, Math.max(0, (x - rect.left) / rect.width)) : 0)
  }

  /** The value of the step nearest to a share of the whole line. */
  private onStep(share: number): number {
    const { min, max, step } = this.host.props
    const steps = Math.round(((max - min) * share) / (step > 0 ? step : 1))
    const digits = Math.max(0, (String(step).split('.')[1] ?? '').length)
    return Math.min(max, Number((min + steps * (step > 0 ? step : 1)).toFixed(digits)))
  }

  private set(value: number): boolean {
    const changed = value !== this.current
    this.host.setModel('value', value)
    this.show()
    return changed
  }

  private follow(): void {
    let from = 0
    const moved = (drag: Drag) => {
      if (this.set(this.at(drag.x))) this.host.emit('changing', { value: this.current })
    }
    this.host.gesture({
      press: () => { from = this.current },
      claim: (dx, dy) => !this.host.props.disabled && Math.abs(dx) >= Math.abs(dy),
      move: moved,
      end: () => {
        if (this.current !== from) this.host.emit('change', { value: this.current })
      },
    })
  }

  private show(): void {
    const { props, element } = this.host
    const span = props.max - props.min
    const share = `${span > 0 ? ((this.current - props.min) / span) * 100 : 0}%`
    const size = Math.min(28, Math.max(12, numeric(props.blockSize, 28)))
    this.track.style.width = share
    this.handle.style.left = this.thumb.style.left = share
    this.thumb.style.width = this.thumb.style.height = `${size}px`
    this.thumb.style.marginLeft = this.thumb.style.marginTop = `${-size / 2}px`
    const has = (name: string) => this.host.has(name)
    const behind = has('backgroundColor') ? props.backgroundColor : has('color') ? props.color : ''
    const active = has('activeColor') ? props.activeColor : has('selectedColor') ? props.selectedColor : ''
    this.bar.style.backgroundColor = behind
    this.track.style.backgroundColor = active
    this.thumb.style.backgroundColor = props.blockColor
    this.number.style.display = props.showValue ? '' : 'none'
    this.number.textContent = String(this.current)
    // The number keeps its place, whatever it says, so that the line does not shrink while dragging.
    this.number.style.minWidth = `${String(props.max).length + 0.2}ch`
    element.toggleAttribute('disabled', props.disabled)
  }
}

defineComponent('slider', defaultsOf<SliderProps>('slider', { name: '' }), Slider, css)
