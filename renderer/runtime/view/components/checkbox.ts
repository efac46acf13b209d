/** `<checkbox>`: one box of a `<checkbox-group>`. */
import { Component, defineComponent } from '../component'
import type { Host, Props, Tap } from '../component'
import css from './checkbox.css'
import type { CheckboxGroup } from './checkbox_group'
import { defaultsOf } from './properties'

type CheckboxProps = Props & { value: string; checked: boolean; disabled: boolean; color: string }

export class Checkbox extends Component<CheckboxProps> {
  private readonly box: HTMLElement
  private readonly initially: { checked: boolean; known: boolean } = { checked: false, known: false }

  constructor(host: Host<CheckboxProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-checkbox-wrapper', host.element)
    this.box = host.create('div', 'wx-checkbox-input', wrapper)
    host.slot = wrapper
    this.show()
  }

  override update(name: string): void {
    if (name === 'checked' && !this.initially.known) {
      this.initially.known = true
      this.initially.checked = this.host.props.checked
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
    ;(this.host.closest('checkbox-group') as CheckboxGroup | null)?.changed()
  }

  set(checked: boolean): void {
    this.host.setModel('checked', checked)
    this.show()
  }

  reset(): void {
    this.set(this.initially.checked)
  }

  private show(): void {
    const { props, element } = this.host
    this.box.classList.toggle('wx-checkbox-input-checked', props.checked)
    this.box.classList.toggle('wx-checkbox-input-disabled', props.disabled)
    this.box.style.color = this.host.has('color') && !props.disabled ? props.color : ''
    element.toggleAttribute('checked', props.checked)
    element.toggleAttribute('disabled', props.disabled)
  }
}

defineComponent('checkbox', defaultsOf<CheckboxProps>('checkbox'), Checkbox, css)
