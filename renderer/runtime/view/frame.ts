/** The iframe of a page: an own document in which nothing but style sheets and our DOM exists. */
import { authorCss } from './author_css'
import base from './base.css'
import type { JsonObject } from '../shared/chunk'
import { componentStyles } from './component'
import skyline from './skyline.css'

/** No script can run in a page's document, whatever gets into it; all code lives in the shell. */
const POLICY = "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"

interface Sheet {
  readonly slot: number
  readonly element: HTMLStyleElement
  /** The fonts that the sheet declares, apart: an edit of other rules must not load them again, without letters until then. */
  readonly fonts: HTMLStyleElement
}

const FONT_FACE = /@font-face\s*\{[^}]*\}/gi

/** Give an element other text; whether it is another one. */
function rewrite(element: HTMLStyleElement, text: string): boolean {
  const changed = element.textContent !== text
  if (changed) element.textContent = text
  return changed
}

export class Frame {
  readonly element: HTMLIFrameElement
  readonly document: Document
  readonly window: Window
  private readonly sheets = new Map<string, Sheet>()
  private renderer: 'webview' | 'skyline' = 'webview'

  /** Create the iframe inside `parent`, which must be in the shell's document. */
  constructor(parent: HTMLElement, fontStyles: string) {
    this.element = parent.ownerDocument.createElement('iframe')
    this.element.className = 'page-frame'
    parent.appendChild(this.element)
    this.window = this.element.contentWindow as Window
    this.document = this.window.document
    // Written, not loaded: the document is there at once and in standards mode.
    this.document.open()
    this.document.write(
      `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
        '<meta name="viewport" content="width=device-width,initial-scale=1"></head><body></body></html>',
    )
    this.document.close()
    const { head } = this.document
    if (fontStyles) {
      const link = this.document.createElement('link')
      link.rel = 'stylesheet'
      link.href = fontStyles
      head.appendChild(link)
    }
    this.addDefault(base)
    this.addDefault(componentStyles())
  }

  private addDefault(css: string): void {
    const style = this.document.createElement('style')
    style.textContent = css
    this.document.head.appendChild(style)
  }

  /** Take Skyline's defaults; `rendererOptions.skyline` can ask for block boxes and content sizes as in a web view. */
  useSkyline(options: JsonObject): void {
    const { classList } = this.document.documentElement
    this.renderer = 'skyline'
    classList.add('wx-skyline')
    classList.toggle('wx-skyline-flex', options['defaultDisplayBlock'] !== true)
    classList.toggle('wx-skyline-border', options['defaultContentBox'] !== true)
    this.addDefault(skyline)
  }

  /** What `prefers-color-scheme` and the default colours of the document are. */
  setTheme(theme: 'light' | 'dark'): void {
    this.element.style.colorScheme = theme
    this.document.documentElement.style.colorScheme = theme
    this.document.documentElement.dataset['weuiTheme'] = theme
  }

  /** The letters' size the person chose in WeChat, CSS px: what `<page-meta page-font-size="system">` means. */
  setFontSize(size: number): void {
    this.document.documentElement.style.setProperty('--wx-system-font', `${size}px`)
  }

  /** What `env(safe-area-inset-…)` is worth, CSS px. */
  setSafeArea(insets: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }): void {
    for (const side of ['top', 'right', 'bottom', 'left'] as const) {
      this.document.documentElement.style.setProperty(`--wx-safe-${side}`, `${insets[side]}px`)
    }
  }

  /** Put the author's sheet where its slot says, or replace the one of the same key in place; whether it is new. */
  setStyle(key: string, slot: number, text: string): boolean {
    const css = authorCss(text, this.renderer)
    const fonts = (css.match(FONT_FACE) ?? []).join('\n')
    const rules = fonts ? css.replace(FONT_FACE, '') : css
    const known = this.sheets.get(key)
    if (known && known.slot === slot) {
      const [otherFonts, otherRules] = [rewrite(known.fonts, fonts), rewrite(known.element, rules)]
      return otherFonts || otherRules
    }
    const sheet: Sheet = { slot, element: this.document.createElement('style'), fonts: this.document.createElement('style') }
    rewrite(sheet.fonts, fonts)
    rewrite(sheet.element, rules)
    sheet.element.dataset['key'] = key
    let before: HTMLStyleElement | null = null
    for (const other of this.sheets.values()) {
      if (other.slot <= slot || other === known) continue
      if (!before || other.fonts.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING) before = other.fonts
    }
    this.document.head.insertBefore(sheet.fonts, before)
    this.document.head.insertBefore(sheet.element, before)
    // The old sheet of the same key holds until the new one does.
    known?.fonts.remove()
    known?.element.remove()
    this.sheets.set(key, sheet)
    return true
  }

  dispose(): void {
    this.element.remove()
  }
}
