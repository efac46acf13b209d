/** Starts the app: bundle, engine, globals, app.js, first page. */
import type { ToLogic } from '../shared/messages'
import { measured } from './api/performance'
import { makeWx } from './api/wx'
import { tell } from './api/call'
import { forgetStorage } from './api/storage'
import { forgetObjects } from './api/surface'
import { stopThreads } from './api/threads'
import { App } from './app'
import { tellErrors } from './automation/events'
import { restoreAll } from './automation/mocks'
import { setTime } from './app_clock'
import { Bundle } from './bundle'
import { Components } from './components'
import { device } from './device'
import { Engine } from './engine'
import { routeEngineErrors } from './engine_errors'
import { reportError, useSources } from './errors'
import { installGlobals } from './globals'
import { forgetListeners, watchListeners } from './listeners'
import { completeInstances } from './instances'
import { measure, timed } from './measures'
import { Modules } from './modules'
import { natives } from './natives'
import { pageOf } from './page'
import { keepSurface } from './plugin_surface'
import { run, program, type Program } from './program'
import { Router } from './router'
import { seededRandom } from './seeded_random'
import { post } from './shell'
import { clearTimers } from './timers'
import { underWay } from './under_way'
import { formatQuery } from './url'

type Boot = Extract<ToLogic, { type: 'boot' }>

/** Start the app of a boot message; resolves when its first page is opened. */
export async function boot(message: Boot): Promise<void> {
  device.load = message.load
  device.screen = message.screen
  device.system = message.system
  device.launch = message.launch
  device.enter = message.launch
  const bundle = new Bundle(message.base)
  run(create(bundle))
  routeEngineErrors()
  completeInstances()
  useSources(
    { mapped: (path) => program().bundle.modules.get(path)?.mapped ?? false, map: (path) => program().bundle.sourceMap(path) },
    () => program().router.top?.route ?? '',
  )
  watchListeners((name, on) => {
    if (!name.includes(':')) tell('$listen', { name, on })
  })
  listenForRejections()
  const wx = makeWx()
  keepSurface(wx)
  installGlobals(wx)
  tellErrors()
  if (message.time) setTime(message.time)
  if (message.seed !== undefined) Math.random = seededRandom(message.seed)
  measure(message.audit === true)
  await start(message.launch.path, message.launch.query)
}

function create(bundle: Bundle): Program {
  const engine = new Engine((component) => pageOf(component)?.attached(component))
  const modules = new Modules(bundle)
  return { bundle, engine, modules, components: new Components(bundle, engine, modules), router: new Router(), app: new App() }
}

/** Load the app's code, run it and open the given page, or the entry page for ''. */
async function start(path: string, query: Readonly<Record<string, string>>): Promise<void> {
  const { bundle, modules, app, router } = program()
  await Promise.all([bundle.open(), bundle.chunk('app')])
  const { manifest } = bundle
  if (manifest.customTabBar) await bundle.chunk(`component/${manifest.customTabBar}`).catch((error: unknown) => reportError('internal', error))
  const route = path.replace(/^\//, '') || manifest.entryPage
  device.launch = device.enter = { ...device.launch, path: route }
  const script = ['app.js', 'app.ts'].find((name) => modules.has(name))
  if (script) {
    const began = natives.performance.now()
    try {
      timed('evaluate', script, () => modules.load(script))
    } catch (error) {
      reportError('script', error)
    }
    measured('script', 'evaluateScript', began, { moduleName: '__APP__' })
  }
  app.launch(device.launch)
  app.show(device.launch)
  const search = formatQuery(query)
  await router.launch(`/${route}${search ? `?${search}` : ''}`)
  post({ type: 'launched' })
}

/** Start the app again once the code that asks for it has ended. */
export function restart(urls: readonly string[]): void {
  underWay(async () => {
    await new Promise<void>((resolve) => natives.setTimeout(resolve, 0))
    await relaunch(program().bundle.base, urls)
  }).catch((error: unknown) => reportError('internal', error))
}

/** Start the app again, with the pages that were open on top of a fresh app. */
export async function relaunch(base: string, urls: readonly string[]): Promise<void> {
  const before = program()
  before.router.unloadAll()
  clearTimers()
  stopThreads()
  forgetListeners()
  forgetObjects()
  forgetStorage()
  restoreAll()
  const bundle = new Bundle(base)
  run(create(bundle))
  const [first = '', ...rest] = urls
  const [path = '', search = ''] = first.split('?')
  await bundle.open()
  const known = (url: string): boolean => bundle.isPage(url.split('?')[0]!)
  await start(known(first) ? path : '', Object.fromEntries(new URLSearchParams(search)))
  await program().router.restore(rest.filter(known))
}

function listenForRejections(): void {
  natives.addEventListener('unhandledrejection', (event) => {
    const { reason, promise } = event as PromiseRejectionEvent
    event.preventDefault()
    program().app.rejected(reason, promise)
  })
  natives.addEventListener('error', (event) => {
    const { error, message } = event as ErrorEvent
    event.preventDefault()
    program().app.failed((error as unknown) ?? new Error(message))
  })
}
