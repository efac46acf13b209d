/** The phone's document: pumps messages between the worker, the pages, the chrome and the host. */
import type { Json, JsonObject, Manifest } from '../shared/chunk'
import type { PageId, Question, Report, Screen, ToLogic, ToShell } from '../shared/messages'
import { measureRendering } from './audit'
import { Chrome } from './chrome/chrome'
import { command } from './commands'
import type { CallReply, Host, Sheet } from './component'
import { completed, type BootConfig, type BootMessage, type ShellSettings } from './config'
import { addIconFonts, iconFontsLoaded } from './icon_fonts'
import { Inspector } from './inspect'
import { addKnownFonts } from './media'
import { atRest } from './motion'
import { Page, type PageOpen, type Phone } from './page'
import { PageStack } from './page_stack'
import type { Pull } from './pulled_page'
import { Places } from './places'
import { answer } from './queries'
import { resolve, type Theme } from './theme'
import { Transport } from './transport'
import { Witness } from './witness'

/** After this time without content an erroneous page counts as white. */
const WHITE_MS = 400

type Ask = Extract<ToShell, { type: 'ask' }>

export class Shell implements Phone {
  readonly config: BootConfig
  screen: Screen
  manifest: Manifest | null
  readonly chrome: Chrome
  readonly stack: PageStack
  private readonly places = new Places()
  private readonly inspector: Inspector
  private readonly transport: Transport
  private readonly worker: Worker
  /** Messages of the worker that wait for the manifest. */
  private waiting: ToShell[] | null = []
  /** The hook that was entered last, until the worker proves that it returned. */
  private running: Extract<ToShell, { type: 'entered' }> | null = null
  /** Errors after which it has still to be seen whether the page stays white. */
  private doubts = 0
  private painted = false
  private witness: Witness | null = null
  /** Whether the host keeps the app's time. */
  timeKept: boolean
  private readonly rawSettings = new Map<PageId, JsonObject>()

  constructor(
    readonly document: Document,
    boot: BootMessage & Partial<ShellSettings>,
  ) {
    this.config = completed(boot)
    this.screen = this.config.screen
    this.manifest = this.config.manifest
    this.timeKept = typeof this.config.time?.speed === 'number'
    this.transport = new Transport(this.config.base, this.config.load)
    this.chrome = new Chrome(this)
    this.stack = new PageStack(this)
    this.inspector = new Inspector(document, this.stack, (id, value) => this.transport.tell('$inspection', { id, value }))
    this.worker = new Worker(this.config.logic)
    this.worker.onmessage = (event: MessageEvent<ToShell>) => this.take(event.data)
    this.worker.onerror = (event) => this.workerFailed(event)
    this.worker.onmessageerror = () => this.internal('a message of the worker cannot be read')
    this.post(bootOnly(this.config))
    this.setWitness(this.config.witness)
    void this.ready()
  }

  get base(): string {
    return this.config.base
  }

  get theme(): Theme {
    return this.screen.theme
  }

  /** Where the app's time stands still between two moments, what moves would never be in the same place twice. */
  get animate(): boolean {
    return this.config.animate && !this.timeKept && !matchMedia('(prefers-reduced-motion: reduce)').matches
  }

  get fontStyles(): string {
    return this.config.fonts
  }

  /** Get the manifest, then work off what the worker has said meanwhile. */
  private async ready(): Promise<void> {
    try {
      this.manifest ??= await this.fetchManifest()
    } catch (error) {
      this.internal(`the manifest cannot be read: ${String(error)}`)
      return
    }
    this.chrome.manifestChanged()
    const messages = this.waiting ?? []
    this.waiting = null
    for (const message of messages) this.handle(message)
  }

  private async fetchManifest(): Promise<Manifest> {
    const response = await fetch(`${this.base}manifest.json`)
    if (!response.ok) throw new Error(`it is not there (${response.status})`)
    return (await response.json()) as Manifest
  }

  private take(message: ToShell): void {
    if (this.waiting) this.waiting.push(message)
    else this.handle(message)
  }

