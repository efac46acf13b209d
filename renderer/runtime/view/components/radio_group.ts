/** `<radio-group>`: keeps one of the radios inside chosen. */
import { Component, defineComponent } from '../component'
import type { Props } from '../component'
import type { Json } from '../../shared/chunk'
import type { Radio } from './radio'

export class RadioGroup extends Component<Props> {
  private radios(): Radio[] {
    return this.host.inside(['radio'], ['radio-group']) as unknown as Radio[]
  }

  /** A radio became checked: the others are not any more. */
  selected(chosen: Radio): void {
    for (const radio of this.radios()) if (radio !== chosen) radio.set(false)
  }

  changed(value: string): void {
    this.host.emit('change', { value })
  }

  override formValue(): Json {
    return this.radios().find((radio) => radio.host.props.checked)?.host.props.value ?? ''
  }

  override formReset(): void {
    for (const radio of this.radios()) radio.reset()
  }
}

defineComponent('radio-group', { name: '' }, RadioGroup, 'wx-radio-group { display: block; }')
