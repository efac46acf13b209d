/** The route APIs, carried out on the page stack. */
import type { ToLogic } from '../../shared/messages'
import { EventChannel } from '../event_channel'
import { reportError } from '../errors'
import { program } from '../program'
import type { Performer } from './carry_out'
import { ApiFailure, type Result } from './outcome'
import { RouteError } from '../router'

type Navigate = Extract<ToLogic, { type: 'navigate' }>

async function route(action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    if (error instanceof RouteError) throw new ApiFailure(error.message)
    throw error
  }
}

async function navigateTo(params: Result): Promise<Result> {
  const [near, far] = EventChannel.pair()
  for (const [name, listener] of Object.entries((params['events'] ?? {}) as Record<string, (...args: unknown[]) => void>)) near.on(name, listener)
  await route(() => program().router.navigateTo(String(params['url'] ?? ''), base(params), far))
  return { eventChannel: near }
}

/** `this.pageRouter` and `this.router` give the page or component relative addresses start at. */
function base(params: Result): string | undefined {
  return params['$base'] as string | undefined
}

export const routePerformers: Readonly<Record<string, Performer>> = {
  navigateTo,
  redirectTo: (params) => route(() => program().router.redirectTo(String(params['url'] ?? ''), base(params))),
  reLaunch: (params) => route(() => program().router.reLaunch(String(params['url'] ?? ''), base(params))),
  switchTab: (params) => route(() => program().router.switchTab(String(params['url'] ?? ''), base(params))),
  navigateBack: (params) => route(() => program().router.navigateBack(params['delta'] === undefined ? 1 : Number(params['delta']))),
}

/** The IDE or a navigator component goes somewhere. */
export function navigate(message: Navigate): void {
  const { router } = program()
  const ways: Record<Navigate['action'], () => Promise<void>> = {
    navigateTo: () => router.navigateTo(message.url),
    redirectTo: () => router.redirectTo(message.url),
    reLaunch: () => router.reLaunch(message.url),
    switchTab: () => router.switchTab(message.url),
    navigateBack: () => router.navigateBack(message.delta),
  }
  ways[message.action]().catch((error: unknown) => {
    if (error instanceof RouteError) reportError('script', new Error(`${message.action}:fail ${error.message}`))
    else reportError('internal', error)
  })
}
