/** `<navigator>`: a tap goes to another page or mini-program. */
import { Component, defineComponent } from '../component'
import type { Host, NavigateAction, Tap } from '../component'
import type { JsonObject } from '../../shared/chunk'
import { numeric } from './author'
import { hover } from './hover'
import type { HoverProps } from './hover'
import { defaultsOf } from './properties'

type NavigatorProps = HoverProps & {
  target: string
  url: string
  openType: string
  delta: number
  appId: string
  path: string
  extraData: unknown
  version: string
  shortLink: string
}

const routes: { readonly [openType: string]: NavigateAction } = {
  navigate: 'navigateTo', redirect: 'redirectTo', redirectTo: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch', navigateBack: 'navigateBack',
}

class Navigator extends Component<NavigatorProps> {
  constructor(host: Host<NavigatorProps>) {
    super(host)
    hover(host)
  }

  override tap(tap: Tap): void {
    if (tap.handled) return
    tap.handled = true
    const { props, page } = this.host
    const openType = props.openType || 'navigate'
    if (props.target === 'miniProgram') {
      if (openType === 'exit') this.ask('exitMiniProgram', {})
      else if (openType === 'navigateBack') this.ask('navigateBackMiniProgram', { extraData: (props.extraData ?? {}) as JsonObject })
      else this.leave()
      return
    }
    const action = routes[openType]
    if (!action) {
      page.report('script', `navigator: open-type "${openType}" is not known`)
      return
    }
    if (action !== 'navigateBack' && !props.url) {
      page.report('script', 'navigator: should have url attribute when using navigateTo, redirectTo, reLaunch or switchTab')
      return
    }
    page.navigate(action, props.url, Math.max(1, numeric(props.delta, 1)))
  }

  private leave(): void {
    const { props } = this.host
    this.ask('navigateToMiniProgram', {
      appId: props.appId, path: props.path, envVersion: props.version, shortLink: props.shortLink, extraData: (props.extraData ?? {}) as JsonObject,
    })
  }

  private ask(name: string, params: JsonObject): void {
    void this.host.page.call(name, params, true).then((reply) => {
      this.host.emit(reply.outcome === 'fail' ? 'fail' : 'success', reply.result)
      this.host.emit('complete', reply.result)
    }, (error: unknown) => {
      this.host.emit('fail', { errMsg: `${name}:fail ${String(error)}` })
      this.host.emit('complete', { errMsg: `${name}:fail ${String(error)}` })
    })
  }
}

const css = `
wx-navigator { display: block; height: auto; width: auto; }
.navigator-hover { background-color: rgba(0, 0, 0, .1); opacity: .7; }
`
defineComponent('navigator', defaultsOf<NavigatorProps>('navigator'), Navigator, css)
