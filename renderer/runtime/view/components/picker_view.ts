/** `<picker-view>` and its columns: wheels embedded in a page. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import type { Json } from '../../shared/chunk'
import { authorClasses, authorCss } from './author'
import { defaultsOf } from './properties'
import css from './picker_view.css'
import { Wheel } from './wheel'

type PickerViewProps = Props & {
  name: string
  value: Json
  indicatorStyle: string
  indicatorClass: string
  maskStyle: string
  maskClass: string
  immediateChange: boolean
}

class PickerView extends Component<PickerViewProps> {
  private wanted = true

  override update(name: string): void {
    if (name === 'value') this.wanted = true
  }

  override settled(): void {
    const { value } = this.host.props
    const rows = Array.isArray(value) ? value : []
    this.columns().forEach((column, at) => {
      column.arrange(this.host.props)
      if (this.wanted) column.select(Math.trunc(Number(rows[at])) || 0)
    })
    this.wanted = false
  }

  override connected(): void {
    this.wanted = true
    this.settled()
  }

  override formValue(): Json {
    return this.columns().map((column) => column.selected)
  }

  override formReset(): void {
    for (const column of this.columns()) column.select(0)
  }

  pickStart(): void {
    this.host.emit('pickstart', {})
  }

  picking(): void {
    if (this.host.props.immediateChange) this.changed()
  }

  pickEnd(): void {
    this.changed()
    this.host.emit('pickend', {})
  }

  private changed(): void {
    const { value } = this.host.props
    const now = this.columns().map((column) => column.selected)
    const before = Array.isArray(value) ? value : []
    if (now.every((row, at) => row === (Math.trunc(Number(before[at])) || 0))) return
    this.host.setModel('value', now)
    this.host.emit('change', { value: now })
  }

  private columns(): PickerViewColumn[] {
    return this.host.inside(['picker-view-column'], ['picker-view']) as unknown as PickerViewColumn[]
  }
}

class PickerViewColumn extends Component<Props> {
  private readonly group: HTMLElement
  private readonly mask: HTMLElement
  private readonly indicator: HTMLElement
  private readonly content: HTMLElement
  private readonly wheel: Wheel
  private height = 0
  private pending: number | null = null

  constructor(host: Host<Props>) {
    super(host)
    this.group = host.create('div', 'wx-picker-view-group', host.element)
    this.content = host.create('div', 'wx-picker-view-content', this.group)
    this.mask = host.create('div', 'wx-picker-view-mask', this.group)
    this.indicator = host.create('div', 'wx-picker-view-indicator', this.group)
    host.slot = this.content
    this.wheel = new Wheel(host as unknown as Host, this.group, this.content, {
      start: () => this.owner()?.pickStart(),
      passing: () => this.owner()?.picking(),
      end: () => this.owner()?.pickEnd(),
    })
  }

  get selected(): number {
    return this.pending ?? this.wheel.selected
  }

  override settled(): void {
    this.owner()?.settled()
  }

  override disconnected(): void {
    this.wheel.stop()
  }

  /** Lay the column out: rows are as high as the indicator, which is in the middle. */
  arrange(look: PickerViewProps): void {
    const { page } = this.host
    const host = this.host as unknown as Host
    this.indicator.className = ['wx-picker-view-indicator', ...authorClasses(host, look.indicatorClass)].join(' ')
    this.indicator.style.cssText = authorCss(page, look.indicatorStyle)
    this.mask.className = ['wx-picker-view-mask', ...authorClasses(host, look.maskClass)].join(' ')
    const total = this.group.offsetHeight
    const row = this.indicator.offsetHeight
    if (!total || !row) return
    const above = (total - row) / 2
    this.indicator.style.top = `${above}px`
    this.mask.style.cssText = `background-size: 100% ${above}px; ${authorCss(page, look.maskStyle)}`
    this.content.style.setProperty('--wx-row', `${row}px`)
    this.wheel.measure(this.content.childElementCount, row, above)
    const first = this.height === 0
    this.height = row
    if (this.pending === null) return
    this.wheel.select(this.pending, !first)
    this.pending = null
  }

  select(row: number): void {
    if (!this.wheel.idle) return
    if (!this.height) this.pending = row
    else this.wheel.select(row, false)
  }

  private owner(): PickerView | null {
    return this.host.closest('picker-view') as PickerView | null
  }
}

defineComponent('picker-view', defaultsOf<PickerViewProps>('picker-view', { name: '', value: null }), PickerView, css)
defineComponent('picker-view-column', {}, PickerViewColumn)
