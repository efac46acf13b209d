/** `<switch>`: on or off, drawn as a switch or as a checkbox. */
import { defineComponent } from '../component'
import type { Host } from '../component'
import type { Json } from '../../shared/chunk'
import { defaultsOf } from './properties'
import css from './switch.css'
import { Toggle } from './toggle'
import type { ToggleProps } from './toggle'

type SwitchProps = ToggleProps & { type: string }

class Switch extends Toggle<SwitchProps> {
  private readonly track: HTMLElement
  private readonly box: HTMLElement

  constructor(host: Host<SwitchProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-switch-wrapper', host.element)
    this.track = host.create('div', 'wx-switch-input', wrapper)
    this.box = host.create('div', 'wx-checkbox-input', wrapper)
    host.slot = wrapper
    this.show()
  }

  override activate(): void {
    const { props } = this.host
    if (props.disabled) return
    this.set(!props.checked)
    this.host.emit('change', { value: props.checked })
  }

  override formValue(): Json {
    return this.host.props.checked
  }

  override formReset(): void {
    this.reset()
  }

  protected override show(): void {
    const { props, element } = this.host
    const asBox = props.type === 'checkbox'
    this.track.style.display = asBox ? 'none' : ''
    this.box.style.display = asBox ? '' : 'none'
    this.track.classList.toggle('wx-switch-input-checked', props.checked)
    this.track.classList.toggle('wx-switch-input-disabled', props.disabled)
    this.box.classList.toggle('wx-checkbox-input-checked', props.checked)
    this.box.classList.toggle('wx-checkbox-input-disabled', props.disabled)
    const color = this.host.has('color') ? props.color : ''
    this.track.style.backgroundColor = this.track.style.borderColor = props.checked ? color : ''
    this.box.style.color = color
    element.toggleAttribute('checked', props.checked)
    element.toggleAttribute('disabled', props.disabled)
  }
}

defineComponent('switch', defaultsOf<SwitchProps>('switch', { name: '' }), Switch, css)
