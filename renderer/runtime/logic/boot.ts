/** Entry of the logic worker: takes the shell's messages to whom they concern. */
import type { ToLogic } from '../shared/messages'
import { returned } from './entered'
import { boot } from './launch'
import { natives } from './natives'
import { onAnswer, onNotify, post } from './shell'
import { changed } from './state'
import { reportError } from './errors'
import { receive } from './receive'
import { underWay } from './under_way'

natives.addEventListener('message', (event) => {
  const message = (event as MessageEvent<ToLogic>).data
  switch (message.type) {
    case 'boot':
      underWay(() => boot(message)).catch((error: unknown) => reportError('internal', error))
      break
    case 'ping':
      returned()
      post({ type: 'pong', id: message.id })
      break
    case 'answer':
      onAnswer(message)
      changed()
      break
    case 'notify':
      onNotify(message.id, message.detail)
      break
    default:
      receive(message)
      changed()
  }
})
