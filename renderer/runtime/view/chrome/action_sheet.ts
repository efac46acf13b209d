/** wx.showActionSheet: up to six items and cancel. */
import { colour, text } from '../theme'
import { make } from './dom'
import type { SheetBuilder } from './sheets'

export const actionSheet: SheetBuilder = ({ document, params, finish }) => {
  const panel = make(document, 'div', 'action-sheet')
  const alert = text(params['alertText'])
  if (alert) panel.append(make(document, 'div', 'action-alert', alert))
  const items = Array.isArray(params['itemList']) ? params['itemList'] : []
  items.forEach((item, tapIndex) => {
    const element = make(document, 'button', 'action-item', text(item))
    element.style.color = colour(params['itemColor'], 'var(--text)')
    element.onclick = () => finish({ tapIndex })
    panel.append(element)
  })
  const cancel = make(document, 'button', 'action-item action-cancel', '取消')
  cancel.onclick = () => finish({ cancelled: true })
  panel.append(cancel)
  return { place: 'bottom', panel, dismissed: { cancelled: true } }
}
