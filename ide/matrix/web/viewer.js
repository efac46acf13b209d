// One picture at its full size, beside, over and against the one before, with all that is known of it.
'use strict'

globalThis.minideckViewer = (() => {
  const { data, word, make, choice, fields: f, pageOf, names, share, remember, remembered } = globalThis.minideckSheet
  const dialog = document.getElementById('viewer')
  const stage = document.getElementById('stage')
  const facts = document.getElementById('facts')
  const MODES = ['now', 'before', 'difference', 'beside', 'slide']
  const ZOOMS = ['fit', '1', '2']
  const loaded = new Map()
  let shown = -1
  let mode = remembered('mode', 'beside')
  let zoom = remembered('zoom', 'fit')
  let split = 50
  let around = () => []
  let closed = () => undefined
  let moved = () => undefined

  globalThis.minideckDetails = (number, rows) => loaded.get(number)?.arrived(rows)

  /** The details of a cell; their file is read when the first of its cells is looked at. */
  const details = async (index) => {
    const number = Math.floor(index / data.details.rows)
    if (!loaded.has(number)) {
      const part = {}
      part.rows = new Promise((resolve, reject) => {
        part.arrived = resolve
        const script = make('script', { src: data.details.files[number] })
        script.onerror = () => reject(new Error(word('unread')))
        document.head.append(script)
      })
      loaded.set(number, part)
    }
    return (await loaded.get(number).rows)[index % data.details.rows]
  }

  const file = (name) => `${data.folders.pictures}/${name}.png`
  const image = (source, label) => make('img', { src: source, alt: label, draggable: 'false' })
  const figure = (source, label) => make('figure', {}, image(source, label), make('figcaption', {}, label))

  const slider = (before, now) => {
    const over = make('div', { class: 'over' }, image(file(before), word('mode_before')))
    const front = image(file(now), word('mode_now'))
    front.className = 'front'
    const line = make('span', { class: 'split' })
    const range = make('input', { type: 'range', min: 0, max: 100, step: 0.5, value: split, 'aria-label': word('mode_slide') })
    const place = () => {
      split = Number(range.value)
      over.style.setProperty('--split', `${split}%`)
    }
    range.addEventListener('input', place)
    over.append(front, line, range)
    place()
    return make('figure', {}, over, make('figcaption', {}, `${word('mode_before')} | ${word('mode_now')}`))
  }

  const pictures = (cell, change) => {
    const now = cell[f.picture]
    const { before, difference } = change
    const label = `${pageOf(cell)}, ${word('mode_now')}`
    const all = {
      now: () => [now ? figure(file(now), word('mode_now')) : nothing()],
      before: () => [figure(file(before), word('mode_before'))],
      difference: () => [figure(`${data.folders.differences}/${difference}.png`, word('mode_difference'))],
      slide: () => [slider(before, now)],
      beside: () => [
        before ? figure(file(before), word('mode_before')) : null,
        now ? figure(file(now), before ? word('mode_now') : label) : nothing(),
        difference ? figure(`${data.folders.differences}/${difference}.png`, word('mode_difference')) : null,
      ].filter(Boolean),
    }
    return all[allowed(cell, change)]()
  }
  const nothing = () => make('p', { class: 'empty' }, word('no_picture'))

  /** The mode the reader likes, as far as the cell has what it needs. */
  const allowed = (cell, change) => {
    const off = unusable(cell, change)
    return off.has(mode) ? 'now' : mode
  }
  const unusable = (cell, { before, difference }) => {
    const off = new Set()
    if (!before) MODES.slice(1).forEach((one) => off.add(one))
    if (!difference) off.add('difference')
    if (!cell[f.picture]) off.add('slide')
    return off
  }

  const section = (title, ...body) => make('section', {}, make('h3', {}, title), ...body)
  const list = (rows, kind) => make('ul', {}, ...rows.map((row) => make('li', { class: kind?.(row) }, ...row.parts)))
  const place = ({ file: name, line }) => (name ? make('code', {}, line ? `${name}:${line}` : name) : null)

  const told = (cell, more) => {
    const { change } = more
    const parts = [section(word('result'), make('p', {}, badge(cell), ' ', ...['device', 'theme', 'language', 'scenario'].filter((name) => name !== 'scenario' || data.axes.scenarios[cell[f.scenario]]).flatMap((name) => [make('span', { class: 'tag' }, names[name](cell)), ' '])))]
    const result = parts[0]
    if (change.what.includes('status')) result.append(make('p', { class: 'changed' }, word('was', { status: word(`status_${change.status}`) })))
    if (change.pixels) result.append(make('p', {}, word('differs', { share: share(change.share), pixels: change.pixels.toLocaleString() })))
    if (cell[f.kind] === 'new' && data.compared) result.append(make('p', {}, word('is_new')))
    if (cell[f.kind] === 'same') result.append(make('p', { class: 'quiet' }, word('is_same')))
    if (more.errors.length) parts.push(section(word('errors'), list(more.errors.map((one) => ({ parts: [make('b', {}, one.kind), ` ${one.message} `, place(one)] })))))
    if (change.text.length) parts.push(section(word('text_changes'), make('pre', {}, ...change.text.map((line) => make(line[0] === '+' ? 'ins' : 'del', {}, `${line}\n`)))))
    if (more.console.length) parts.push(section(word('console'), list(more.console.map((one) => ({ level: one.level, parts: [`${one.message} `, place(one)] })), ({ level }) => `console ${level}`)))
    if (more.notices.length) parts.push(section(word('notices'), list(more.notices.map((one) => ({ parts: [one] })))))
    if (more.offline.length) parts.push(section(word('offline'), list(more.offline.map((one) => ({ parts: [one] })))))
    if (more.text) parts.push(section(word('text'), make('pre', { class: 'text' }, more.text)))
    return parts
  }
  const badge = (cell) => make('span', { class: `badge ${cell[f.status] === 'ok' ? 'good' : 'bad'}` }, word(`status_${cell[f.status]}`))

  const show = async (index) => {
    shown = index
    const cell = data.cells[index]
    document.getElementById('viewer-title').textContent = pageOf(cell)
    const places = around()
    const at = places.indexOf(index)
    document.getElementById('previous').disabled = at <= 0
    document.getElementById('next').disabled = at < 0 || at >= places.length - 1
    moved(index)
    if (!dialog.open) dialog.showModal()
    const more = await details(index).catch((error) => ({ change: { what: [], text: [], before: '', difference: '' }, errors: [{ kind: '', message: error.message }], console: [], notices: [], offline: [], text: '' }))
    if (shown !== index) return
    draw(cell, more)
    const next = data.cells[places[at + 1]]
    if (next?.[f.picture]) new Image().src = file(next[f.picture])
  }

  const draw = (cell, more) => {
    const off = unusable(cell, more.change)
    choice(document.getElementById('modes'), word('view'), MODES.map((value, number) => ({ value, text: word(`mode_${value}`), off: value !== 'now' && off.has(value), number })), allowed(cell, more.change), (value) => {
      mode = value
      remember('mode', mode)
      draw(cell, more)
    })
    choice(document.getElementById('zooms'), word('zoom'), ZOOMS.map((value) => ({ value, text: value === 'fit' ? word('fit') : `${value}00 %` })), zoom, (value) => {
      zoom = value
      remember('zoom', zoom)
      draw(cell, more)
    })
    stage.dataset.zoom = zoom
    stage.style.setProperty('--width', `${cell[f.width] || 375}px`)
    stage.replaceChildren(...pictures(cell, more.change))
    facts.replaceChildren(...told(cell, more))
  }

  const step = (by, fits = () => true) => {
    const places = around()
    for (let at = places.indexOf(shown) + by; at >= 0 && at < places.length; at += by) {
      if (fits(data.cells[places[at]])) return void show(places[at])
    }
  }
  const striking = (cell) => cell[f.status] !== 'ok' || cell[f.kind] === 'changed'

  dialog.addEventListener('keydown', (event) => {
    if (event.target.matches('input, select') || event.ctrlKey || event.metaKey || event.altKey) return
    const page = shown >= 0 ? data.cells[shown][f.page] : -1
    const actions = {
      ArrowLeft: () => step(-1),
      ArrowRight: () => step(1),
      PageUp: () => step(-1, (cell) => cell[f.page] !== page),
      PageDown: () => step(1, (cell) => cell[f.page] !== page),
      n: () => step(1, striking),
      p: () => step(-1, striking),
      z: () => document.querySelector(`#zooms [data-value="${ZOOMS[(ZOOMS.indexOf(zoom) + 1) % ZOOMS.length]}"]`)?.click(),
    }
    const chosen = actions[event.key] ?? (MODES[Number(event.key) - 1] && (() => document.querySelector(`#modes [data-value="${MODES[Number(event.key) - 1]}"]`)?.click()))
    if (!chosen) return
    event.preventDefault()
    chosen()
  })
  document.getElementById('previous').addEventListener('click', () => step(-1))
  document.getElementById('next').addEventListener('click', () => step(1))
  document.getElementById('close').addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close() })
  dialog.addEventListener('close', () => {
    const last = shown
    shown = -1
    closed(last)
  })

  return {
    show,
    close: () => dialog.close(),
    get shown() { return shown },
    /** `places`: the cells in the order of the grid; `left` hears where the reader was. */
    join: (places, left, went) => { around = places; closed = left; moved = went },
  }
})()
