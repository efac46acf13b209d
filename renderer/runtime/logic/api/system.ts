/** Facts of phone, window and library, answered from what the worker knows. */
import table from 'minideck:api-table'
import { capsuleRect } from '../../shared/capsule'
import { device } from '../device'
import { program } from '../program'
import { logged } from './logged'
import { okResult, settle, type Result } from './outcome'
import type { Surface } from './surface'

/** Whether the page in front draws its own navigation bar. */
function customBar(): boolean {
  const page = program().router.top
  const style = page?.entry.window['navigationStyle'] ?? (program().bundle.manifest.app['window'] as Result | undefined)?.['navigationStyle']
  return style === 'custom'
}

function windowInfo(): Result {
  const { screen } = device
  const windowHeight = customBar() ? screen.screenHeight : screen.height
  return {
    pixelRatio: screen.pixelRatio,
    screenWidth: screen.screenWidth,
    screenHeight: screen.screenHeight,
    windowWidth: screen.width,
    windowHeight,
    statusBarHeight: screen.statusBarHeight,
    safeArea: { ...screen.safeArea },
    screenTop: screen.screenHeight - windowHeight,
  }
}

function systemInfo(): Result {
  const { screen, system } = device
  const { libVersion } = program().bundle.manifest
  return {
    ...system,
    SDKVersion: system['SDKVersion'] ?? libVersion,
    platform: system['platform'] ?? screen.platform,
    theme: screen.theme,
    fontSizeSetting: screen.fontSizeSetting,
    ...windowInfo(),
  }
}

/** The documented fields of an API out of all facts. */
function picked(name: string): Result {
  const facts: Result = { ...systemInfo(), host: device.system['host'] ?? { env: 'WeChat' }, enableDebug: false }
  const fields = table.apis[name]?.[6] ?? []
  return Object.fromEntries(fields.filter((field) => field in facts).map((field) => [field, facts[field]]))
}

function menuButton(): Result {
  return { ...capsuleRect(device.screen) }
}

/** An asynchronous form of a synchronous answer. */
function later(name: string, answer: () => Result): unknown {
  return (options?: Result) => {
    const work = Promise.resolve().then(() => okResult(name, logged(name, answer)()))
    return settle(work, options, table.apis[name]?.[1] === 1)
  }
}

function skylineInfo(): Result {
  return { isSupported: false, version: '', reason: 'client not supported' }
}

export const systemApis: Surface = {
  getSystemInfo: later('getSystemInfo', systemInfo),
  getSystemInfoAsync: later('getSystemInfoAsync', systemInfo),
  getSystemInfoSync: logged('getSystemInfoSync', systemInfo),
  getWindowInfo: logged('getWindowInfo', windowInfo),
  getDeviceInfo: logged('getDeviceInfo', () => picked('getDeviceInfo')),
  getAppBaseInfo: logged('getAppBaseInfo', () => picked('getAppBaseInfo')),
  getMenuButtonBoundingClientRect: logged('getMenuButtonBoundingClientRect', menuButton),
  getSkylineInfo: later('getSkylineInfo', skylineInfo),
  getSkylineInfoSync: logged('getSkylineInfoSync', skylineInfo),
  getRendererUserAgent: later('getRendererUserAgent', () => ({ userAgent: `MicroMessenger/${String(device.system['version'] ?? '')} MiniProgramEnv` })),
  getLaunchOptionsSync: logged('getLaunchOptionsSync', () => launchInfo(device.launch)),
  getEnterOptionsSync: logged('getEnterOptionsSync', () => launchInfo(device.enter)),
  getApiCategory: logged('getApiCategory', () => device.enter.apiCategory ?? 'default'),
}

function launchInfo(options: typeof device.launch): Result {
  return { ...options, query: { ...options.query }, referrerInfo: { ...options.referrerInfo }, apiCategory: options.apiCategory ?? 'default' }
}
