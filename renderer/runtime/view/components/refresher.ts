/** Pull to refresh inside a scroll-view: pulling, threshold, refreshing, restore and abort. */
import type { Drag, Host, Props } from '../component'
import { numeric } from './author'
import { easings, Motion } from './motion'

export type RefresherProps = Props & {
  scrollX: boolean
  refresherEnabled: boolean
  refresherThreshold: number
  refresherDefaultStyle: string
  refresherBackground: string
  refresherTriggered: boolean
}

/** RefreshStatus of the reference. */
const enum Status { Idle = 0, CanRefresh = 1, Refreshing = 2, Completed = 3 }

/** How far the content follows the finger, and how far at most. */
const RESISTANCE = 0.55
const FARTHEST = 260
/** Where the author's own refresher is. */
const HANGING = { position: 'absolute', left: '0', right: '0', bottom: '100%' } as const

export class Refresher {
  private readonly box: HTMLElement
  private readonly motion: Motion
  private dy = 0
  private refreshing = false
  private status: Status = Status.Idle

  constructor(
    private readonly host: Host<RefresherProps>,
    outer: HTMLElement,
    private readonly area: HTMLElement,
  ) {
    this.box = host.create('div', 'wx-refresher')
    outer.insertBefore(this.box, area)
    for (let index = 0; index < 3; index += 1) host.create('i', 'wx-refresher-dot', this.box)
    this.motion = new Motion(host.page.window)
  }

  /** Take downward movements at the top of the content. */
  listen(): void {
    let from = 0
    this.host.gesture({
      claim: (dx, dy) => {
        const { props } = this.host
        if (!props.refresherEnabled || this.area.scrollTop > 0 || dy <= 0 || Math.abs(dx) > dy) return false
        from = this.dy
        this.motion.stop()
        return true
      },
      move: (drag: Drag) => this.pull(Math.max(0, from + drag.dy * RESISTANCE)),
      end: () => this.released(),
    })
  }

  update(name: string): void {
    const { props } = this.host
    this.box.style.backgroundColor = props.refresherBackground
    this.area.style.backgroundColor = ''
    this.box.setAttribute('wx-look', props.refresherDefaultStyle)
    if (name !== 'refresherTriggered') return
    if (props.refresherTriggered && !this.refreshing) this.open()
    else if (!props.refresherTriggered && this.refreshing) this.restore()
  }

  /** A child in the slot `refresher` hangs above the content and comes down with it. */
  settled(): void {
    for (const child of this.host.slot.children) {
      const own = this.host.page.hostOf(child)
      if (own?.attribute('slot') !== 'refresher') continue
      for (const [property, value] of Object.entries(HANGING)) own.style(property, value)
    }
  }

  open(): void {
    this.refreshing = true
    this.slide(this.threshold, () => undefined)
    this.tell(Status.Refreshing)
    this.host.emit('refresherrefresh', { dy: this.threshold })
  }

  close(): void {
    if (!this.refreshing) return
    this.host.setModel('refresherTriggered', false)
    this.restore()
  }

  private get threshold(): number {
    return numeric(this.host.props.refresherThreshold, 45)
  }

  private pull(dy: number): void {
    this.show(Math.min(FARTHEST, dy))
    this.host.emit('refresherpulling', { dy: this.dy })
    if (!this.refreshing) this.tell(this.dy >= this.threshold ? Status.CanRefresh : Status.Idle)
  }

  private released(): void {
    if (this.refreshing) {
      this.slide(this.threshold, () => undefined)
    } else if (this.dy >= this.threshold) {
      this.open()
      this.host.setModel('refresherTriggered', true)
    } else {
      const dy = this.dy
      this.slide(0, () => this.host.emit('refresherabort', { dy }))
    }
  }

  private restore(): void {
    this.refreshing = false
    const dy = this.dy
    this.tell(Status.Completed)
    this.slide(0, () => {
      this.host.emit('refresherrestore', { dy })
      this.tell(Status.Idle)
    })
  }

  private tell(status: Status): void {
    if (status === this.status) return
    this.status = status
    this.host.emit('refresherstatuschange', { status, dy: this.dy })
  }

  private slide(to: number, done: () => void): void {
    this.motion.run(this.dy, to, 300, easings['easeOutCubic'] as (t: number) => number, (value) => this.show(value), done)
  }

  private show(dy: number): void {
    this.dy = dy
    this.box.style.height = `${dy}px`
    this.box.toggleAttribute('wx-open', dy > 0)
    this.box.toggleAttribute('wx-running', this.refreshing)
    this.area.style.transform = dy > 0 ? `translateY(${dy}px)` : ''
    this.area.style.overflow = dy > 0 ? 'visible' : ''
  }
}
