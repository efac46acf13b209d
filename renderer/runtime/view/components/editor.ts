/** `<editor>`: rich text the person writes, with the formats of EditorContext. */
import { Component, defineComponent } from '../component'
import type { Host, Props, Tap } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { numeric } from './author'
import css from './editor.css'
import { toDelta, toHtml } from './editor_delta'
import { applyFormat, formatsAt } from './editor_formats'
import { defaultsOf } from './properties'

type EditorProps = Props & { name: string; readOnly: boolean; placeholder: string; showImgSize: boolean }

class Editor extends Component<EditorProps> {
  private readonly area: HTMLElement
  private status = ''
  private range: Range | null = null
  private ready = false

  constructor(host: Host<EditorProps>) {
    super(host)
    this.area = host.create('div', 'ql-editor wx-editor-area', host.element)
    host.slot = host.create('div', 'wx-editor-slot', host.element)
    this.area.contentEditable = 'true'
    this.area.spellcheck = false
    this.area.innerHTML = '<p><br></p>'
    this.listen()
    this.showPlaceholder()
  }

  override update(): void {
    const { props } = this.host
    this.area.contentEditable = props.readOnly ? 'false' : 'true'
    this.area.setAttribute('data-placeholder', props.placeholder)
    this.showPlaceholder()
  }

  override disconnected(): void {
    this.host.page.document.removeEventListener('selectionchange', this.selected)
  }

  override connected(): void {
    this.host.page.document.addEventListener('selectionchange', this.selected)
    if (this.ready) return
    this.ready = true
    this.host.page.window.requestAnimationFrame(() => this.host.emit('ready', {}))
  }

  override tap(tap: Tap): void {
    tap.handled = true
    if (!this.host.props.readOnly) this.area.focus()
  }

  override formValue(): Json {
    return this.contents()['html'] as Json
  }

  override formReset(): void {
    this.setHtml('')
  }

  override method(name: string, args: Json): Json {
    const options = (args && typeof args === 'object' && !Array.isArray(args) ? args : {}) as JsonObject
    const method = this.methods[name]
    if (!method) throw new Error(`${name}:fail not supported by editor`)
    return method(options) ?? null
  }

  override command(name: string, args: JsonObject): void {
    this.method(name, args)
  }

  private readonly methods: { readonly [name: string]: (args: JsonObject) => Json | void } = {
    getContents: () => this.contents(),
    setContents: (args) => {
      const delta = args['delta'] as { ops?: Json[] } | Json[] | undefined
      if (delta) this.setHtml(toHtml(Array.isArray(delta) ? delta : delta.ops ?? [], (source) => this.host.page.resourceUrl(source)))
      else this.setHtml(String(args['html'] ?? ''))
    },
    insertText: (args) => this.write('insertText', String(args['text'] ?? '')),
    insertDivider: () => this.write('insertHTML', '<hr>'),
    insertImage: (args) => {
      const image = this.host.create('img')
      image.src = this.host.page.resourceUrl(String(args['src'] ?? ''))
      image.alt = String(args['alt'] ?? '')
      for (const side of ['width', 'height'] as const) if (args[side]) image.style[side] = String(args[side])
      const { data } = args
      if (data && typeof data === 'object' && !Array.isArray(data)) {
        image.setAttribute('data-custom', Object.entries(data).map(([key, value]) => `${key}=${String(value)}`).join('&'))
      }
      this.write('insertHTML', image.outerHTML)
    },
    format: (args) => {
      this.restore()
      applyFormat(this.host.page.document, this.area, String(args['name'] ?? ''), args['value'])
      this.changed()
    },
    removeFormat: () => this.write('removeFormat', ''),
    clear: () => this.setHtml(''),
    undo: () => this.write('undo', ''),
    redo: () => this.write('redo', ''),
    blur: () => this.area.blur(),
    scrollIntoView: () => this.area.scrollIntoView({ block: 'nearest' }),
    getSelectionText: () => ({ text: this.range?.toString() ?? '' }),
    getSelection: () => {
      const { left = 0, top = 0, width = 0, height = 0 } = this.range?.getBoundingClientRect() ?? {}
      return { range: { index: this.offset(), length: this.range?.toString().length ?? 0 }, bounds: { left, top, width, height } }
    },
    setSelection: (args) => this.select(numeric(args['index'], 0), numeric(args['length'], 0)),
    deleteText: (args) => {
      this.select(numeric(args['index'], 0), numeric(args['length'], 0))
      this.write('delete', '')
    },
    getHistoryState: () => ({ undo: this.host.page.document.queryCommandEnabled('undo'), redo: this.host.page.document.queryCommandEnabled('redo') }),
  }

