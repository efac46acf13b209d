/** Sheets over the phone: which exist, how they open and close, and who waits for their answer. */
import type { JsonObject } from '../../shared/chunk'
import type { PageId } from '../../shared/messages'
import type { Sheet } from '../component'
import type { Shell } from '../shell'
import { actionSheet, shareImage } from './action_sheet'
import { make } from './dom'
import { appMenu } from './menu'
import { modal } from './modal'
import { picker } from './picker'
import { preview } from './preview'

/** What the builder of a sheet works with. */
export interface SheetContext {
  readonly shell: Shell
  readonly document: Document
  readonly params: JsonObject
  /** The sheet's layer: fills the phone, dark behind a panel. */
  readonly layer: HTMLElement
  /** Close with a result. */
  finish(result: JsonObject): void
  /** Something changed before the end (a picker's column). */
  changed(detail: JsonObject): void
}

/** A sheet that is built; `update` takes new params while it is open. */
export interface BuiltSheet {
  /** `bottom` slides up, `center` pops, `full` fades. */
  readonly place: 'bottom' | 'center' | 'full'
  readonly panel: HTMLElement
  /** What a tap on the darkness answers; absent: nothing happens. */
  readonly dismissed?: JsonObject
  readonly update?: (params: JsonObject) => void
}

export type SheetBuilder = (context: SheetContext) => BuiltSheet

const BUILDERS: { readonly [name: string]: SheetBuilder } = {
  showModal: modal,
  showActionSheet: actionSheet,
  showShareImageMenu: shareImage,
  previewImage: preview,
  previewMedia: preview,
  'picker-selector': picker,
  'picker-multiSelector': picker,
  'picker-time': picker,
  'picker-date': picker,
  'picker-region': picker,
  'app-menu': appMenu,
}

const OUT_MS = 220

interface Open {
  readonly page: PageId
  /** What a way back answers; absent: the sheet has to be answered. */
  dismissed?: JsonObject | undefined
  close(result: JsonObject): void
}

export class Sheets {
  private readonly opened = new Set<Open>()

  constructor(private readonly shell: Shell) {}

  get count(): number {
    return this.opened.size
  }

  /** Open a sheet for a page; an unknown name is our own mistake and throws. */
  open(name: string, params: JsonObject, page: PageId, changed: (detail: JsonObject) => void = () => {}): Sheet {
    const builder = BUILDERS[name]
    if (!builder) throw new Error(`no such sheet: ${name}`)
    const { shell } = this
    const { document } = shell
    const layer = make(document, 'div', 'sheet-layer')
    let finish: (result: JsonObject) => void = () => {}
    const done = new Promise<JsonObject>((resolve) => { finish = resolve })
    const entry: Open = {
      page,
      close: (result) => {
        if (!this.opened.delete(entry)) return
        this.leave(layer, built.place)
        finish(result)
      },
    }
    const built = builder({ shell, document, params, layer, finish: entry.close, changed })
    entry.dismissed = built.dismissed
    layer.classList.add(built.place)
    layer.dataset['sheet'] = name
    layer.appendChild(built.panel)
    layer.addEventListener('click', (event) => {
      if (event.target === layer && built.dismissed) entry.close(built.dismissed)
    })
    this.opened.add(entry)
    shell.chrome.layer('sheets').appendChild(layer)
    this.enter(layer, built)
    return { done, update: (next) => built.update?.(next), close: () => entry.close({ cancelled: true }) }
  }

  /** The phone's way back: closes the sheet on top if it can be; tells whether there was one. */
  dismissTop(): boolean {
    const top = [...this.opened].at(-1)
    if (top?.dismissed) top.close(top.dismissed)
    return Boolean(top)
  }

  /** Close what belongs to a page that goes away. */
  closeOf(page: PageId): void {
    for (const entry of [...this.opened]) if (entry.page === page) entry.close({ cancelled: true })
  }

  private enter(layer: HTMLElement, { place, panel }: BuiltSheet): void {
    if (!this.shell.animate) return
    layer.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 180 })
    if (place === 'bottom') panel.animate([{ transform: 'translateY(100%)' }, { transform: 'none' }], { duration: 260, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' })
    if (place === 'center') panel.animate([{ transform: 'scale(1.1)' }, { transform: 'none' }], { duration: 180, easing: 'ease-out' })
  }

  private leave(layer: HTMLElement, place: BuiltSheet['place']): void {
    layer.classList.add('leaving')
    if (!this.shell.animate) {
      layer.remove()
      return
    }
    const panel = layer.firstElementChild
    if (place === 'bottom') panel?.animate([{ transform: 'none' }, { transform: 'translateY(100%)' }], { duration: OUT_MS, fill: 'forwards' })
    layer.animate([{ opacity: 1 }, { opacity: 0 }], { duration: OUT_MS, fill: 'forwards' }).onfinish = () => layer.remove()
  }
}
