/** `<button>`: a push button that may submit a form or open something of WeChat's. */
import { Component, defineComponent } from '../component'
import type { Host, Tap } from '../component'
import type { JsonObject } from '../../shared/chunk'
import { reflect } from './author'
import css from './button.css'
import type { Form } from './form'
import { hover } from './hover'
import type { HoverProps } from './hover'
import { defaultsOf } from './properties'

type ButtonProps = HoverProps & {
  size: string
  type: string
  plain: boolean
  disabled: boolean
  loading: boolean
  formType: string
  openType: string
  lang: string
  sessionFrom: string
  sendMessageTitle: string
  sendMessagePath: string
  sendMessageImg: string
  showMessageCard: boolean
  appParameter: string
  phoneNumberNoQuotaToast: boolean
}

interface OpenAction {
  /** Event that carries the answer. */
  readonly event: string
  /** Event for a failure, where it is another one. */
  readonly failure?: string
  /** Attributes handed to the device. */
  readonly params: readonly (keyof ButtonProps & string)[]
}

const actions: { readonly [openType: string]: OpenAction } = {
  getPhoneNumber: { event: 'getphonenumber', params: ['phoneNumberNoQuotaToast'] },
  getRealtimePhoneNumber: { event: 'getrealtimephonenumber', params: ['phoneNumberNoQuotaToast'] },
  getUserInfo: { event: 'getuserinfo', params: ['lang'] },
  contact: { event: 'contact', params: ['sessionFrom', 'sendMessageTitle', 'sendMessagePath', 'sendMessageImg', 'showMessageCard'] },
  openSetting: { event: 'opensetting', params: [] },
  chooseAvatar: { event: 'chooseavatar', params: [] },
  feedback: { event: 'feedback', params: [] },
  launchApp: { event: 'launchapp', failure: 'error', params: ['appParameter'] },
  agreePrivacyAuthorization: { event: 'agreeprivacyauthorization', params: [] },
  liveActivity: { event: 'createliveactivity', params: [] },
}

const reflected = ['type', 'size', 'plain', 'disabled', 'loading'] as const

/** WeChat's styles know a type that was written, which beats a class, from none, which does not. */
const defaults: ButtonProps = { ...defaultsOf<ButtonProps>('button'), type: '' }

export class Button extends Component<ButtonProps> {
  constructor(host: Host<ButtonProps>) {
    super(host)
    for (const name of reflected) this.reflect(name, host.props[name])
    hover(host, () => !host.props.disabled)
  }

  override update(name: string, value: unknown): void {
    if ((reflected as readonly string[]).includes(name)) this.reflect(name, value)
  }

  private reflect(name: string, value: unknown): void {
    reflect(this.host as unknown as Host, name, name === 'type' && value === '' ? null : value)
  }

  override get blocksTap(): boolean {
    return this.host.props.disabled
  }

  override tap(tap: Tap): void {
    if (tap.handled) return
    tap.handled = true
    this.activate()
  }

  override activate(): void {
    const { props } = this.host
    if (props.disabled) return
    if (props.formType) {
      // The button's own tap handlers come before the form's.
      queueMicrotask(() => (this.host.closest('form') as Form | null)?.run(props.formType, this.host as unknown as Host))
    }
    const types = props.openType.split('|').filter(Boolean)
    for (const type of types) this.open(type)
  }

  private open(type: string): void {
    const { page, node, element, dataset, props } = this.host
    if (type === 'share') {
      page.command('share', { from: 'button', node, target: { id: element.id, dataset: { ...dataset } } })
      return
    }
    const action = actions[type]
    if (!action) return
    const params: JsonObject = Object.fromEntries(action.params.map((name) => [name, props[name] as never]))
    if (type === 'agreePrivacyAuthorization') params['buttonId'] = element.id
    void page.call(type, params, true).then((reply) => {
      const event = reply.outcome === 'fail' && action.failure ? action.failure : action.event
      this.host.emit(event, reply.result, { gesture: true })
    }, (error: unknown) => this.host.emit(action.failure ?? action.event, { errMsg: `${type}:fail ${String(error)}` }))
  }
}

defineComponent('button', defaults, Button, css)
