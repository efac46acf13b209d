/** `<radio>`: one choice of a `<radio-group>`. */
import { Component, defineComponent } from '../component'
import type { Host, Props, Tap } from '../component'
import { defaultsOf } from './properties'
import css from './radio.css'
import type { RadioGroup } from './radio_group'

type RadioProps = Props & { value: string; checked: boolean; disabled: boolean; color: string }

export class Radio extends Component<RadioProps> {
  private readonly dot: HTMLElement
  private readonly initially = { checked: false, known: false }

  constructor(host: Host<RadioProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-radio-wrapper', host.element)
    this.dot = host.create('div', 'wx-radio-input', wrapper)
    host.slot = wrapper
    this.show()
  }

  override update(name: string): void {
    if (name === 'checked') {
      if (!this.initially.known) Object.assign(this.initially, { known: true, checked: this.host.props.checked })
      if (this.host.props.checked) this.group()?.selected(this)
    }
    this.show()
  }

  /** Of several that come checked, the last one stays so. */
  override connected(): void {
    if (this.host.props.checked) this.group()?.selected(this)
  }

  override tap(tap: Tap): void {
    if (tap.handled) return
    tap.handled = true
    this.activate()
  }

  override activate(): void {
    const { props } = this.host
    if (props.disabled || props.checked) return
    this.set(true)
    this.group()?.selected(this)
    this.group()?.changed(props.value)
  }

  set(checked: boolean): void {
    if (this.host.props.checked !== checked) this.host.setModel('checked', checked)
    this.show()
  }

  reset(): void {
    this.set(this.initially.checked)
  }

  private group(): RadioGroup | null {
    return this.host.closest('radio-group') as RadioGroup | null
  }

  private show(): void {
    const { props, element } = this.host
    this.dot.classList.toggle('wx-radio-input-checked', props.checked)
    this.dot.classList.toggle('wx-radio-input-disabled', props.disabled)
    const color = props.checked && !props.disabled && this.host.has('color') ? props.color : ''
    this.dot.style.backgroundColor = this.dot.style.borderColor = color
    element.toggleAttribute('checked', props.checked)
    element.toggleAttribute('disabled', props.disabled)
  }
}

defineComponent('radio', defaultsOf<RadioProps>('radio'), Radio, css)
