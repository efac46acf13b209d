/** `<root-portal>`: children that leave the page's flow and lie above it. */
import { Component, defineComponent } from '../component'
import type { Host, Props } from '../component'
import { defaultsOf } from './properties'

type RootPortalProps = Props & { enable: boolean; externalClass: string }

class RootPortal extends Component<RootPortalProps> {
  private readonly content: HTMLElement

  constructor(host: Host<RootPortalProps>) {
    super(host)
    this.content = host.create('div', 'wx-root-portal', host.element)
    host.slot = this.content
  }

  override update(): void {
    this.place()
  }

  override connected(): void {
    this.place()
  }

  override disconnected(): void {
    this.host.element.appendChild(this.content)
  }

  private place(): void {
    const { props, page, element } = this.host
    if (!element.isConnected) return
    const parent = props.enable ? page.portal : element
    if (this.content.parentNode !== parent) parent.appendChild(this.content)
  }
}

defineComponent('root-portal', defaultsOf<RootPortalProps>('root-portal'), RootPortal, 'wx-root-portal, .wx-root-portal { display: contents; }')
