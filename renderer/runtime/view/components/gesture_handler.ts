/** Skyline's gesture handlers: they pass their child through and tell its movements. */
import { Component, defineComponent } from '../component'
import type { Drag, Host, Props, Tap } from '../component'
import { defaultsOf } from './properties'

type HandlerProps = Props & { tag: string; simultaneousHandlers: unknown; nativeView: string }

/** GestureState of Skyline. */
const enum State { Possible = 0, Begin = 1, Active = 2, End = 3, Cancelled = 4 }

type Takes = (dx: number, dy: number) => boolean

class DragHandler extends Component<HandlerProps> {
  constructor(host: Host<HandlerProps>) {
    super(host)
    const takes = drags[host.tag] as Takes
    let last: Drag | null = null
    const tell = (state: State, drag: Drag) => {
      const deltaX = last ? drag.x - last.x : 0
      const deltaY = last ? drag.y - last.y : 0
      last = drag
      host.emit('ongesture', {
        state, absoluteX: drag.x, absoluteY: drag.y, deltaX, deltaY, translationX: drag.dx, translationY: drag.dy,
        velocityX: drag.vx * 1000, velocityY: drag.vy * 1000,
      })
    }
    host.gesture({
      press: (drag) => {
        last = drag
        if (host.listens('ongesture')) tell(State.Possible, drag)
      },
      claim: (dx, dy, drag) => {
        if (!host.listens('ongesture') || !takes(dx, dy)) return false
        tell(State.Begin, drag)
        return true
      },
      move: (drag) => tell(State.Active, drag),
      end: (drag, cancelled) => tell(cancelled ? State.Cancelled : State.End, drag),
    })
  }
}

class TapHandler extends Component<HandlerProps> {
  private before = -Infinity

  override tap(tap: Tap): void {
    const now = this.host.page.window.performance.now()
    const second = now - this.before < 300
    this.before = second ? -Infinity : now
    if (this.host.tag === 'double-tap-gesture-handler' && !second) return
    this.host.emit('ongesture', { state: State.Active, absoluteX: tap.x, absoluteY: tap.y }, { gesture: true })
  }
}

class PressHandler extends Component<HandlerProps> {
  override longpress(tap: Tap): void {
    const detail = { absoluteX: tap.x, absoluteY: tap.y, translationX: 0, translationY: 0, velocityX: 0, velocityY: 0 }
    this.host.emit('ongesture', { state: State.Begin, ...detail })
    this.host.emit('ongesture', { state: State.End, ...detail })
  }
}

const drags: { readonly [tag: string]: Takes } = {
  'pan-gesture-handler': () => true,
  'horizontal-drag-gesture-handler': (dx, dy) => Math.abs(dx) >= Math.abs(dy),
  'vertical-drag-gesture-handler': (dx, dy) => Math.abs(dy) >= Math.abs(dx),
  'scale-gesture-handler': () => false,
}

for (const tag of Object.keys(drags)) defineComponent(tag, defaultsOf<HandlerProps>(tag), DragHandler, `wx-${tag} { display: contents; }`)
for (const tag of ['tap-gesture-handler', 'double-tap-gesture-handler']) {
  defineComponent(tag, defaultsOf<HandlerProps>(tag), TapHandler, `wx-${tag} { display: contents; }`)
}
for (const tag of ['long-press-gesture-handler', 'force-press-gesture-handler']) {
  defineComponent(tag, defaultsOf<HandlerProps>(tag), PressHandler, `wx-${tag} { display: contents; }`)
}