  private listen(): void {
    const { area } = this
    area.addEventListener('input', () => this.changed())
    area.addEventListener('focus', () => {
      this.host.page.keyboard(true, this.host as unknown as Host)
      this.host.emit('focus', this.contents())
    })
    area.addEventListener('blur', () => {
      this.host.page.keyboard(false, this.host as unknown as Host)
      this.host.emit('blur', this.contents())
    })
    area.addEventListener('paste', (event) => {
      event.preventDefault()
      this.write('insertText', event.clipboardData?.getData('text/plain') ?? '')
    })
  }

  private readonly selected = (): void => {
    const selection = this.host.page.document.getSelection()
    if (!selection?.rangeCount || !this.area.contains(selection.anchorNode)) return
    this.range = selection.getRangeAt(0).cloneRange()
    this.tellStatus()
  }

  private tellStatus(): void {
    const formats = formatsAt(this.host.page, this.area, this.range)
    const now = JSON.stringify(formats)
    if (now === this.status) return
    this.status = now
    this.host.emit('statuschange', formats)
  }

  private changed(): void {
    if (!this.area.firstElementChild) this.area.innerHTML = '<p><br></p>'
    this.showPlaceholder()
    this.host.emit('input', this.contents())
    this.tellStatus()
  }

  private contents(): JsonObject {
    const { area } = this
    const ops = toDelta(area)
    const text = ops.map((op) => (typeof op['insert'] === 'string' ? op['insert'] : '')).join('')
    return { html: area.innerHTML, text, delta: { ops } }
  }

  private setHtml(html: string): void {
    const inert = new DOMParser().parseFromString(html, 'text/html')
    for (const bad of inert.querySelectorAll('script, style, iframe, object, embed, link, meta, form, input, button')) bad.remove()
    for (const element of inert.querySelectorAll('*')) {
      for (const { name, value } of [...element.attributes]) {
        if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) element.removeAttribute(name)
        else if (name === 'src') element.setAttribute('src', this.host.page.resourceUrl(value))
      }
    }
    this.area.innerHTML = inert.body.innerHTML || '<p><br></p>'
    this.range = null
    this.changed()
  }

  private restore(): void {
    const { document } = this.host.page
    this.area.focus({ preventScroll: true })
    const selection = document.getSelection()
    const range = this.range && this.area.contains(this.range.startContainer) ? this.range : null
    if (!selection) return
    if (range) {
      selection.removeAllRanges()
      selection.addRange(range)
    } else {
      selection.selectAllChildren(this.area)
      selection.collapseToEnd()
    }
  }

  private write(command: string, value: string): void {
    this.restore()
    this.host.page.document.execCommand(command, false, value)
    this.changed()
  }

  /** Characters before the selection. */
  private offset(): number {
    if (!this.range) return 0
    const before = this.range.cloneRange()
    before.selectNodeContents(this.area)
    before.setEnd(this.range.startContainer, this.range.startOffset)
    return before.toString().length
  }

  private select(index: number, length: number): void {
    const { document } = this.host.page
    const range = document.createRange()
    range.selectNodeContents(this.area)
    range.collapse(true)
    const walker = document.createTreeWalker(this.area, 4)
    let at = 0
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const size = node.nodeValue?.length ?? 0
      if (index >= at && index <= at + size) range.setStart(node, index - at)
      if (index + length >= at && index + length <= at + size) range.setEnd(node, index + length - at)
      at += size
    }
    this.range = range
    this.restore()
  }

  private showPlaceholder(): void {
    const empty = (this.area.textContent ?? '') === '' && !this.area.querySelector('img, hr, li')
    this.area.classList.toggle('ql-blank', empty)
  }
}

defineComponent('editor', defaultsOf<EditorProps>('editor', { name: '' }), Editor, css)
