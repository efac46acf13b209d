/** The strip of the phone's system: clock, signal, WLAN, battery. */
import { icon, make } from './dom'
import { ICONS } from './icons'

export class StatusBar {
  readonly element: HTMLElement
  private readonly time: HTMLElement

  /** `clock` fixes the text of the clock; `battery` is the share that is left, 0–1. */
  constructor(document: Document, private readonly clock: string, battery: number) {
    this.time = make(document, 'span', 'status-time')
    const level = make(document, 'i', 'battery-level')
    level.style.width = `${Math.round(Math.min(1, Math.max(0, battery)) * 100)}%`
    this.element = make(document, 'div', 'status-bar', [
      this.time,
      make(document, 'span', 'status-signs', [
        icon(document, 'status-signal', ICONS.signal), icon(document, 'status-wifi', ICONS.wifi), make(document, 'span', 'battery', [make(document, 'span', 'battery-room', [level])]),
      ]),
    ])
    this.tick()
  }

  private tick(): void {
    const now = new Date()
    this.time.textContent = this.clock || `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
    if (!this.clock) setTimeout(() => this.tick(), 60_000 - (now.getTime() % 60_000) + 20)
  }
}
