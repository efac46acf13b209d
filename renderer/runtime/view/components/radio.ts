/** `<radio>`: one choice of a `<radio-group>`. */
import { defineComponent } from '../component'
import type { Host } from '../component'
import { defaultsOf } from './properties'
import css from './radio.css'
import type { RadioGroup } from './radio_group'
import { Toggle } from './toggle'
import type { ToggleProps } from './toggle'

type RadioProps = ToggleProps & { value: string }

export class Radio extends Toggle<RadioProps> {
  private readonly dot: HTMLElement

  constructor(host: Host<RadioProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-radio-wrapper', host.element)
    this.dot = host.create('div', 'wx-radio-input', wrapper)
    host.slot = wrapper
    this.show()
  }

  override update(name: string, value: unknown): void {
    if (name === 'checked' && this.host.props.checked) this.group()?.selected(this)
    super.update(name, value)
  }

  /** Of several that come checked, the last one stays so. */
  override connected(): void {
    if (this.host.props.checked) this.group()?.selected(this)
  }

  override activate(): void {
    const { props } = this.host
    if (props.disabled || props.checked) return
    this.set(true)
    this.group()?.selected(this)
    this.group()?.changed(props.value)
  }

  override set(checked: boolean): void {
    if (this.host.props.checked !== checked) this.host.setModel('checked', checked)
    this.show()
  }

  private group(): RadioGroup | null {
    return this.host.closest('radio-group') as RadioGroup | null
  }

  protected override show(): void {
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
