/** `<checkbox>`: one box of a `<checkbox-group>`. */
import { defineComponent } from '../component'
import type { Host } from '../component'
import css from './checkbox.css'
import type { CheckboxGroup } from './checkbox_group'
import { defaultsOf } from './properties'
import { Toggle } from './toggle'
import type { ToggleProps } from './toggle'

type CheckboxProps = ToggleProps & { value: string }

export class Checkbox extends Toggle<CheckboxProps> {
  private readonly box: HTMLElement

  constructor(host: Host<CheckboxProps>) {
    super(host)
    const wrapper = host.create('div', 'wx-checkbox-wrapper', host.element)
    this.box = host.create('div', 'wx-checkbox-input', wrapper)
    host.slot = wrapper
    this.show()
  }

  override activate(): void {
    const { props } = this.host
    if (props.disabled) return
    this.set(!props.checked)
    ;(this.host.closest('checkbox-group') as CheckboxGroup | null)?.changed()
  }

  protected override show(): void {
    const { props, element } = this.host
    this.box.classList.toggle('wx-checkbox-input-checked', props.checked)
    this.box.classList.toggle('wx-checkbox-input-disabled', props.disabled)
    this.box.style.color = this.host.has('color') && !props.disabled ? props.color : ''
    element.toggleAttribute('checked', props.checked)
    element.toggleAttribute('disabled', props.disabled)
  }
}

defineComponent('checkbox', defaultsOf<CheckboxProps>('checkbox'), Checkbox, css)
