/** The capsule's menu: sharing, the link, starting again, settings, feedback, about. */
import type { JsonObject } from '../../shared/chunk'
import type { Page } from '../page'
import type { Shell } from '../shell'
import { icon, make } from './dom'
import { ICONS } from './icons'
import type { SheetBuilder } from './sheets'

const ENTRIES = [
  [
    { id: 'share', label: '转发给朋友', drawing: ICONS.share },
    { id: 'share-timeline', label: '分享到朋友圈', drawing: ICONS.circle },
    { id: 'favorite', label: '收藏', drawing: ICONS.star },
    { id: 'copy-link', label: '复制链接', drawing: ICONS.link },
  ],
  [
    { id: 'restart', label: '重新进入小程序', drawing: ICONS.reload },
    { id: 'settings', label: '设置', drawing: ICONS.settings },
    { id: 'feedback', label: '反馈与投诉', drawing: ICONS.feedback },
    { id: 'about', label: '关于', drawing: ICONS.about },
  ],
] as const

export const appMenu: SheetBuilder = ({ shell, document, finish }) => {
  const panel = make(document, 'div', 'app-menu')
  const app = shell.manifest
  const offers = shell.stack.top?.offers ?? {}
  panel.append(make(document, 'div', 'app-menu-title', app?.projectName ?? ''))
  for (const row of ENTRIES) {
    const line = make(document, 'div', 'app-menu-row')
    for (const { id, label, drawing } of row) {
      const button = make(document, 'button', 'app-menu-item', [
        make(document, 'span', 'app-menu-icon', [icon(document, '', drawing)]), make(document, 'span', '', label),
      ])
      button.dataset['choice'] = id
      button.disabled = offers[id] === false
      button.onclick = () => finish({ choice: id })
      line.append(button)
    }
    panel.append(line)
    if (row === ENTRIES[0] && offers['share'] === false) panel.append(make(document, 'div', 'app-menu-note', '当前页面未设置转发'))
  }
  const cancel = make(document, 'button', 'action-item action-cancel', '取消')
  cancel.onclick = () => finish({ cancelled: true })
  panel.append(cancel)
  return { place: 'bottom', panel, dismissed: { cancelled: true } }
}

type Choice = (shell: Shell, page: Page) => unknown

const message = (title: string, content: string): Choice => (shell, page) =>
  shell.sheet(page.id, 'showModal', { title, content, showCancel: false } satisfies JsonObject)
const pageEvent = (name: 'share' | 'share-timeline' | 'favorite'): Choice => (_, page) => page.sendPageEvent(name, { from: 'menu' })

const CHOICES: { readonly [choice: string]: Choice } = {
  share: pageEvent('share'),
  'share-timeline': pageEvent('share-timeline'),
  favorite: pageEvent('favorite'),
  'copy-link': (shell) => shell.post({ type: 'device-event', name: 'onCopyUrl', detail: { query: '' } }),
  restart: (shell) => shell.tellChrome('restart'),
  settings: (shell, page) => shell.call('openSetting', {}, page.route, true),
  feedback: message('反馈与投诉', '这里是模拟器，反馈不会发送。'),
  about: (shell, page) => {
    const { manifest, config } = shell
    const library = String(config.system['SDKVersion'] ?? manifest?.libVersion ?? '')
    return message(manifest?.projectName ?? '', `AppID ${manifest?.appId || '—'}\n基础库 ${library}`)(shell, page)
  },
}

/** Open the menu over the shown page and do what is chosen. */
export async function openMenu(shell: Shell): Promise<void> {
  const page = shell.stack.top
  if (!page || shell.chrome.sheets.count) return
  const { choice } = await shell.chrome.sheets.open('app-menu', {}, page.id).done
  await CHOICES[String(choice)]?.(shell, page)
}
