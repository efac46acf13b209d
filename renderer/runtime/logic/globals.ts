/** The names a mini-program finds on its global object. */
import { captureConsole } from './console'
import type { Definition } from './engine'
import { define, hideBrowser } from './natives'
import { requirePlugin } from './plugins'
import { program } from './program'
import { installTimers } from './timers'

/** Hide the browser and put WeChat's names in its place. */
export function installGlobals(wx: unknown): void {
  hideBrowser()
  captureConsole()
  installTimers()
  define('wx', wx)
  define('global', {})
  define('App', (definition: Record<string, unknown> = {}) => program().app.define(definition))
  define('getApp', (options?: { allowDefault?: boolean }) => program().app.get(options))
  define('getCurrentPages', () => program().router.stack.map((page) => page.caller).filter(Boolean))
  define('Page', (definition: Definition = {}) => program().components.register('Page', definition))
  define('Component', (definition: Definition = {}) => program().components.register('Component', definition))
  define('Behavior', (definition: Definition = {}) => program().engine.defineBehavior(definition))
  define('requirePlugin', requirePlugin)
}
