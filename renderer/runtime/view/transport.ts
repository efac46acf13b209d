/** Calls from the shell to the host through `api/<name>`, as `renderer/host/README.md` says. */
import type { Json, JsonObject } from '../shared/chunk'
import type { CallReply } from './component'

/** Base64 characters a single header may carry. */
const PART = 4 * 1024 * 1024

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

export class Transport {
  private uploads = 0
  private calls = 0

  /** `base` is the URL of the current generation; the host may move on to the next. `load` comes from the boot message. */
  constructor(
    public base: string,
    private readonly load: number,
  ) {}

  /** Make a call and return its answer; rejects only when the host itself cannot be reached. */
  async call(name: string, params: JsonObject, page: string, gesture: boolean): Promise<CallReply> {
    const call = { params, sync: false, page, target: 0, gesture, id: --this.calls }
    const response = await this.send(name, JSON.stringify(call))
    // The body of a refused request never ends.
    if (!response.ok) throw new Error(`api/${name} answered ${response.status}`)
    return (await response.json()) as CallReply
  }

  /** Tell the host something; a host that is gone has nobody left to tell. */
  tell(name: string, params: JsonObject): void {
    this.call(name, params, '', false).catch((error: unknown) => {
      console.warn(`the host did not take ${name}: ${String(error)}`)
    })
  }

  private async send(name: string, text: string): Promise<Response> {
    const data = base64(text)
    const url = `${this.base}api/${encodeURIComponent(name)}`
    const headers = { 'x-md-load': String(this.load) }
    if (data.length <= PART) return fetch(url, { headers: { ...headers, 'x-md-call': data } })
    const upload = `shell-${++this.uploads}`
    const count = Math.ceil(data.length / PART)
    for (let index = 0; index < count; index++) {
      const part = data.slice(index * PART, (index + 1) * PART)
      await fetch(`${this.base}api/$part`, { headers: { ...headers, 'x-md-call': part, 'x-md-part': `${upload}/${index}/${count}` } })
    }
    return fetch(url, { headers: { ...headers, 'x-md-upload': upload } })
  }
}

/** A value as JSON: what cannot be cloned or printed becomes null. */
export function asJson(value: unknown): Json {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return null
  return JSON.parse(JSON.stringify(value)) as Json
}
