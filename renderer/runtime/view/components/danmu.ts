/** Comments that fly over a video at their time. */
import type { Host } from '../component'

interface Comment {
  readonly text: string
  readonly color: string
  readonly time: number
}

const LANES = 6

export class Danmu {
  private readonly layer: HTMLElement
  private comments: Comment[] = []
  private last = -1
  private lane = 0

  constructor(private readonly host: Host, parent: HTMLElement) {
    this.layer = host.create('div', 'wx-video-danmu', parent)
  }

  enable(on: boolean): void {
    this.layer.style.display = on ? '' : 'none'
  }

  load(list: unknown): void {
    const given = Array.isArray(list) ? (list as Partial<Comment>[]) : []
    this.comments = given.map((item) => ({ text: String(item?.text ?? ''), color: String(item?.color ?? '#fff'), time: Number(item?.time) || 0 }))
  }

  /** Show what is due between the last time told and this one. */
  at(time: number): void {
    if (time < this.last || time - this.last > 2) this.last = time - 0.5
    for (const comment of this.comments) {
      if (comment.time > this.last && comment.time <= time) this.send(comment.text, comment.color)
    }
    this.last = time
  }

  send(text: string, color: string): void {
    const line = this.host.create('p', 'wx-video-comment', this.layer)
    line.textContent = text
    line.style.color = color
    line.style.top = `${(this.lane * 100) / LANES}%`
    this.lane = (this.lane + 1) % LANES
    line.addEventListener('animationend', () => line.remove())
  }
}
