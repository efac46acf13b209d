// The grid of small pictures and its filters; what is chosen stands in the address.
'use strict'

;(() => {
  const { data, word, make, speak, use, choice, remembered, remember, names, fields: f, pageOf, caption, share } = globalThis.minideckSheet
  const viewer = globalThis.minideckViewer
  const main = document.getElementById('sheet')
  const find = document.getElementById('find')
  const size = document.getElementById('size')
  const axes = ['device', 'theme', 'language', 'scenario']
  const kinds = {
    all: () => true,
    bad: (cell) => cell[f.status] !== 'ok',
    changed: (cell) => cell[f.kind] === 'changed',
    new: (cell) => cell[f.kind] === 'new',
    good: (cell) => cell[f.status] === 'ok' && cell[f.kind] !== 'changed',
  }
  const cards = []
  const sections = []
  let visible = []
  const filter = { show: 'all', find: '', device: '', theme: '', language: '', scenario: '', cell: '' }

  const readAddress = () => {
    const given = new URLSearchParams(location.hash.slice(1))
    for (const name of Object.keys(filter)) filter[name] = given.get(name) ?? (name === 'show' ? 'all' : '')
    if (!kinds[filter.show]) filter.show = 'all'
  }
  const writeAddress = () => {
    const told = new URLSearchParams()
    for (const [name, value] of Object.entries(filter)) if (value && !(name === 'show' && value === 'all')) told.set(name, value)
    history.replaceState(null, '', `#${told}`)
  }

  const card = (index) => {
    const cell = data.cells[index]
    const label = caption(cell)
    const state = cell[f.status] === 'ok' ? '' : 'bad'
    const badges = []
    if (state) badges.push(make('span', { class: 'badge bad' }, word(`status_${cell[f.status]}`)))
    if (cell[f.kind] === 'changed') badges.push(make('span', { class: 'badge changed' }, cell[f.share] ? `${share(cell[f.share])} %` : word('changed')))
    if (cell[f.kind] === 'new' && data.compared) badges.push(make('span', { class: 'badge new' }, word('new')))
    const spoken = [pageOf(cell), ...axes.map((name) => names[name](cell)), word(`status_${cell[f.status]}`), ...badges.slice(state ? 1 : 0).map((one) => one.textContent)]
    const height = cell[f.width] ? Math.round((cell[f.height] * data.thumbnail) / cell[f.width]) : data.thumbnail
    const picture = cell[f.picture]
      ? make('img', { src: `${data.folders.thumbs}/${cell[f.picture]}.webp`, alt: '', loading: 'lazy', decoding: 'async', width: data.thumbnail, height })
      : make('span', { class: 'empty' }, word('no_picture'))
    return make('a', { class: `card ${state} ${cell[f.kind]}`, href: `#cell=${index}`, 'aria-label': spoken.join(', '), 'data-index': index },
      make('span', { class: 'picture' }, picture, badges.length ? make('span', { class: 'badges' }, ...badges) : null),
      make('span', { class: 'caption' }, ...label.map((text, number) => make('span', { class: number ? 'quiet' : '' }, text))))
  }

  const build = () => {
    cards.length = sections.length = 0
    data.cells.forEach((_, index) => cards.push(card(index)))
    const groups = new Map()
    data.cells.forEach((cell, index) => {
      if (!groups.has(cell[f.page])) groups.set(cell[f.page], [])
      groups.get(cell[f.page]).push(index)
    })
    for (const [page, indexes] of groups) {
      const tally = make('span', { class: 'quiet' })
      const grid = make('div', { class: 'grid' }, ...indexes.map((index) => cards[index]))
      const element = make('section', { class: 'page', 'aria-label': data.axes.pages[page] }, make('h2', {}, data.axes.pages[page], tally), grid)
      sections.push({ element, indexes, tally, name: data.axes.pages[page].toLowerCase() })
    }
    const empty = make('div', { class: 'empty', id: 'none', hidden: true }, make('p', {}, word('none')), make('button', { type: 'button', id: 'reset' }, word('reset')))
    main.replaceChildren(...sections.map(({ element }) => element), empty, gone() ?? '')
    document.getElementById('reset').addEventListener('click', reset)
  }

  const gone = () => {
    if (!data.gone.length) return null
    const shown = data.gone.map(({ key, picture }) => make('div', { class: 'card gone' },
      make('span', { class: 'picture' }, picture ? make('img', { src: `${data.folders.thumbs}/${picture}.webp`, alt: '', loading: 'lazy', width: data.thumbnail }) : null),
      make('span', { class: 'caption' }, ...key.split('|').map((text, number) => make('span', { class: number ? 'quiet' : '' }, text)))))
    return make('section', { class: 'page' }, make('h2', {}, word('gone')), make('p', { class: 'quiet' }, word('gone_about')), make('div', { class: 'grid' }, ...shown))
  }

  const apply = () => {
    const wanted = filter.find.trim().toLowerCase()
    const chosen = Object.fromEntries(axes.map((name) => [name, filter[name] === '' ? -1 : Number(filter[name])]))
    const fits = (cell) => kinds[filter.show](cell) && axes.every((name) => chosen[name] < 0 || cell[f[name]] === chosen[name])
    visible = []
    for (const { element, indexes, tally, name } of sections) {
      let count = 0
      const here = name.includes(wanted)
      for (const index of indexes) {
        const seen = here && fits(data.cells[index])
        cards[index].hidden = !seen
        if (seen) {
          count += 1
          visible.push(index)
        }
      }
      element.hidden = !count
      tally.textContent = count === indexes.length ? String(count) : `${count} / ${indexes.length}`
    }
    document.getElementById('none').hidden = visible.length > 0
    document.getElementById('count').textContent = word('shown', { count: visible.length, all: data.cells.length })
    writeAddress()
  }

  const controls = () => {
    const options = Object.keys(kinds).filter((name) => data.compared || !['changed', 'new'].includes(name))
    choice(document.getElementById('chips'), word('show'), options.map((value) => ({ value, text: word(value), count: data.cells.filter(kinds[value]).length })), filter.show, (value) => {
      filter.show = value
      controls()
      apply()
    })
    const values = { device: data.axes.devices.map((one) => one[1]), theme: data.axes.themes.map((one) => word(`theme_${one}`)), language: data.axes.languages.map((one) => one[1]), scenario: data.axes.scenarios.map((one) => one || word('plain')) }
    document.getElementById('selects').replaceChildren(...axes.filter((name) => values[name].length > 1).map((name) => {
      const select = make('select', { id: `by-${name}` }, make('option', { value: '' }, word('any')), ...values[name].map((text, value) => make('option', { value }, text)))
      select.value = filter[name]
      select.addEventListener('change', () => {
        filter[name] = select.value
        apply()
      })
      return make('label', { class: 'field' }, make('span', {}, word(name)), select)
    }))
    find.value = filter.find
  }

  const reset = () => {
    Object.assign(filter, { show: 'all', find: '', device: '', theme: '', language: '', scenario: '' })
    controls()
    apply()
  }

  const speeches = () => {
    const select = document.getElementById('speech')
    select.replaceChildren(...Object.keys(data.words).map((code) => make('option', { value: code }, data.words[code].own_name)))
    select.value = globalThis.minideckSheet.code
    select.onchange = () => {
      use(select.value)
      everything()
    }
    const look = document.getElementById('look')
    look.replaceChildren(...['auto', 'light', 'dark'].map((value) => make('option', { value }, word(value === 'auto' ? 'auto' : `theme_${value}`))))
    look.value = remembered('look', 'auto')
    look.onchange = () => {
      remember('look', look.value)
      document.documentElement.dataset.look = look.value
    }
    document.documentElement.dataset.look = look.value
  }

  const everything = () => {
    speak()
    document.title = `${word('title')} – ${data.project}`
    document.getElementById('title').textContent = data.project || word('title')
    const { ended, tool, seconds } = data.run
    const when = new Date(ended).toLocaleString(globalThis.minideckSheet.code, { dateStyle: 'medium', timeStyle: 'short' })
    document.getElementById('about').textContent = word('about', { when, tool, seconds: Math.round(seconds) })
    const keys = ['keys_move', 'keys_open', 'keys_find', 'keys_step', 'keys_page', 'keys_striking', 'keys_mode', 'keys_zoom', 'keys_close']
    const shown = ['← → ↑ ↓', 'Enter', '/', '← →', 'PgUp PgDn', 'n p', '1–5', 'z', 'Esc']
    document.getElementById('key-list').replaceChildren(...keys.flatMap((key, number) => [make('dt', {}, make('kbd', {}, shown[number])), make('dd', {}, word(key))]))
    speeches()
    build()
    controls()
    apply()
  }

  /** The visible card beside, above or below another one, by where they are drawn. */
  const neighbour = (index, key) => {
    const at = visible.indexOf(index)
    if (key === 'ArrowLeft') return visible[at - 1]
    if (key === 'ArrowRight') return visible[at + 1]
    const from = cards[index].getBoundingClientRect()
    const down = key === 'ArrowDown'
    const rows = down ? visible.slice(at + 1) : visible.slice(0, at).reverse()
    let row = null
    let best
    let nearest = Infinity
    for (const other of rows) {
      const { top, left } = cards[other].getBoundingClientRect()
      if (Math.abs(top - from.top) < 4) continue
      row ??= top
      if (Math.abs(top - row) > 4) break
      if (Math.abs(left - from.left) < nearest) [best, nearest] = [other, Math.abs(left - from.left)]
    }
    return best
  }

  main.addEventListener('click', (event) => {
    const chosen = event.target.closest('a.card')
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void viewer.show(Number(chosen.dataset.index))
  })
  main.addEventListener('keydown', (event) => {
    const chosen = event.target.closest('a.card')
    if (!chosen || !event.key.startsWith('Arrow')) return
    const next = neighbour(Number(chosen.dataset.index), event.key)
    event.preventDefault()
    if (next !== undefined) cards[next].focus()
  })
  document.addEventListener('keydown', (event) => {
    if (event.target.matches('input, select') || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '/') find.focus()
    else if (event.key === '?') document.getElementById('keys').showModal()
    else if (event.key.startsWith('Arrow') && document.activeElement === document.body) cards[visible[0]]?.focus()
    else return
    event.preventDefault()
  })
  document.getElementById('help').addEventListener('click', () => document.getElementById('keys').showModal())
  document.getElementById('keys-close').addEventListener('click', () => document.getElementById('keys').close())
  document.getElementById('filters').addEventListener('submit', (event) => event.preventDefault())
  find.addEventListener('input', () => {
    filter.find = find.value
    apply()
  })
  size.value = remembered('size', '168')
  const resized = () => {
    document.documentElement.style.setProperty('--card', `${size.value}px`)
    remember('size', size.value)
  }
  size.addEventListener('input', resized)
  resized()
  viewer.join(() => visible, (index) => {
    filter.cell = ''
    writeAddress()
    cards[index]?.scrollIntoView({ block: 'nearest' })
    cards[index]?.focus()
  }, (index) => {
    filter.cell = String(index)
    writeAddress()
  })
  const opened = () => {
    readAddress()
    controls()
    const cell = filter.cell
    apply()
    if (cell !== '' && data.cells[Number(cell)]) void viewer.show(Number(cell))
  }
  readAddress()
  everything()
  addEventListener('hashchange', opened)
  if (filter.cell !== '' && data.cells[Number(filter.cell)]) void viewer.show(Number(filter.cell))
})()
