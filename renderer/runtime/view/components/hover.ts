/** The pressed look of view, button and navigator: a class while the finger rests on them. */
import type { Drag, Host, Props } from '../component'
import { authorClasses } from './author'

export type HoverProps = Props & {
  hoverClass: string
  hoverStopPropagation: boolean
  hoverStartTime: number
  hoverStayTime: number
}

/** Whether an element between the finger and the host keeps the pressed look to itself. */
function stoppedInside(host: Host, drag: Drag): boolean {
  for (let node: Element | null = drag.target; node && node !== host.element; node = node.parentElement) {
    if (host.page.componentOf(node)?.host.props['hoverStopPropagation'] === true) return true
  }
  return false
}

/** Give a host its pressed look; `enabled` says whether it has one right now. */
export function hover<P extends HoverProps>(host: Host<P>, enabled: () => boolean = () => true): void {
  let timer = 0
  let shown = ''
  const { window } = host.page
  const clear = () => {
    host.toggleClass(shown, false)
    shown = ''
  }
  host.gesture({
    press(drag) {
      const name = host.props.hoverClass
      if (!name || name === 'none' || !enabled() || stoppedInside(host as unknown as Host, drag)) return
      window.clearTimeout(timer)
      timer = window.setTimeout(() => {
        clear()
        shown = authorClasses(host as unknown as Host, name).join(' ')
        host.toggleClass(shown, true)
      }, host.props.hoverStartTime)
    },
    release() {
      window.clearTimeout(timer)
      if (shown) timer = window.setTimeout(clear, host.props.hoverStayTime)
    },
  })
}
