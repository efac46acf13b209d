/** `<form>`: collects the named controls inside when one of its buttons asks for it. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { defaultsOf } from './properties'

type FormProps = Props & { reportSubmit: boolean; reportSubmitTimeout: unknown }

const controls = ['input', 'textarea', 'checkbox-group', 'radio-group', 'switch', 'slider', 'picker', 'picker-view', 'editor'] as const

export class Form extends Component<FormProps> {
  /** A button of the form was tapped: `submit`, `reset` or `submitToGroup`. */
  run(kind: string, button: Host): void {
    if (kind === 'reset') this.reset()
    else if (kind === 'submit' || kind === 'submitToGroup') this.submit(kind, button)
  }

  private fields(): Component[] {
    return this.host.inside(controls, ['form'])
  }

  private submit(kind: string, button: Host): void {
    const value: { [name: string]: Json } = {}
    for (const field of this.fields()) {
      const name = field.host.props['name']
      const current = field.formValue?.()
      if (typeof name === 'string' && name && current !== undefined) value[name] = current
    }
    const { element, dataset } = button
    const detail: JsonObject = {
      value,
      target: { id: element.id, offsetLeft: element.offsetLeft, offsetTop: element.offsetTop, dataset: { ...dataset } },
    }
    if (this.host.props.reportSubmit) detail['formId'] = 'the formId is a mock one'
    this.host.emit(kind === 'submit' ? 'submit' : 'submitToGroup', detail, { gesture: true })
  }

  private reset(): void {
    for (const field of this.fields()) field.formReset?.()
    this.host.emit('reset', {}, { gesture: true })
  }
}

defineComponent('form', defaultsOf<FormProps>('form'), Form, 'wx-form { display: block; }')
