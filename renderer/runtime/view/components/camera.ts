/** `<camera>`: shows what the device's camera sees, and tells the codes it reads. */
import { Component, defineComponent } from '../component'
import type { CallReply, Host, Props } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { defaultsOf } from './properties'

type CameraProps = Props & { mode: string; resolution: string; devicePosition: string; flash: string; frameSize: string }

let numbers = 0
/** The cameras on all pages, by the number the device knows them by. */
const inserted = new Map<number, Camera>()

/** Hand what the device's camera sees to the component it is meant for. */
export function showLens(detail: JsonObject): void {
  inserted.get(Number(detail['number']))?.see(detail)
}

class Camera extends Component<CameraProps> {
  private readonly label: HTMLElement
  private readonly picture: HTMLImageElement
  private readonly number = ++numbers

  constructor(host: Host<CameraProps>) {
    super(host)
    const box = host.create('div', 'wx-camera-box', host.element)
    this.picture = host.create('img', 'wx-camera-picture', box)
    this.picture.alt = ''
    host.create('div', 'wx-camera-frame', box)
    this.label = host.create('div', 'wx-camera-label', box)
    host.slot = host.create('div', 'wx-camera-slot', host.element)
    this.show()
  }

  override update(name: string): void {
    this.show()
    if (inserted.has(this.number) && (name === 'mode' || name === 'devicePosition')) void this.tell('updateCamera')
  }

  override connected(): void {
    inserted.set(this.number, this)
    void this.insert()
  }

  override disconnected(): void {
    inserted.delete(this.number)
    void this.tell('removeCamera')
    this.host.emit('stop', {})
  }

  /** What the device tells: `src` the picture, `scan` a code it has just come to see, `stopped` that it rests. */
  see(detail: JsonObject): void {
    if (typeof detail['src'] === 'string') this.picture.src = detail['src']
    if (detail['scan']) this.host.emit('scancode', detail['scan'] as JsonObject)
    if (detail['stopped']) this.host.emit('stop', {})
  }

  private async insert(): Promise<void> {
    const { outcome, result } = await this.tell('insertCamera')
    if (!inserted.has(this.number)) return
    if (outcome === 'fail') {
      this.host.emit('error', result)
      return
    }
    this.host.emit('initdone', { maxZoom: result['maxZoom'] ?? 1 })
    this.see(result)
  }

  private tell(name: string): Promise<CallReply> {
    const { devicePosition, mode, frameSize } = this.host.props
    return this.host.page.call(name, { number: this.number, pageId: this.host.page.id, devicePosition, mode, frameSize })
  }

  override async method(name: string, args: Json): Promise<Json> {
    const params = (args && typeof args === 'object' && !Array.isArray(args) ? args : {}) as JsonObject
    const reply = await this.host.page.call(`CameraContext.${name}`, { ...params, devicePosition: this.host.props.devicePosition })
    // A failure is known by its own message, which does not always bear the method's name.
    return reply.result
  }

  override command(name: string, args: JsonObject): void {
    void this.method(name, args).catch((error: unknown) => this.host.emit('error', { errMsg: String(error) }))
  }

  private show(): void {
    const { props } = this.host
    const side = props.devicePosition === 'front' ? '前置' : '后置'
    this.label.textContent = props.mode === 'scanCode' ? `${side}摄像头 · 扫码` : `${side}摄像头`
    this.host.element.toggleAttribute('wx-scan', props.mode === 'scanCode')
  }
}

const css = `
wx-camera { display: block; position: relative; width: 100%; height: 300px; overflow: hidden; background: #000; }
.wx-camera-box { position: absolute; inset: 0; overflow: hidden; background: radial-gradient(circle at 50% 42%, #4a5058, #17191c 75%); }
.wx-camera-picture { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
.wx-camera-picture:not([src]) { display: none; }
.wx-camera-frame { position: absolute; top: 50%; left: 50%; width: 96px; height: 96px; transform: translate(-50%, -50%); background: linear-gradient(#fff, #fff) 0 0 / 20px 2px, linear-gradient(#fff, #fff) 0 0 / 2px 20px, linear-gradient(#fff, #fff) 100% 0 / 20px 2px, linear-gradient(#fff, #fff) 100% 0 / 2px 20px, linear-gradient(#fff, #fff) 0 100% / 20px 2px, linear-gradient(#fff, #fff) 0 100% / 2px 20px, linear-gradient(#fff, #fff) 100% 100% / 20px 2px, linear-gradient(#fff, #fff) 100% 100% / 2px 20px; background-repeat: no-repeat; opacity: .6; }
wx-camera[wx-scan] .wx-camera-frame { width: 60%; height: auto; aspect-ratio: 1; }
.wx-camera-label { position: absolute; left: 0; right: 0; bottom: 10px; text-align: center; font-size: 12px; line-height: 1.4; color: rgba(255, 255, 255, .6); }
.wx-camera-slot { position: absolute; inset: 0; pointer-events: none; }
.wx-camera-slot > * { pointer-events: auto; }
.wx-camera-slot:empty { display: none; }
`
defineComponent('camera', defaultsOf<CameraProps>('camera'), Camera, css)
