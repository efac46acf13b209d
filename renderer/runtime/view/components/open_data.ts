/** `<open-data>` and its lists: what WeChat shows of a person since it names nobody any more. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { defaultsOf } from './properties'

type OpenDataProps = Props & { type: string; defaultText: string; defaultAvatar: string }

const FACE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#d5d5d5"/><circle cx="32" cy="25" r="11" fill="#fff"/><path d="M10 58c2-14 11-20 22-20s20 6 22 20z" fill="#fff"/></svg>')}`

const texts: { readonly [type: string]: string } = { userNickName: '微信用户', groupName: '', userGender: '', userCity: '', userProvince: '', userCountry: '', userLanguage: 'zh_CN' }

class OpenData extends Component<OpenDataProps> {
  private readonly body: HTMLElement

  constructor(host: Host<OpenDataProps>) {
    super(host)
    this.body = host.create('span', 'wx-open-data', host.element)
    host.slot = host.create('span', 'wx-open-data-slot', host.element)
  }

  override settled(): void {
    const { props, page } = this.host
    const { type } = props
    if (type !== 'userAvatarUrl' && type !== 'userAvatar') {
      this.body.textContent = texts[type] || props.defaultText || ''
      return
    }
    const picture = this.host.create('img', 'wx-open-data-face')
    picture.src = props.defaultAvatar ? page.resourceUrl(props.defaultAvatar) : FACE
    this.body.replaceChildren(picture)
  }
}

const css = `
wx-open-data { display: block; overflow: hidden; }
.wx-open-data-face { display: block; width: 100%; height: 100%; }
.wx-open-data:has(> .wx-open-data-face) { display: block; width: 100%; height: 100%; }
.wx-open-data-slot:empty { display: none; }
wx-open-data-list, wx-open-data-item { display: block; }
`
defineComponent('open-data', defaultsOf<OpenDataProps>('open-data', { type: '' }), OpenData, css)
defineComponent('open-data-item', defaultsOf<OpenDataProps>('open-data-item', { defaultText: '', defaultAvatar: '' }), OpenData)
