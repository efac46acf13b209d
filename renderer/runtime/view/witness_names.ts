/** Selectors for an element as people write them: id, class, data, tag, none of what a tool has made up. */

const NAME = /^-?[A-Za-z_][\w-]*$/
/** Classes that come and go with a finger. */
const FLEETING = /hover|active|pressed|focus/
const DATA = /^data-[a-z][\w-]*$/
const LONGEST_DATA = 24
/** Names with what a build has counted or hashed: `css-1x2y3z`, `btn__3kfJq`, `data-v-7ba5bd90`. */
const COUNTED = /^(data-v|css|jsx|sc|svelte)-/
const LEAST_HASH = 5
/** A number that an author has counted to is shorter; one so long was drawn, or counted by a server. */
const DRAWN = /^\d{5,}$/

export interface Name {
  /** As it is written in WXML. */
  readonly strict: string
  /** As the document's own names need it. */
  readonly loose: string
  /** A tag alone, which says little. */
  readonly bare?: boolean
}

/** Whether a name is made up anew by each build or run: a long number, or digits within a word of some length, not at its end. */
export function isMadeUp(name: string): boolean {
  if (COUNTED.test(name)) return true
  const words = name.split(/[-_]+/)
  return words.some((word) => DRAWN.test(word) || (word.length >= LEAST_HASH && /[A-Za-z]/.test(word) && /\d[A-Za-z]/.test(word)))
}

/** The ways to name an element by itself, the plainest first; those of a component are looked for behind its `>>>`. */
export function namesOf(element: Element): Name[] {
  const tag = element.localName.replace(/^wx-/, '')
  // Those of a component carry a prefix.
  const classes = [...element.classList].filter((name) => !/^wx-/.test(name)).map((name) => name.replace(/^.*--/, ''))
  const meant = classes.filter((name) => NAME.test(name) && !FLEETING.test(name) && !isMadeUp(name) && !name.startsWith('wx-'))
  const byClass = meant.map((name): Name => ({ strict: `.${name}`, loose: looseClass(name) }))
  const byTag: Name = { strict: tag, loose: `:is(${tag}, wx-${tag})` }
  const data = dataOf(element)
  const first = byClass[0] ?? byTag
  const names: Name[] = [
    ...(NAME.test(element.id) && !isMadeUp(element.id) ? [{ strict: `#${element.id}`, loose: `#${element.id}` }] : []),
    ...byClass,
    ...data.map((part): Name => ({ strict: first.strict + part, loose: first.loose + part })),
  ]
  const host = hostOf(element)
  const within = host ? names.map(({ strict, loose }): Name => ({ strict: `${host.strict} >>> ${strict}`, loose: `${host.loose} ${loose}` })) : []
  return [...(host ? within : names), ...(host ? names : []), { ...byTag, bare: true }]
}

const looseClass = (name: string): string => `:is([class*="--${name} "], [class$="--${name}"], .${name})`

/** `[data-id="7"]` for what the author keeps at an element, as far as it is short and plain. */
function dataOf(element: Element): string[] {
  return [...element.attributes]
    .filter(({ name, value }) => DATA.test(name) && !COUNTED.test(name) && value !== '' && value.length <= LONGEST_DATA && /^[^"\\\n\r]+$/.test(value))
    .map(({ name, value }) => `[${name}="${value}"]`)
}

/** The custom component an element was written in, as far as its classes tell: `my-card`, `#total`. */
function hostOf(element: Element): Name | null {
  const host = element.parentElement?.closest('[wx-host]')
  const prefix = host?.getAttribute('wx-host')
  if (!host || !prefix || ![...element.classList].some((name) => name.startsWith(`${prefix}--`))) return null
  const [name] = namesOf(host).filter(({ strict }) => !strict.includes('>>>'))
  return name ?? null
}
