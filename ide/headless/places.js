// Finds what a person would point at on the phone: by CSS selector, by visible text or both.
(async ({ css, loose, text, nth, at }) => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true })
  const plain = (words) => words.replace(/\s+/g, ' ').trim()
  const SILENT = /^(SCRIPT|STYLE|TEMPLATE|TITLE)$/

  /** The documents a person sees, each with the frame it is in. */
  const roots = () => {
    const frames = [...document.querySelectorAll('iframe')].filter((frame) => frame.contentDocument?.body && shown(frame))
    return [{ document, frame: null }, ...frames.map((frame) => ({ document: frame.contentDocument, frame }))]
  }

  /** Where a document is on the screen now: a page that opens slides. */
  const corner = ({ frame }) => frame?.getBoundingClientRect() ?? { x: 0, y: 0 }

  const matches = (words, exact) => (exact ? plain(words) === text : plain(words).includes(text))
  const size = ({ width, height }) => width > 0 && height > 0

  /** Pieces of text and fields that show the text. */
  const byText = (root, exact) => {
    const found = []
    const walker = root.document.createTreeWalker(root.document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (/^(INPUT|TEXTAREA)$/.test(node.tagName) && matches(node.value, exact)) found.push({ root, element: node, box: node })
        continue
      }
      if (!node.parentElement || SILENT.test(node.parentElement.tagName) || !matches(node.data, exact)) continue
      const box = root.document.createRange()
      box.selectNodeContents(node)
      // A placeholder lies under its field.
      const element = node.parentElement.closest('.wx-input-wrapper, .wx-textarea-wrapper') ?? node.parentElement
      found.push({ root, element, box })
    }
    return found
  }

  const byCss = (root, selector) =>
    [...root.document.querySelectorAll(selector)]
      .filter((element) => !text || plain(element.innerText ?? '').includes(text))
      .map((element) => ({ root, element, box: element }))

  const candidates = () => {
    const all = roots()
    const search = (strict) => all.flatMap((root) => (css ? byCss(root, strict ? css : loose) : byText(root, strict)))
    const found = search(true)
    const wanted = found.length ? found : search(false)
    return wanted.filter(({ element, box }) => shown(element) && size(box.getBoundingClientRect()))
  }

  /** Whether a finger at the point would touch the element. */
  const touches = ({ root, element }, x, y) => {
    let top = document.elementFromPoint(x, y)
    if (root.document !== document) {
      if (top?.contentDocument !== root.document) return false
      const { x: left, y: above } = corner(root)
      top = root.document.elementFromPoint(x - left, y - above)
    }
    return Boolean(top && (element.contains(top) || top.contains(element)))
  }

  const place = (candidate) => {
    const box = [...candidate.box.getClientRects()].find(size) ?? candidate.box.getBoundingClientRect()
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)]
    const view = candidate.root.document.documentElement
    const [right, bottom] = [Math.min(view.clientWidth, box.right), Math.min(view.clientHeight, box.bottom)]
    // The middle of what is seen, or the middle of the pixel that was named.
    const { x: across, y: down } = corner(candidate.root)
    const x = across + (at ? Math.floor(box.left + at[0] + 0.01) + 0.5 : (left + right) / 2)
    const y = down + (at ? Math.floor(box.top + at[1] + 0.01) + 0.5 : (top + bottom) / 2)
    const inside = right > left && bottom > top
    return { x, y, width: box.width, height: box.height, inside, hit: inside && touches(candidate, x, y) }
  }

  const choose = () => {
    const found = candidates()
    const placed = found.map((candidate) => ({ candidate, ...place(candidate) }))
    const within = css ? placed : placed.filter(({ hit }) => hit)
    return { count: found.length, chosen: (within.length > nth ? within : placed)[nth] }
  }

  await minideckProbe.frame()
  const first = choose()
  if (!first.chosen) return { count: first.count, hit: false }
  if (!first.chosen.hit) first.chosen.candidate.element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  const { candidate, ...before } = { ...first.chosen, ...place(first.chosen.candidate) }
  await minideckProbe.frame()
  await minideckProbe.frame()
  const after = place(candidate)
  const focused = candidate.root.document.activeElement
  const field = candidate.element.contains(focused) && /^(INPUT|TEXTAREA)$/.test(focused.tagName) ? focused.value : null
  return { field, ...after, count: first.count, still: before.x === after.x && before.y === after.y }
})
