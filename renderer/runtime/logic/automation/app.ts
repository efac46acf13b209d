/** `App.*` of the automation protocol: the page stack, the app's functions and its `wx`. */
import type { JsonObject } from '../../shared/chunk'
import { program } from '../program'
import type { Method } from './answer'
import { describePage } from './elements'
import { addBinding, enableLog, removeBinding } from './events'
import { argumentsOf, functionOf } from './functions'
import { mockWxMethod } from './mocks'
import { Refusal } from './refusal'
import { callWxMethod } from './wx_calls'

export const appMethods: Readonly<Record<string, Method>> = {
  'App.getPageStack': async () => {
    await program().router.shown()
    return { pageStack: program().router.stack.map(describePage) }
  },
  'App.getCurrentPage': async () => {
    const page = await program().router.shown()
    if (!page) throw new Refusal('no page is open')
    return describePage(page)
  },
  'App.callFunction': async ({ functionDeclaration, args }) => {
    const result: unknown = await functionOf(functionDeclaration)(...argumentsOf(args))
    return { result } as unknown as JsonObject
  },
  'App.callWxMethod': callWxMethod,
  'App.mockWxMethod': mockWxMethod,
  'App.addBinding': addBinding,
  'App.removeBinding': removeBinding,
  'App.enableLog': () => enableLog(true),
  'App.disableLog': () => enableLog(false),
}
