/** Carries the messages of `protocol.ts` over Qt's web channel. */
import type { Post, ToEditor } from './protocol'

interface Bridge {
  readonly message: { connect(receive: (text: string) => void): void }
  post(text: string): void
}

declare const qt: { readonly webChannelTransport: unknown }
declare class QWebChannel {
  constructor(transport: unknown, opened: (channel: { objects: { bridge: Bridge } }) => void)
}

/** Connects to the window; `receive` gets every message, the promise gives the way back. */
export function connect(receive: (message: ToEditor) => void): Promise<Post> {
  return new Promise((resolve) => {
    new QWebChannel(qt.webChannelTransport, ({ objects: { bridge } }) => {
      bridge.message.connect((text) => receive(JSON.parse(text) as ToEditor))
      resolve((message) => bridge.post(JSON.stringify(message)))
    })
  })
}
