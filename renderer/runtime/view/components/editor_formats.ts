/** Formats of the editor: applying one to the selection, reading those at the caret. */
import type { PageView } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'

const commands: { readonly [format: string]: string } = { bold: 'bold', italic: 'italic', underline: 'underline', strike: 'strikeThrough', ins: 'underline' }

/** Formats that are a CSS property of the block or of the text. */
const blockStyles = new Set(['lineHeight', 'margin', 'marginTop', 'marginBottom', 'marginLeft', 'marginRight', 'padding', 'paddingTop', 'paddingBottom', 'paddingLeft', 'paddingRight', 'textIndent'])
const textStyles: { readonly [format: string]: string } = {
  color: 'color', backgroundColor: 'background-color', fontSize: 'font-size', fontFamily: 'font-family', font: 'font', fontWeight: 'font-weight',
  fontStyle: 'font-style', letterSpacing: 'letter-spacing', textDecoration: 'text-decoration',
}
const aligns: { readonly [value: string]: string } = { left: 'justifyLeft', center: 'justifyCenter', right: 'justifyRight', justify: 'justifyFull' }

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Direct children of the area that the selection touches. */
function blocks(document: Document, area: HTMLElement): HTMLElement[] {
  const selection = document.getSelection()
  if (!selection?.rangeCount) return []
  return [...area.children].filter((child) => selection.containsNode(child, true)) as HTMLElement[]
}

export function applyFormat(document: Document, area: HTMLElement, name: string, value: Json | undefined): void {
  const run = (command: string, argument = '') => document.execCommand(command, false, argument)
  document.execCommand('styleWithCSS', false, 'false')
  if (commands[name]) run(commands[name])
  else if (name === 'script') run(value === 'sub' ? 'subscript' : 'superscript')
  else if (name === 'align') run(aligns[String(value)] ?? 'justifyLeft')
  else if (name === 'direction') for (const block of blocks(document, area)) block.dir = value === 'rtl' ? 'rtl' : ''
  else if (name === 'header' || /^H[1-6]$/i.test(String(value))) heading(document, area, value)
  else if (name === 'list') list(document, area, String(value))
  else if (name === 'indent') run(value === '-1' || value === -1 ? 'outdent' : 'indent')
  else if (blockStyles.has(name)) for (const block of blocks(document, area)) block.style.setProperty(dashed(name), toggled(block, name, value))
  else if (textStyles[name]) style(document, area, textStyles[name], String(value ?? ''))
}

/** The same value twice takes a block's style away again. */
const toggled = (block: HTMLElement, name: string, value: Json | undefined): string =>
  (block.style.getPropertyValue(dashed(name)) === String(value) ? '' : String(value ?? ''))

function heading(document: Document, area: HTMLElement, value: Json | undefined): void {
  const level = Number(String(value).replace(/^h/i, ''))
  const wanted = level >= 1 && level <= 6 ? `h${level}` : 'p'
  const now = blocks(document, area)[0]?.localName
  document.execCommand('formatBlock', false, now === wanted ? 'p' : wanted)
}

function list(document: Document, area: HTMLElement, value: string): void {
  document.execCommand(value === 'ordered' ? 'insertOrderedList' : 'insertUnorderedList')
  const state = value === 'check' ? 'unchecked' : value === 'checked' || value === 'unchecked' ? value : ''
  if (!state) return
  const selection = document.getSelection()
  for (const item of area.querySelectorAll('li')) if (selection?.containsNode(item, true)) item.setAttribute('data-list', state)
}

/** A style on the selected text: the browser marks it with a font that is then replaced by the style. */
function style(document: Document, area: HTMLElement, property: string, value: string): void {
  const mark = 'wx-editor-mark'
  document.execCommand('fontName', false, mark)
  for (const font of area.querySelectorAll<HTMLElement>(`font[face="${mark}"]`)) {
    const span = document.createElement('span')
    if (value) span.style.setProperty(property, value)
    span.append(...font.childNodes)
    for (const inner of span.querySelectorAll<HTMLElement>('span')) inner.style.removeProperty(property)
    font.replaceWith(span)
  }
}

/** Formats at the caret as statuschange tells them. */
export function formatsAt(page: PageView, area: HTMLElement, range: Range | null): JsonObject {
  const result: JsonObject = {}
  const start = range?.startContainer
  let at: Element | null = start ? (start.nodeType === 1 ? (start as Element) : start.parentElement) : null
  const weigh = (element: Element) => {
    const name = element.localName
    if (name === 'b' || name === 'strong') result['bold'] ??= 'strong'
    if (name === 'i' || name === 'em') result['italic'] ??= 'em'
    if (name === 'u' || name === 'ins') result['underline'] ??= true
    if (name === 's' || name === 'strike' || name === 'del') result['strike'] ??= 'del'
    if (name === 'sub') result['script'] ??= 'sub'
    if (name === 'sup') result['script'] ??= 'super'
    if (/^h[1-6]$/.test(name)) result['header'] ??= Number(name[1])
    if (name === 'li') result['list'] ??= element.getAttribute('data-list') ?? (element.parentElement?.localName === 'ol' ? 'ordered' : 'bullet')
    const { style } = element as HTMLElement
    if (style.textAlign && style.textAlign !== 'left') result['align'] ??= style.textAlign
    if ((element as HTMLElement).dir === 'rtl') result['direction'] ??= 'rtl'
    for (const [format, property] of Object.entries(textStyles)) if (style.getPropertyValue(property)) result[format] ??= style.getPropertyValue(property)
    for (const format of blockStyles) if (style.getPropertyValue(dashed(format))) result[format] ??= style.getPropertyValue(dashed(format))
  }
  while (at && at !== area) {
    weigh(at)
    at = at.parentElement
  }
  // What is switched on for the next letter is not in the tree yet.
  const { document } = page
  for (const [format, value] of [['bold', 'strong'], ['italic', 'em'], ['underline', true], ['strike', 'del']] as const) {
    if (document.activeElement === area && document.queryCommandState(commands[format] as string)) result[format] ??= value
  }
  return result
}
