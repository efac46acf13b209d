/** wx.showModal: title, content or a text field, one or two buttons. */
import { colour, text } from '../theme'
import { make } from './dom'
import type { SheetBuilder } from './sheets'

export const modal: SheetBuilder = ({ document, params, finish }) => {
  const title = text(params['title'])
  const content = text(params['content'])
  const editable = params['editable'] === true
  const panel = make(document, 'div', 'modal')
  panel.setAttribute('role', 'dialog')
  if (title) panel.append(make(document, 'div', 'modal-title', title))
  let field: HTMLTextAreaElement | null = null
  if (editable) {
    field = make(document, 'textarea', 'modal-field')
    field.placeholder = text(params['placeholderText'])
    field.value = content
    field.rows = 2
    panel.append(field)
  } else if (content) {
    panel.append(make(document, 'div', title ? 'modal-content' : 'modal-content alone', content))
  }
  const button = (label: string, className: string, color: string, confirm: boolean): HTMLElement => {
    const element = make(document, 'button', className, label)
    element.style.color = color
    element.onclick = () => finish({ confirm, cancel: !confirm, content: editable && confirm ? (field?.value ?? '') : null })
    return element
  }
  const buttons = make(document, 'div', 'modal-buttons')
  if (params['showCancel'] !== false) {
    buttons.append(button(text(params['cancelText']) || '取消', 'modal-cancel', colour(params['cancelColor'], 'var(--text)'), false))
  }
  buttons.append(button(text(params['confirmText']) || '确定', 'modal-confirm', colour(params['confirmColor'], 'var(--link)'), true))
  panel.append(buttons)
  return { place: 'center', panel }
}
