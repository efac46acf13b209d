/** The capsule's menu: share, restart, settings, about. */
import { icon, make } from './dom'
import { ICONS } from './icons'
import type { SheetBuilder } from './sheets'

const ENTRIES = [
  [
    { id: 'share', label: '转发给朋友', drawing: ICONS.share },
    { id: 'share-timeline', label: '分享到朋友圈', drawing: ICONS.circle },
    { id: 'favorite', label: '收藏', drawing: ICONS.star },
  ],
  [
    { id: 'restart', label: '重新进入小程序', drawing: ICONS.reload },
    { id: 'settings', label: '设置', drawing: ICONS.settings },
    { id: 'about', label: '关于', drawing: ICONS.about },
  ],
] as const

export const appMenu: SheetBuilder = ({ shell, document, finish }) => {
  const panel = make(document, 'div', 'app-menu')
  const app = shell.manifest
  panel.append(make(document, 'div', 'app-menu-title', app?.projectName ?? ''))
  for (const row of ENTRIES) {
    const line = make(document, 'div', 'app-menu-row')
    for (const { id, label, drawing } of row) {
      const button = make(document, 'button', 'app-menu-item', [
        make(document, 'span', 'app-menu-icon', [icon(document, '', drawing)]), make(document, 'span', '', label),
      ])
      button.dataset['choice'] = id
      button.onclick = () => finish({ choice: id })
      line.append(button)
    }
    panel.append(line)
  }
  const cancel = make(document, 'button', 'action-item action-cancel', '取消')
  cancel.onclick = () => finish({ cancelled: true })
  panel.append(cancel)
  return { place: 'bottom', panel, dismissed: { cancelled: true } }
}
