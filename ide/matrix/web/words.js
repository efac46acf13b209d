// The words of the sheet in the reader's language, and elements made without markup of strangers.
'use strict'

const sheet = (() => {
  const data = globalThis.minideckData
  /** A setting that may be forgotten: a file's page is not always allowed to remember. */
  const remembered = (name, fallback) => {
    try { return localStorage.getItem(`minideck-${name}`) ?? fallback } catch { return fallback }
  }
  const remember = (name, value) => {
    try { localStorage.setItem(`minideck-${name}`, value) } catch { /* this visit alone */ }
  }
  const codes = Object.keys(data.words)
  const reader = (navigator.languages ?? []).map((one) => one.slice(0, 2)).find((one) => codes.includes(one))
  let code = remembered('speech', reader ?? data.language)
  if (!codes.includes(code)) code = data.language

  const word = (key, values = {}) =>
    (data.words[code][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))

  /** An element with attributes and children; texts stay texts. */
  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(name, '')
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value))
    }
    made.append(...children.filter((child) => child !== null && child !== undefined))
    return made
  }

  /** Put the words into what the page's markup leaves open. */
  const speak = () => {
    document.documentElement.lang = code
    for (const one of document.querySelectorAll('[data-word]')) one.textContent = word(one.dataset.word)
    for (const one of document.querySelectorAll('[data-title]')) {
      one.title = word(one.dataset.title)
      one.setAttribute('aria-label', one.title)
    }
    for (const one of document.querySelectorAll('[data-hint]')) one.placeholder = word(one.dataset.hint)
  }
  const use = (chosen) => {
    code = chosen
    remember('speech', code)
    speak()
  }

  /** One of several buttons is pressed; arrow keys go from one to the next. */
  const choice = (box, label, options, chosen, choose) => {
    box.setAttribute('aria-label', label)
    const buttons = options.map(({ value, text, count, off }) => make('button', {
      type: 'button', role: 'radio', 'aria-checked': String(value === chosen), tabindex: value === chosen ? 0 : -1, disabled: off, 'data-value': value,
    }, text, count === undefined ? null : make('b', {}, String(count))))
    for (const button of buttons) button.addEventListener('click', () => choose(button.dataset.value))
    box.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      if (!step) return
      const usable = buttons.filter((one) => !one.disabled)
      const at = usable.indexOf(document.activeElement)
      if (at < 0) return
      event.preventDefault()
      event.stopPropagation()
      const value = usable[(at + step + usable.length) % usable.length].dataset.value
      choose(value)
      box.querySelector(`[data-value="${value}"]`)?.focus()
    }
    box.replaceChildren(...buttons)
  }

  const [PAGE, DEVICE, THEME, LANGUAGE, SCENARIO, STATUS, KIND, SHARE, PICTURE, WIDTH, HEIGHT] = Array(11).keys()
  const names = {
    device: (cell) => data.axes.devices[cell[DEVICE]][1],
    theme: (cell) => word(`theme_${data.axes.themes[cell[THEME]]}`),
    language: (cell) => data.axes.languages[cell[LANGUAGE]][1],
    scenario: (cell) => data.axes.scenarios[cell[SCENARIO]] || word('plain'),
  }
  const fields = {
    page: PAGE, device: DEVICE, theme: THEME, language: LANGUAGE, scenario: SCENARIO,
    status: STATUS, kind: KIND, share: SHARE, picture: PICTURE, width: WIDTH, height: HEIGHT,
  }
  const pageOf = (cell) => data.axes.pages[cell[PAGE]]
  /** What tells the pictures of a page apart: the axes with more than one value. */
  const caption = (cell) => {
    const plural = { device: 'devices', theme: 'themes', language: 'languages', scenario: 'scenarios' }
    const told = Object.keys(names).filter((name) => name === 'device' || data.axes[plural[name]].length > 1)
    return told.map((name) => names[name](cell))
  }
  const share = (value) => value.toLocaleString(code, { maximumFractionDigits: value < 1 ? 3 : 1 })
  return { data, word, make, speak, use, choice, remembered, remember, names, fields, pageOf, caption, share, get code() { return code } }
})()
globalThis.minideckSheet = sheet
