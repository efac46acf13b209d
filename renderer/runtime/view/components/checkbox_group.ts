/** `<checkbox-group>`: collects the values of the boxes inside. */
import { Component, defineComponent } from '../component'
import type { Props } from '../component'
import type { Json } from '../../shared/chunk'
import type { Checkbox } from './checkbox'

export class CheckboxGroup extends Component<Props> {
  private boxes(): Checkbox[] {
    return this.host.inside(['checkbox'], ['checkbox-group']) as unknown as Checkbox[]
  }

  changed(): void {
    this.host.emit('change', { value: this.formValue() })
  }

  override formValue(): Json {
    return this.boxes().filter((box) => box.host.props.checked).map((box) => box.host.props.value)
  }

  override formReset(): void {
    for (const box of this.boxes()) box.reset()
  }
}

defineComponent('checkbox-group', { name: '' }, CheckboxGroup, 'wx-checkbox-group { display: block; }')
