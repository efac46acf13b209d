/** The sheet of `<picker>` in all modes: a head with two buttons over one to three wheels. */
import type { JsonObject } from '../../shared/chunk'
import { text } from '../theme'
import { columnsOf, type Columns } from './columns'
import { make } from './dom'
import type { SheetBuilder } from './sheets'
import { Wheel } from './wheel'

export const picker: SheetBuilder = ({ shell, document, params, finish, changed }) => {
  const mode = text(params['mode'], 'selector')
  let columns: Columns | null = null
  let wheels: Wheel[] = []
  const group = make(document, 'div', 'wheels')
  const button = (label: string, className: string, act: () => void): HTMLElement => {
    const element = make(document, 'button', className, label)
    element.onclick = act
    return element
  }
  const head = make(document, 'div', 'picker-head', [
    button('取消', 'picker-cancel', () => finish({ cancelled: true })),
    make(document, 'span', 'picker-title', text(params['headerText'])),
    button('确定', 'picker-confirm', () => finish(columns ? columns.result() : { cancelled: true })),
  ])

  /** Put the columns' entries onto the wheels; wheels that show the same entries stay as they are. */
  const show = (): void => {
    if (!columns) return
    const lists = columns.lists()
    const chosen = columns.chosen()
    if (lists.length !== wheels.length) {
      wheels = lists.map((_, column) => new Wheel(document, shell.animate, (index) => turned(column, index)))
      group.replaceChildren(...wheels.map((wheel) => wheel.element))
      shown = []
    }
    lists.forEach((list, column) => {
      const before = shown[column]
      const same = before?.length === list.length && before.every((item, at) => item === list[at])
      if (!same || wheels[column]?.index !== chosen[column]) wheels[column]?.setItems(list, chosen[column] ?? 0)
    })
    shown = lists
  }
  let shown: readonly (readonly string[])[] = []
  const turned = (column: number, index: number): void => {
    columns?.choose(column, index)
    if (mode === 'multiSelector') changed({ column, value: index })
    show()
  }
  const load = async (next: JsonObject): Promise<void> => {
    columns = await columnsOf(mode, next)
    show()
  }
  load(params).catch((error: unknown) => {
    shell.internal(`the picker's data cannot be read: ${String(error)}`)
    finish({ cancelled: true })
  })
  const panel = make(document, 'div', 'picker-sheet', [head, make(document, 'div', 'wheel-box', [group])])
  return { place: 'bottom', panel, dismissed: { cancelled: true }, update: (next) => void load(next) }
}
