/** The app itself: `App()`, `getApp()` and the app's lifecycle. */
import type { LaunchOptions } from '../shared/messages'
import { entering } from './entered'
import { errorText, reportError } from './errors'
import { emit } from './listeners'
import { timed } from './measures'
import { program } from './program'
import { isIgnoredRefusal } from './api/outcome'

type Instance = Record<string, unknown>

const APP_MODULES = ['app.js', 'app.ts']

const HOOKS: Readonly<Record<string, string>> = {
  onShow: 'onAppShow', onHide: 'onAppHide', onError: 'onError', onPageNotFound: 'onPageNotFound',
  onUnhandledRejection: 'onUnhandledRejection', onThemeChange: 'onThemeChange',
}

export class App {
  private instance: Instance | undefined
  private fallback: Instance | undefined
  private failing = false
  shown = false

  /** `App({...})`: the definition becomes the instance. */
  define(definition: Instance): void {
    this.instance = this.fallback ? Object.assign(definition, { ...this.fallback, ...definition }) : definition
  }

  get(options?: { allowDefault?: boolean }): Instance | undefined {
    if (this.instance || !options?.allowDefault) return this.instance
    this.fallback ??= {}
    return this.fallback
  }

  /** An app without `App()` still runs. */
  launch(options: LaunchOptions): void {
    this.instance ??= this.fallback ?? {}
    this.call('onLaunch', { ...options })
  }

  show(options: LaunchOptions): void {
    if (this.shown) return
    this.shown = true
    this.call('onShow', { ...options })
  }

  /** `reason` says where the person went, where that is known. */
  hide(reason?: number): void {
    if (!this.shown) return
    this.shown = false
    this.call('onHide', ...(reason === undefined ? [] : [{ reason }]))
  }

  /** Call a method of the app and the `wx.on…` listeners that go with it. */
  call(name: string, ...args: unknown[]): boolean {
    const method = this.instance?.[name]
    let handled = typeof method === 'function'
    if (typeof method === 'function') {
      const script = APP_MODULES.find((path) => program().bundle.modules.has(path)) ?? null
      entering(name, script)
      try {
        timed(name, script ?? '', () => method.apply(this.instance, args) as unknown)
      } catch (error) {
        this.failed(error)
      }
    }
    const event = HOOKS[name]
    if (event && emit(event, ...args)) handled = true
    return handled
  }

  /** An error nobody caught in app code. */
  failed(error: unknown, page?: string): void {
    reportError('script', error, '', page)
    // `onError` that fails itself must not be called for its own failure.
    if (this.failing) return
    this.failing = true
    this.call('onError', errorText(error))
    this.failing = false
  }

  rejected(reason: unknown, promise: Promise<unknown>): void {
    if (isIgnoredRefusal(promise, reason)) reportError('notice', reason, 'nobody looks at the result')
    else reportError('rejection', reason, reason instanceof Error ? '' : 'Unhandled promise rejection')
    this.call('onUnhandledRejection', { reason, promise })
  }

}
