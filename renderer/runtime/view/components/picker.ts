/** `<picker>`: a tap opens a sheet of wheels; five modes. */
import { Component, defineComponent } from '../component'
import type { Props, Sheet, Tap } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { defaultsOf } from './properties'

type PickerProps = Props & {
  name: string
  mode: string
  headerText: string
  disabled: boolean
  range: Json
  rangeKey: string
  value: Json
  start: string
  end: string
  fields: string
  customItem: string
  level: string
}

const today = (): string => {
  const now = new Date()
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Options of a column as the person reads them. */
const labels = (range: Json, key: string): string[] => (Array.isArray(range) ? range : []).map((item) => {
  const value = key && item && typeof item === 'object' && !Array.isArray(item) ? item[key] : item
  return value === null || value === undefined ? '' : typeof value === 'object' ? '[object Object]' : String(value)
})

const index = (value: Json | undefined): number => Math.max(0, Math.trunc(Number(value)) || 0)

class Picker extends Component<PickerProps> {
  private sheet: Sheet | null = null
  private initial: { value: Json } | null = null

  override update(name: string): void {
    if (name === 'value' && !this.initial) this.initial = { value: this.host.props.value }
    if (this.sheet && this.mode === 'multiSelector' && (name === 'range' || name === 'value')) this.sheet.update(this.params())
  }

  override tap(tap: Tap): void {
    if (tap.handled || this.host.props.disabled) return
    tap.handled = true
    this.open()
  }

  override disconnected(): void {
    this.sheet?.close()
    this.sheet = null
  }

  override formValue(): Json | undefined {
    const { value } = this.host.props
    if (value !== null && value !== undefined) return value
    return this.mode === 'selector' ? 0 : this.mode === 'date' ? today() : this.mode === 'time' ? '' : []
  }

  override formReset(): void {
    this.host.setModel('value', this.initial?.value ?? null)
  }

  private get mode(): string {
    return this.host.props.mode || 'selector'
  }

  private params(): JsonObject {
    const { props } = this.host
    const common = { headerText: props.headerText, mode: this.mode }
    switch (this.mode) {
      case 'multiSelector': {
        const columns = (Array.isArray(props.range) ? props.range : []).map((column) => labels(column, props.rangeKey))
        const value = Array.isArray(props.value) ? props.value : []
        return { ...common, range: columns, value: columns.map((_, at) => index(value[at])) }
      }
      case 'time':
        return { ...common, value: this.text(props.value, ''), start: props.start || '00:00', end: props.end || '23:59' }
      case 'date':
        return { ...common, value: this.text(props.value, today()), start: props.start, end: props.end, fields: props.fields || 'day' }
      case 'region':
        return { ...common, value: Array.isArray(props.value) ? props.value : [], customItem: props.customItem, level: props.level || 'region' }
      default:
        return { ...common, range: labels(props.range, props.rangeKey), value: index(props.value) }
    }
  }

  private text(value: Json, fallback: string): string {
    return typeof value === 'string' && value ? value : fallback
  }

  private open(): void {
    const { page } = this.host
    const name = ['selector', 'multiSelector', 'time', 'date', 'region'].includes(this.mode) ? this.mode : 'selector'
    const sheet = page.sheet(`picker-${name}`, this.params(), (detail) => this.host.emit('columnchange', detail))
    this.sheet = sheet
    void sheet.done.then((result) => {
      if (this.sheet === sheet) this.sheet = null
      if (result['cancelled'] === true) {
        this.host.emit('cancel', {})
        return
      }
      this.host.setModel('value', result['value'] ?? null)
      this.host.emit('change', result, { gesture: true })
    })
  }
}

defineComponent('picker', defaultsOf<PickerProps>('picker', {
  name: '', mode: 'selector', range: null, value: null, start: '', end: '', fields: '', level: '', rangeKey: '',
}), Picker, 'wx-picker { display: block; }')
