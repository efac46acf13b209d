/** What `<checkbox>`, `<radio>` and `<switch>` share: a checked state, the way back to the first one, and taps. */
import { Component } from '../component'
import type { Props, Tap } from '../component'

export type ToggleProps = Props & { checked: boolean; disabled: boolean; color: string }

export abstract class Toggle<P extends ToggleProps> extends Component<P> {
  /** What the author's template said first: a form's reset returns to it. */
  private first: boolean | undefined

  override update(name: string, _value: unknown): void {
    if (name === 'checked') this.first ??= this.host.props.checked
    this.show()
  }

  override tap(tap: Tap): void {
    if (tap.handled) return
    tap.handled = true
    this.activate()
  }

  abstract override activate(): void

  set(checked: boolean): void {
    this.host.setModel('checked', checked as P['checked'])
    this.show()
  }

  reset(): void {
    this.set(this.first ?? false)
  }

  /** Bring the look up to the attributes. */
  protected abstract show(): void
}
