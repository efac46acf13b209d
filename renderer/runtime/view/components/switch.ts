/** `<switch>`: on or off, drawn as a switch or as a checkbox. */
import { Component, defineComponent } from '../component'
import type { Host, Props, Tap } from '../component'
import type { Json } from '../../shared/chunk'
import { defaultsOf } from './properties'
import css from './switch.css'

type SwitchProps = Props & { checked: boolean; disabled: boolean; type: string; color: string }

class Switch extends Component<SwitchProps> {
  private readonly track: HTMLElement
  private readonly box: HTMLElement
  private readonly initially = { checked: false, known: false }

  constructor(host: Host<SwitchProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-switch-wrapper', host.element)
    this.track = host.create('div', 'wx-switch-input', wrapper)
    this.box = host.create('div', 'wx-checkbox-input', wrapper)
    host.slot = wrapper
    this.show()
  }

  override update(name: string): void {
    if (name === 'checked' && !this.initially.known) {
      Object.assign(this.initially, { known: true, checked: this.host.props.checked })
    }
    this.show()
  }

  override tap(tap: Tap): void {
    if (tap.handled) return
    tap.handled = true
    this.activate()
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
    this.set(this.initially.checked)
  }

  private set(checked: boolean): void {
    this.host.setModel('checked', checked)
    this.show()
  }

  private show(): void {
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
