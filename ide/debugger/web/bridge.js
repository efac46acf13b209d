// Runs inside the developer tools' own document: carries our breakpoints and steps to the workers of the
// inspected page, and what happens there back to the window. Lines and columns count from 0 here.
(() => {
  const bundled = (path) => import(`devtools://devtools/bundled/${path}`)
  const NO_MAP = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })
  const AUTHOR = /^wxapp:\/\/(?:source|compiled|template)\//
  const MAP = /^wxapp:\/\/[^/]+\/\d+\/source-map\/(.+)$/
  const HIDDEN = ['/runtime/(view|logic)\\.js$', '^debugger:', 'userscript:']

  let post = () => undefined
  let SDK, Common, UI
  /** What the window wants, by its own numbers: `{url, line, column, condition}`. */
  const wanted = new Map()
  /** Debugger models of the workers → what they call our breakpoints, by our numbers. */
  const workers = new Map()
  const questions = new Map()
  let asked = 0
  let paused = null
  let exceptions = 'none'

  const ask = (question) => new Promise((resolve) => {
    questions.set(++asked, resolve)
    post({ ...question, id: asked })
  })

  const placeOf = (location) => ({
    url: location.script?.()?.sourceURL ?? '',
    line: location.lineNumber,
    column: location.columnNumber ?? 0,
  })

  /** Sources are mapped by the compiler; of the runtime nobody wants to see the sources. */
  const loadMap = async (url) => {
    const [, path] = MAP.exec(url) ?? []
    return path ? await ask({ type: 'map', path: decodeURIComponent(path) }) ?? NO_MAP : NO_MAP
  }

  const set = async (model, number) => {
    const { url, line, column, condition } = wanted.get(number)
    const { breakpointId, locations } = await model.agent.invoke_setBreakpointByUrl({ url, lineNumber: line, columnNumber: column, condition })
    const known = workers.get(model)
    if (!known || !breakpointId) return
    if (!wanted.has(number)) {
      await model.agent.invoke_removeBreakpoint({ breakpointId })
      return
    }
    known.set(number, breakpointId)
    resolved(model, number, locations)
    model.addBreakpointListener?.(breakpointId, ({ data }) => resolved(model, number, [data]))
  }

  const resolved = (model, number, locations) => {
    const places = locations.map((location) => ({
      url: model.scriptForId(location.scriptId)?.sourceURL ?? wanted.get(number)?.url ?? '',
      line: location.lineNumber, column: location.columnNumber ?? 0,
    }))
    if (places.length > 0) post({ type: 'resolved', number, places })
  }

  const unset = (model, number) => {
    const known = workers.get(model)
    const breakpointId = known?.get(number)
    if (breakpointId === undefined) return undefined
    known.delete(number)
    return model.agent.invoke_removeBreakpoint({ breakpointId })
  }

  const framesOf = (details) => details.callFrames.map((frame) => ({
    name: frame.functionName,
    ...placeOf(frame.location()),
    scopes: frame.scopeChain().map((scope) => ({ kind: scope.type(), name: scope.name?.() ?? '', object: scope.object()?.objectId ?? '' })),
    receiver: plain(frame.thisObject?.()),
  }))

  /** A remote value as the window knows it. */
  function plain(value) {
    if (!value) return null
    const { type, subtype, description, objectId, preview, value: own, unserializableValue, className } = value
    return { type, subtype, description, objectId, preview, value: type === 'object' && subtype !== 'null' ? undefined : own, unserializableValue, className }
  }

  const onPaused = (model) => {
    const details = model.debuggerPausedDetails()
    if (!details) return
    paused = model
    const known = [...(workers.get(model) ?? [])]
    const numbers = known.filter(([, id]) => details.breakpointIds.includes(id)).map(([number]) => number)
    const exception = details.reason === 'exception' || details.reason === 'promiseRejection' ? plain(details.auxData) : null
    post({ type: 'paused', reason: details.reason, numbers, exception, frames: framesOf(details) })
  }

  const onResumed = (model) => {
    if (paused !== model) return
    paused = null
    post({ type: 'resumed' })
  }

  let connectedToPage = () => undefined
  const pageKnown = new Promise((resolve) => { connectedToPage = resolve })

  const observer = {
    modelAdded(model) {
      if (model.target().type() === 'frame') connectedToPage()
      if (model.target().type() !== 'worker') return
      workers.set(model, new Map())
      const { Events } = SDK.DebuggerModel
      model.addEventListener(Events.DebuggerPaused, () => onPaused(model))
      model.addEventListener(Events.DebuggerResumed, () => onResumed(model))
      model.addEventListener(Events.ParsedScriptSource, ({ data }) => {
        if (AUTHOR.test(data.sourceURL)) post({ type: 'script', url: data.sourceURL })
      })
      if (exceptions !== 'none') void model.agent.invoke_setPauseOnExceptions({ state: exceptions })
      // The worker has not run a line yet: these requests go out before the one that lets it run.
      for (const number of wanted.keys()) void set(model, number)
      post({ type: 'attached' })
    },
    modelRemoved(model) {
      workers.delete(model)
      onResumed(model)
    },
  }

  const evaluation = (expression) => ({
    expression, objectGroup: 'minideck', includeCommandLineAPI: true, silent: true, generatePreview: true, awaitPromise: false,
  })

  /** What the window may ask for; an answer goes back when there is one. */
  const requests = {
    breakpoints({ changes }) {
      for (const { number, place } of changes) {
        for (const model of workers.keys()) void unset(model, number)
        wanted.delete(number)
        if (!place) continue
        wanted.set(number, place)
        for (const model of workers.keys()) void set(model, number)
      }
    },
    exceptions({ state }) {
      exceptions = state
      for (const model of workers.keys()) void model.agent.invoke_setPauseOnExceptions({ state })
    },
    resume: () => paused?.resume(),
    stepOver: () => paused?.stepOver(),
    stepInto: () => paused?.stepInto(),
    stepOut: () => paused?.stepOut(),
    pause() {
      for (const model of workers.keys()) model.pause()
    },
    async evaluate({ expression, frame }) {
      const details = paused?.debuggerPausedDetails()
      const callFrame = details?.callFrames[frame]
      if (!callFrame) return null
      const { result, exceptionDetails } = await paused.agent.invoke_evaluateOnCallFrame({ callFrameId: callFrame.id, ...evaluation(expression) })
      return { value: plain(result), failed: Boolean(exceptionDetails) }
    },
    async properties({ object }) {
      const agent = paused?.target().runtimeAgent()
      if (!agent) return []
      const { result, internalProperties } = await agent.invoke_getProperties({ objectId: object, ownProperties: true, generatePreview: true })
      const shown = (result ?? []).map(({ name, value, get, enumerable, symbol }) => ({ name: symbol?.description ?? name, value: plain(value ?? get), accessor: !value && Boolean(get), enumerable }))
      const inner = (internalProperties ?? []).map(({ name, value }) => ({ name, value: plain(value), accessor: false, enumerable: false }))
      return [...shown, ...inner]
    },
    theme({ dark }) {
      Common.Settings.Settings.instance().moduleSetting('ui-theme').set(dark ? 'dark' : 'default')
    },
    show({ panel }) {
      void UI.ViewManager.ViewManager.instance().showView(panel)
    },
    mapLoaded({ id, text }) {
      questions.get(id)?.(text)
      questions.delete(id)
    },
  }

  const receive = async ({ type, id, ...args }) => {
    let value = null
    let error = ''
    try {
      value = await requests[type](type === 'mapLoaded' ? { ...args, id: args.question } : args) ?? null
    } catch (thrown) {
      error = String(thrown)
    }
    if (id !== undefined) post({ type: 'answer', id, value, error })
    else if (error) post({ type: 'fault', message: `${type}: ${error}` })
  }

  const connected = new Promise((resolve) => {
    new QWebChannel(qt.webChannelTransport, ({ objects: { bridge } }) => {
      bridge.message.connect((text) => void receive(JSON.parse(text)))
      post = (message) => bridge.post(JSON.stringify(message))
      resolve()
    })
  })

  /** The tools' settings, which they make some time after their code is loaded. */
  const settingsMade = async () => {
    while (!Common.Settings.Settings.hasInstance()) await new Promise((resolve) => setTimeout(resolve, 5))
    return Common.Settings.Settings.instance()
  }

  const begin = async () => {
    SDK = await bundled('core/sdk/sdk.js')
    SDK.PageResourceLoader.PageResourceLoader.prototype.loadResource = async (url) => ({ content: await loadMap(url) })
    Common = await bundled('core/common/common.js')
    UI = await bundled('ui/legacy/legacy.js')
    await connected
    SDK.TargetManager.TargetManager.instance().observeModels(SDK.DebuggerModel.DebuggerModel, observer)
    const settings = await settingsMade()
    settings.moduleSetting('skip-stack-frames-pattern').setAsArray(HIDDEN.map((pattern) => ({ pattern, disabled: false })))
    await pageKnown
    post({ type: 'ready' })
  }
  begin().catch((thrown) => connected.then(() => post({ type: 'fault', message: String(thrown?.stack ?? thrown) })))
})()