  private handle(message: ToShell): void {
    try {
      this.dispatch(message)
    } catch (error) {
      this.internal(`${message.type}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }

  private dispatch(message: ToShell): void {
    switch (message.type) {
      case 'page-open':
        this.openPage(message)
        break
      case 'page-close':
        this.rawSettings.delete(message.page)
        this.stack.close(message.page, message.transition)
        break
      case 'page-show':
        this.stack.show(message.page, message.transition, message.stackDepth)
        this.restore(message.page)
        break
      case 'style':
        this.style(message.page, message.key, message.slot, message.css)
        break
      case 'ops':
        this.applyOps(message)
        this.post({ type: 'flushed', page: message.page, flush: message.flush })
        break
      case 'ask':
        void this.ask(message)
        break
      case 'command':
        command(this, this.stack.get(message.page) ?? null, message.command.name, message.command.args)
        break
      case 'report':
        this.report(message.report)
        break
      case 'launched':
        this.transport.tell('$launched', {})
        break
      case 'updated':
        this.places.forget()
        this.transport.tell('$updated', { base: message.base })
        break
      case 'entered':
        this.running = message
        break
      case 'pong':
        this.running = null
        this.transport.tell('$pong', { id: message.id })
        break
      case 'inspection':
        this.transport.tell('$inspection', { id: message.id, value: message.value })
        break
      case 'automation':
        this.transport.tell('$automation', { name: message.name, params: message.params })
        break
    }
  }

  private applyOps({ page: id, ops }: Extract<ToShell, { type: 'ops' }>): void {
    const page = this.stack.get(id)
    if (!page) return
    if (this.config.audit) measureRendering(page, () => page.apply(ops))
    else page.apply(ops)
    this.places.restore(page)
    if (this.chrome.errorShown && !page.blank) this.chrome.clearError(page)
    if (!this.painted && !page.blank) this.tellPainted()
  }

  /** Tell the host that there is something to see, once a frame holds it. */
  private tellPainted(): void {
    this.painted = true
    requestAnimationFrame(() => requestAnimationFrame(() => this.tellChrome('painted')))
  }

  private openPage(open: PageOpen): void {
    this.rawSettings.set(open.page, open.window)
    const page = new Page(open, this.themed(open.window), this, this.chrome.pages)
    addKnownFonts(page)
    const style = this.manifest?.app['style']
    if (typeof style === 'string') page.document.documentElement.setAttribute('wx-style', style)
    this.witness?.follow(page.document)
    this.stack.open(page, open.transition, open.stackDepth, { behind: open.behind === true })
  }

  private restore(id: PageId): void {
    const page = this.stack.get(id)
    if (page) this.places.restore(page)
  }

  /** Settings with the variables of theme.json filled in. */
  themed<T extends Json>(value: T): T {
    return this.manifest ? resolve(value, this.manifest, this.theme) : value
  }

  skylineOptions(settings: JsonObject): JsonObject {
    const of = (owner: JsonObject | undefined): JsonObject => ((owner?.['rendererOptions'] as JsonObject | undefined)?.['skyline'] ?? {}) as JsonObject
    return { ...of(this.manifest?.app), ...of(settings) }
  }

  private async ask(message: Ask): Promise<void> {
    try {
      const result = await this.answer(message.id, message.page, message.question)
      const reply: ToLogic = { type: 'answer', id: message.id, result: result.result }
      if (result.transfer) this.post({ ...reply, transfer: result.transfer }, [result.transfer])
      else this.post(reply)
    } catch (error) {
      this.post({ type: 'answer', id: message.id, result: null, error: error instanceof Error ? error.message : String(error) })
    }
  }

  private async answer(id: number, pageId: PageId, question: Question): Promise<{ result: Json; transfer?: Transferable }> {
    if (question.kind === 'sheet') {
      const result = await this.chrome.sheets.open(question.name, question.params, pageId).done
      if (result['cancelled'] === true) throw new Error('cancel')
      return { result }
    }
    const page = this.stack.get(pageId) ?? this.stack.top
    if (!page) throw new Error('the page is gone')
    return answer(page, id, question)
  }

  /** A message of the host. */
  receive(message: ToLogic): void {
    if (message.type === 'inspect' && this.inspector.answers(message)) return
    if (message.type === 'time') this.timeKept = message.speed !== null
    if (message.type === 'chrome') {
      this.chrome.order(message.name, message.detail)
      return
    }
    if (message.type === 'screen') {
      // First: who hears of the resize asks for the new sizes.
      this.post(message)
      this.changeScreen(message.screen)
      return
    }
    if (message.type === 'app-event' && (message.name === 'hide' || message.name === 'show')) this.chrome.home.follow(message.name)
    if (message.type === 'app-event' && message.name === 'theme') {
      const theme = message.detail['theme']
      if (theme === 'light' || theme === 'dark') this.changeScreen({ ...this.screen, theme })
    }
    if (message.type === 'update') this.updated(message.kind, message.base)
    this.post(message)
  }

  private changeScreen(screen: Screen): void {
    const before = this.screen
    const themeChanged = screen.theme !== before.theme
    this.screen = screen
    this.chrome.screenChanged()
    for (const page of this.stack.all) {
      page.frame.setFontSize(screen.fontSizeSetting)
      if (themeChanged) this.applySettings(page, this.themed(this.rawSettings.get(page.id) ?? {}))
      if (themeChanged) page.frame.setTheme(screen.theme)
    }
    this.stack.layout()
    if (screen.screenWidth === before.screenWidth && screen.screenHeight === before.screenHeight) return
    for (const page of this.stack.all) this.chrome.keyboard.forget(page)
    this.stack.top?.sendPageEvent('resize', this.resized())
  }

  /** What a page and its `<page-meta>` hear of another size. */
  resized(): JsonObject {
    const { width, height, screenWidth, screenHeight } = this.screen
    const page = this.stack.top
    const windowHeight = page && this.stack.bar(page)?.custom ? screenHeight : height
    const deviceOrientation = screenWidth > screenHeight ? 'landscape' : 'portrait'
    return { size: { windowWidth: width, windowHeight, screenWidth, screenHeight }, deviceOrientation }
  }

  /** Take changed settings of a page over into everything that shows them. */
  applySettings(page: Page, settings: JsonObject): void {
    page.settings = settings
    page.scroll.settingsChanged()
    this.stack.settingsChanged(page)
  }

  /** A new generation: the manifest may have changed with it. */
  private updated(kind: string, base: string): void {
    this.places.take(this.stack.all)
    this.transport.base = base
    ;(this.config as { base: string }).base = base
    if (kind !== 'app') return
    this.manifest = null
    this.waiting ??= []
    void this.ready()
  }

  /** Tell the host what the person does in the app from now on, or no longer. */
  setWitness(on: boolean): void {
    this.witness?.end()
    this.witness = on ? new Witness(this.document, (key) => this.tellChrome('touched', { key })) : null
    for (const page of this.stack.all) this.witness?.follow(page.document)
  }

  /** Tell the host what the person does with the phone around the app. */
  tellChrome(event: string, detail: JsonObject = {}): void {
    this.transport.tell('$chrome', { event, ...detail })
  }

  post(message: ToLogic, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer)
  }

  command(page: PageId, name: string, args: JsonObject): void {
    command(this, this.stack.get(page) ?? null, name, args)
  }

  sheet(page: PageId, name: string, params: JsonObject, changed?: (detail: JsonObject) => void): Sheet {
    return this.chrome.sheets.open(name, params, page, changed)
  }

  call(name: string, params: JsonObject, page: string, gesture: boolean): Promise<CallReply> {
    return this.transport.call(name, params, page, gesture)
  }

  keyboard(page: PageId, open: boolean, host: Host): number {
    return this.chrome.keyboard.toggle(this.stack.get(page) ?? null, open, host)
  }

  pull(page: PageId): Pull | null {
    return this.stack.pull(page)
  }

  report(report: Report): void {
    this.transport.tell('$report', { ...report })
    if (report.kind !== 'compile' && report.kind !== 'script') return
    // What was to be shown may still come with the next batch; only a page that stays white needs words.
    this.doubts += 1
    this.document.documentElement.classList.add('wx-moving')
    setTimeout(() => {
      this.doubts -= 1
      this.document.documentElement.classList.toggle('wx-moving', this.doubts > 0)
      const page = this.stack.top
      if (!page || (page.blank && (!report.page || report.page === page.route))) {
        this.chrome.showError(page, report)
        if (!this.painted) this.tellPainted()
      }
    }, WHITE_MS)
  }

  /** Something of ours went wrong. */
  internal(message: string): void {
    this.report({ kind: 'internal', message, stack: '', page: this.stack?.top?.route ?? '', file: '', line: 0 })
  }

  private workerFailed(event: ErrorEvent): void {
    this.report({
      kind: 'internal', message: event.message || 'the worker could not be started', stack: '',
      page: this.stack.top?.route ?? '', file: event.filename ?? '', line: event.lineno ?? 0,
    })
  }

  /** Put an author's sheet on a page, with the icon fonts it counts on. */
  private style(id: number, key: string, slot: number, css: string): void {
    const page = this.stack.get(id)
    if (!page?.frame.setStyle(key, slot, css)) return
    const folder = this.config.fonts.slice(0, Math.max(0, this.config.fonts.lastIndexOf('/')))
    if (folder) addIconFonts(page.document, css, folder, (message) => this.internal(message))
  }

  async settled(): Promise<void> {
    await iconFontsLoaded()
    await this.document.fonts.ready
    const page = this.stack.top
    if (!page) return
    await page.document.fonts.ready
    await Promise.all([...page.document.images].map((image) => image.complete || image.decode().catch(() => undefined)))
    await atRest(page.document)
  }

  /** Where the app's code is, as far as known: for a worker that answers no more. */
  whereabouts(): { hook: string; file: string; line: number } | null {
    return this.running
  }

  terminate(): void {
    this.worker.terminate()
  }
}

/** The part of the configuration the worker knows about. */
function bootOnly({ type, instance, base, load, screen, system, launch, devtools, time, seed, audit }: BootConfig): ToLogic {
  return { type, instance, base, load, screen, system, launch, devtools, ...(time && { time }), ...(seed !== undefined && { seed }), ...(audit && { audit }) }
}
