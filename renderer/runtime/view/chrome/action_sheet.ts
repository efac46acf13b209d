/** wx.showActionSheet: up to six items and cancel; and what can be done with a picture. */
import { colour, text } from '../theme'
import { make } from './dom'
import type { SheetBuilder } from './sheets'

/** wx.showShareImageMenu: each of its ways out is a success. */
export const shareImage: SheetBuilder = (context) =>
  actionSheet({ ...context, params: { itemList: ['发送给朋友', '收藏', '保存到手机'] } })

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
