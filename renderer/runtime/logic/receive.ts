/** Messages of the shell to the running app. */
import type { JsonObject } from '../shared/chunk'
import type { ToLogic } from '../shared/messages'
import { tell, waitForPerson } from './api/call'
import { learn, eventKey } from './api/objects'
import { learnRuled } from './api/ruled'
import { forgetStorage } from './api/storage'
import { setTime } from './app_clock'
import { device } from './device'
import { changeModel, dispatch, pageEvent } from './events'
import { reportError } from './errors'
import { inspect } from './inspect'
import { emit } from './listeners'
import { command } from './shell'
import { program, running } from './program'
import { changeScreen } from './screen'
import { navigate } from './api/routes'
import { update } from './update'
import { withBuffers } from './wire'
import { formatQuery } from './url'

type Running = Exclude<ToLogic, { type: 'boot' | 'ping' | 'answer' | 'notify' }>

/** Handle a message; what concerns a page that is gone is dropped. */
export function receive(message: Running): void {
  if (!running()) return
  const { router } = program()
  switch (message.type) {
    case 'event': {
      const page = router.page(message.page)
      if (page) dispatch(page, message)
      break
    }
    case 'model': {
      const page = router.page(message.page)
      if (page) changeModel(page, message.node, message.name, message.value)
      break
    }
    case 'flushed':
      router.page(message.page)?.backend.flushed(message.flush)
      break
    case 'page-event': {
      const page = router.page(message.page)
      if (page) pageEvent(page, message)
      break
    }
    case 'device-event':
      deviceEvent(message.name, withBuffers(message.detail) as Record<string, unknown>)
      break
    case 'app-event':
      appEvent(message)
      break
    case 'update':
      update(message)
      break
    case 'screen':
      device.system = message.system
      changeScreen(message.screen)
      break
    case 'navigate':
      navigate(message)
      break
    case 'time':
      setTime(message)
      break
    case 'inspect':
      inspect(message)
      break
  }
}

function deviceEvent(name: string, detail: Record<string, unknown>): void {
  if (name === '$storage') forgetStorage()
  if (name === '$ruled') learnRuled(detail['names'])
  if (name === '$lens') command(0, 'lens', detail as JsonObject)
  if (name === '$leave') leave(Number(detail['reason']))
  if (name === '$enter') enter(detail as JsonObject)
  if (name === '$waiting') waitForPerson(Number(detail['id']), detail['waiting'] === true)
  const [family, id, event] = name.split(':')
  if (family && id && event) {
    learn(`${family}:${id}`, detail)
    if (event !== '$state') emit(eventKey(family, id, event), detail)
    return
  }
  if (name === 'onNeedPrivacyAuthorization') emit(name, decidePrivacy, detail)
  else emit(name, detail)
}

/** What an app's own privacy dialog calls when the person decided. */
function decidePrivacy(decision: { event?: string; buttonId?: string }): void {
  tell('$privacy', decision ?? {})
}

function appEvent(message: Extract<ToLogic, { type: 'app-event' }>): void {
  const { app, router } = program()
  switch (message.name) {
    case 'show':
      comeBack(message.detail)
      break
    case 'hide':
      router.top?.hide()
      app.hide()
      break
    case 'theme':
      changeScreen({ ...device.screen, theme: message.detail['theme'] === 'dark' ? 'dark' : 'light' })
      break
    case 'memory-warning':
      emit('onMemoryWarning', { level: 10, ...message.detail })
      break
  }
}

/** The person goes elsewhere on the phone. */
function leave(reason: number): void {
  const { app, router } = program()
  router.top?.hide()
  app.hide(reason)
}

/** The person comes in by another way than before: what that one told no longer holds. */
function enter(detail: JsonObject): void {
  const { path, query } = device.enter
  const before = device.enter.apiCategory ?? 'default'
  device.enter = { path, query, scene: 1001, referrerInfo: {} }
  const apiCategory = typeof detail['apiCategory'] === 'string' ? detail['apiCategory'] : 'default'
  if (apiCategory !== before) emit('onApiCategoryChange', { apiCategory })
  comeBack(detail)
}

/** To the front again, as it was or on the page that the detail names. */
function comeBack(detail: JsonObject): void {
  const { app, router } = program()
  device.enter = { ...device.enter, ...detail }
  const { path, query } = device.enter
  app.show(device.enter)
  if (typeof detail['path'] !== 'string') router.top?.show()
  else {
    const search = formatQuery(query)
    router.reLaunch(`/${path}${search ? `?${search}` : ''}`).catch((error: unknown) => reportError('script', error))
  }
}
