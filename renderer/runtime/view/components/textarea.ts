/** `<textarea>`: several lines of text that may grow with what is written. */
import { defineComponent } from '../component'
import type { Host } from '../component'
import { rpxWidth } from '../../shared/rpx'
import { defaultsOf } from './properties'
import { TextField } from './text_field'
import type { FieldProps } from './text_field'
import css from './textarea.css'

type TextareaProps = FieldProps & {
  autoHeight: boolean
  fixed: boolean
  showConfirmBar: boolean
  disableDefaultPadding: boolean
}

class Textarea extends TextField<TextareaProps> {
  private readonly measure: HTMLElement
  private lines = -1
  private height = -1

  constructor(host: Host<TextareaProps>) {
    super(host, 'textarea')
    this.measure = host.create('div', 'wx-textarea-measure', this.wrapper)
  }

  override update(name: string): void {
    if (name === 'autoHeight') this.host.element.toggleAttribute('auto-height', this.host.props.autoHeight)
    super.update(name)
  }

  override settled(): void {
    this.fit()
  }

  override connected(): void {
    super.connected()
    this.fit()
  }

  protected override changed(): void {
    super.changed()
    this.fit()
  }

  protected permits(): boolean {
    return true
  }

  protected get confirms(): boolean {
    const { confirmType } = this.host.props
    return confirmType !== 'return' && confirmType !== ''
  }

  /** Count the lines, tell when they changed, and follow them with `auto-height`. */
  private fit(): void {
    const { element, props, page } = this.host
    if (!element.isConnected || !this.measure) return
    this.measure.textContent = 'M'
    const lineHeight = this.measure.offsetHeight
    if (!lineHeight) return
    this.measure.textContent = `${this.field.value || props.placeholder}\u200b`
    const height = this.measure.offsetHeight
    this.host.style('height', props.autoHeight ? `${height + this.frame()}px` : null)
    const lines = Math.round(height / lineHeight)
    if (lines === this.lines && height === this.height) return
    const first = this.lines < 0
    this.lines = lines
    this.height = height
    if (first && !this.field.value) return
    const heightRpx = (750 / rpxWidth(page.screen)) * height
    this.host.emit('linechange', { height, heightRpx, lineCount: lines, lineHeight })
  }

  /** Padding and border that a `box-sizing: border-box` counts into the height. */
  private frame(): number {
    const style = this.host.page.window.getComputedStyle(this.host.element)
    if (style.boxSizing !== 'border-box') return 0
    return ['paddingTop', 'paddingBottom', 'borderTopWidth', 'borderBottomWidth']
      .reduce((sum, name) => sum + (parseFloat(style[name as 'paddingTop']) || 0), 0)
  }
}

defineComponent('textarea', defaultsOf<TextareaProps>('textarea', { name: '' }), Textarea, css)
