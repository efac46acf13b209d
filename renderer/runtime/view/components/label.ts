/** `<label>`: passes a tap on to the control it names or holds. */
import { Component, defineComponent } from '../component'
import type { Props, Tap } from '../component'
import { defaultsOf } from './properties'

type LabelProps = Props & { for: string }

const controls = ['checkbox', 'radio', 'switch', 'button', 'input', 'textarea'] as const

class Label extends Component<LabelProps> {
  override tap(tap: Tap): void {
    if (tap.handled) return
    const control = this.control()
    if (!control) return
    tap.handled = true
    control.activate?.()
  }

  private control(): Component | undefined {
    const { props, page } = this.host
    if (!props.for) return this.host.inside(controls)[0]
    const element = page.document.getElementById(props.for)
    return element ? page.componentOf(element) ?? undefined : undefined
  }
}

defineComponent('label', defaultsOf<LabelProps>('label'), Label, 'wx-label { display: inline; }')
