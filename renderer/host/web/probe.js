// What the host's own probes may call. Runs in a JavaScript world of its own, so the page cannot touch it.
globalThis.minideckProbe = (() => {
  const encode = (value) => {
    const bytes = new TextEncoder().encode(JSON.stringify(value))
    let text = ''
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
    return btoa(text)
  }
  const tell = (params) => fetch('api/$result', { headers: { 'x-md-call': encode({ params }) } })
  const soon = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 1000))])
  const frame = () => soon(new Promise((resolve) => requestAnimationFrame(resolve)))

  /** Run a function and send the host what it returns or resolves to. */
  const answer = async (id, compute) => {
    try {
      const value = await compute()
      await tell({ id, value: value === undefined ? null : value })
    } catch (error) {
      await tell({ id, value: null, error: String(error) })
    }
  }

  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false })
  const documents = () => {
    const found = [document]
    for (let at = 0; at < found.length; at++) {
      for (const child of found[at].querySelectorAll('iframe')) {
        if (child.contentDocument && shown(child)) found.push(child.contentDocument)
      }
    }
    return found
  }
  const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'TITLE'])

  const collect = (node, texts, facts) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const text = child.data.trim()
        if (!text) continue
        const range = child.ownerDocument.createRange()
        range.selectNodeContents(child)
        const visible = [...range.getClientRects()].some((rect) => rect.width > 0 && rect.height > 0)
        if (visible && shown(child.parentElement ?? child.getRootNode().host)) texts.push(text)
      } else if (child.nodeType === Node.ELEMENT_NODE && !SILENT.has(child.tagName)) {
        facts.nodes++
        if (child.tagName === 'CANVAS') facts.canvases++
        if (child.tagName === 'IMG' && !child.complete) facts.loading++
        if ((child.tagName === 'INPUT' || child.tagName === 'TEXTAREA') && child.type !== 'password' && shown(child)) {
          const text = (child.value || child.placeholder || '').trim()
          if (text) texts.push(text)
        }
        if (child.shadowRoot) collect(child.shadowRoot, texts, facts)
        collect(child, texts, facts)
      }
    }
  }

  /** How many fonts' loads and movements with a near end, of styles or of a component's timer, the document still waits for. */
  const unrest = (page) => {
    const moving = page.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime < 1000)
    return moving.length + page.getElementsByClassName('wx-moving').length + (page.fonts.status === 'loading' ? 1 : 0)
  }

  /** Visible text, elements of the shown pages (without the phone's chrome), and what still loads or moves. */
  const facts = () => {
    const [shell, ...frames] = documents()
    const result = { nodes: 0, loading: 0, canvases: 0, text: '', chrome: '' }
    const texts = []
    for (const page of frames) {
      if (!page.body) continue
      result.loading += unrest(page)
      collect(page.body, texts, result)
      // A page's portal lies beside its body.
      for (const layer of page.documentElement.children) if (layer !== page.body && layer !== page.head) collect(layer, texts, result)
    }
    const chrome = []
    result.loading += unrest(shell)
    if (shell.body) collect(shell.body, chrome, { nodes: 0, loading: 0, canvases: 0 })
    result.text = texts.join('\n')
    result.chrome = chrome.join('\n')
    return result
  }

  /** Wait for the pictures in sight to be decoded; those that cannot be are somebody else's matter. */
  const decoded = () => {
    const images = documents().flatMap((page) => [...page.images])
    const seen = images.filter((image) => {
      const { top, bottom, width } = image.getBoundingClientRect()
      return image.complete && image.naturalWidth && width && bottom > 0 && top < innerHeight
    })
    return Promise.all(seen.map((image) => image.decode().catch(() => null)))
  }

  /** Facts after two animation frames. */
  const paintedFacts = async () => {
    await soon(decoded())
    await frame()
    await frame()
    return facts()
  }

  /** Colour a corner of the screen, or leave it again: a grab that shows it knows what the page drew before. */
  const mark = async (color) => {
    let corner = document.getElementById('minideck-mark')
    if (!color) corner?.remove()
    else {
      corner ??= document.documentElement.appendChild(document.createElement('div'))
      corner.id = 'minideck-mark'
      corner.style.cssText = `position: fixed; right: 0; bottom: 0; width: 4px; height: 4px; z-index: 2147483647; background: ${color}`
    }
    await frame()
  }
  /** Hold what moves by itself where it is so many milliseconds after its begin; returns how much that is. */
  const hold = async (at) => {
    const held = documents().flatMap((page) => page.getAnimations().filter((one) => one.timeline === page.timeline))
    for (const one of held) {
      one.pause()
      one.currentTime = at
    }
    if (held.length) await frames(4)
    return held.length
  }
  /** Some animation frames later. */
  const frames = async (count) => {
    for (let passed = 0; passed < count; passed++) await frame()
  }
  return { answer, facts, paintedFacts, frame, frames, mark, hold }
})()
