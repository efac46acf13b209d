/** Where the person was on each page, kept while an edit makes elements or whole pages anew. */
import type { Page } from './page'

/** A place in one document: how far it is scrolled, and the field that has the focus. */
interface Place {
  readonly route: string
  readonly scrollTop: number
  readonly focus: Focus | null
}

interface Focus {
  readonly element: Element
  /** Child indexes from the body. */
  readonly path: readonly number[]
  readonly value: string | null
  readonly selection: readonly [number, number] | null
}

export class Places {
  private places: Place[] = []

  /** Remember where the person is, before an edit reaches the pages. */
  take(pages: readonly Page[]): void {
    this.places = pages.map((page) => ({ route: page.route, scrollTop: page.scroll.top, focus: focusOf(page.document) }))
  }

  /** Lead a page back to its place, as far as its content allows. */
  restore(page: Page): void {
    const place = this.places.find(({ route }) => route === page.route)
    if (!place) return
    const scroller = page.document.documentElement
    if (scroller.scrollTop < place.scrollTop) scroller.scrollTop = place.scrollTop
    if (place.focus && !page.document.contains(place.focus.element)) focus(page.document, place.focus)
  }

  /** The edit is taken over: from now on the app alone moves things. */
  forget(): void {
    this.places = []
  }
}

function focusOf(document: Document): Focus | null {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return null
  const path: number[] = []
  for (let node: Element = element; node !== document.body && node.parentElement; node = node.parentElement) {
    path.unshift([...node.parentElement.children].indexOf(node))
  }
  const field = element as HTMLInputElement
  const { selectionStart, selectionEnd } = field
  const selection = typeof selectionStart === 'number' && typeof selectionEnd === 'number' ? ([selectionStart, selectionEnd] as const) : null
  return { element, path, value: typeof field.value === 'string' ? field.value : null, selection }
}

/** Focus what now stands where the field stood, with the text that was being typed. */
function focus(document: Document, { element, path, value, selection }: Focus): void {
  let found: Element | undefined = document.body
  for (const index of path) found = found?.children[index]
  if (!found || found === document.activeElement || found.tagName !== element.tagName) return
  const field = found as HTMLInputElement
  if (value !== null) field.value = value
  field.focus({ preventScroll: true })
  if (selection) field.setSelectionRange(...selection)
}
