// Runs inside the developer tools' own document: carries our breakpoints and steps to the workers of the
// inspected page, and what happens there back to the window. Lines and columns count from 0 here.
(() => {
  const bundled = (path) => import(`devtools://devtools/bundled/${path}`)
  const NO_MAP = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })
  const AUTHOR = /^wxapp:\/\/(?:source|compiled|template)\//
  const MAP = /^wxapp:\/\/[^/]+\/\d+\/source-map\/(.+)$/
  const EXCEPTIONS = new Set(['exception', 'promiseRejection'])
  const HIDDEN = ['/runtime/(view|logic)\\.js$', '^debugger:', 'userscript:']

  let post = () => undefined
  let SDK, Common, UI
  /** What the window wants, by its own numbers: `{url, line, column, condition}`. */
  const wanted = new Map()
  /** Debugger models of the workers → what they call the breakpoint of a place, and where it really is. */
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

  /** The number a place has now: the window may count anew while an answer is under way. */
  const numberOf = (place) => [...wanted].find(([, one]) => one === place)?.[0]

  const isAt = (one, { url, line, column }) => one.url === url && one.line === line && one.column === column

  const set = async (model, place) => {
    const { url, line, column, condition } = place
    const { breakpointId, locations } = await model.agent.invoke_setBreakpointByUrl({ url, lineNumber: line, columnNumber: column, condition })
    const known = workers.get(model)
    if (!known || !breakpointId) return
    if (numberOf(place) === undefined) {
      await model.agent.invoke_removeBreakpoint({ breakpointId })
      // Another condition for the place was refused as long as this one stood there.
      const next = [...wanted.values()].find((one) => isAt(one, place) && !known.has(one))
      if (next) void set(model, next)
      return
    }
    known.set(place, { breakpointId, locations })
    resolved(model, place, locations)
    model.addBreakpointListener?.(breakpointId, ({ data }) => {
      known.get(place)?.locations.push(data)
      resolved(model, place, [data])
    })
  }

  const resolved = (model, place, locations) => {
    const number = numberOf(place)
    const places = locations.map((location) => ({
      url: model.scriptForId(location.scriptId)?.sourceURL ?? place.url,
      line: location.lineNumber, column: location.columnNumber ?? 0,
    }))
    if (places.length > 0 && number !== undefined) post({ type: 'resolved', number, places })
  }

  const unset = (model, place) => {
    const known = workers.get(model)
    const breakpointId = known?.get(place)?.breakpointId
    if (breakpointId === undefined) return undefined
    known.delete(place)
    return model.agent.invoke_removeBreakpoint({ breakpointId })
  }

  /** The engine takes a place only once: one that is wanted by another number keeps its breakpoint. */
  const renumber = (number, asked) => {
    const same = [...wanted].find(([, one]) => isAt(one, asked) && one.condition === asked.condition)
    if (!same) return false
    const [before, place] = same
    wanted.delete(before)
    wanted.set(number, place)
    for (const [model, known] of workers) resolved(model, place, known.get(place)?.locations ?? [])
    return true
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

  /** The engine stops at every exception, because the runtime catches them all: which are caught is found out here. */
  const stopAt = (model) => model.agent.invoke_setPauseOnExceptions({ state: exceptions === 'none' ? 'none' : 'all' })

  /** Whether the author's own code catches what was thrown. */
  const isCaught = async (model, { callFrames }) => {
    for (const frame of callFrames) {
      const place = frame.location()
      if (!AUTHOR.test(place.script()?.sourceURL ?? '')) return false
      const { scriptSource } = await model.agent.invoke_getScriptSource({ scriptId: place.scriptId })
      if (minideckCatches(scriptSource ?? '')(place, frame.functionLocation())) return true
    }
    return false
  }

  const isWanted = async (model, details) => {
    if (exceptions !== 'uncaught' || !EXCEPTIONS.has(details.reason) || details.auxData?.uncaught) return true
    return details.reason === 'exception' && !await isCaught(model, details)
  }

  const onPaused = async (model) => {
    const details = model.debuggerPausedDetails()
    if (!details) return
    const isStop = await isWanted(model, details)
    if (model.debuggerPausedDetails() !== details) return
    if (!isStop) {
      model.resume()
      return
    }
    paused = model
    const known = [...(workers.get(model) ?? [])]
    const numbers = known.filter(([, { breakpointId }]) => details.breakpointIds.includes(breakpointId)).map(([place]) => numberOf(place))
    const exception = EXCEPTIONS.has(details.reason) ? plain(details.auxData) : null
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
      model.addEventListener(Events.DebuggerPaused, () => void onPaused(model))
      model.addEventListener(Events.DebuggerResumed, () => onResumed(model))
      model.addEventListener(Events.ParsedScriptSource, ({ data }) => {
        if (AUTHOR.test(data.sourceURL)) post({ type: 'script', url: data.sourceURL })
      })
      if (exceptions !== 'none') void stopAt(model)
      // The worker has not run a line yet: these requests go out before the one that lets it run.
      for (const place of wanted.values()) void set(model, place)
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
        const before = wanted.get(number)
        if (place && renumber(number, place)) continue
        wanted.delete(number)
        if (before) for (const model of workers.keys()) void unset(model, before)
        if (!place) continue
        wanted.set(number, place)
        for (const model of workers.keys()) void set(model, place)
      }
    },
    exceptions({ state }) {
      exceptions = state
      for (const model of workers.keys()) void stopAt(model)
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
