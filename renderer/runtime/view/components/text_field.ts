/** What `<input>` and `<textarea>` share: value, placeholder, focus, selection, composition, confirm. */
import { Component } from '../component'
import type { Automation, Host, Props, Tap } from '../component'
import type { Json, JsonObject } from '../../shared/chunk'
import { authorClasses, authorCss, numeric } from './author'

export type FieldProps = Props & {
  name: string
  value: string
  placeholder: string
  placeholderStyle: string
  placeholderClass: string
  disabled: boolean
  maxlength: number
  autoFocus: boolean
  focus: boolean
  confirmType: string
  confirmHold: boolean
  cursor: unknown
  cursorColor: string
  selectionStart: number
  selectionEnd: number
  holdKeyboard: boolean
}

type Field = HTMLInputElement | HTMLTextAreaElement

const keyHints: { readonly [confirmType: string]: string } = {
  send: 'send', search: 'search', next: 'next', go: 'go', done: 'done', return: 'enter',
}

/** How long the keyboard takes to come or go, ms. */
const KEYBOARD_MS = 250

export abstract class TextField<P extends FieldProps> extends Component<P> {
  protected readonly field: Field
  protected readonly wrapper: HTMLElement
  private readonly hint: HTMLElement
  private composing = false
  private lastKey = 0
  private initial: string | null = null
  private reported = ''
  private selection = ''
  private leavingByConfirm = false
  private keyboardHeight = 0

  constructor(host: Host<P>, tag: 'input' | 'textarea') {
    super(host)
    this.wrapper = host.create('div', `wx-${tag}-wrapper`, host.element)
    this.hint = host.create('div', `wx-${tag}-placeholder ${tag}-placeholder`, this.wrapper)
    this.field = host.create(tag, `wx-${tag}-field`, this.wrapper)
    host.slot = host.create('div', 'wx-field-slot', host.element)
    this.field.spellcheck = false
    this.field.autocomplete = 'off'
    this.listen()
    this.showPlaceholder()
  }

  override update(name: string): void {
    const { props } = this.host
    switch (name) {
      case 'value': {
        const value = this.allowed(props.value)
        if (this.initial === null) this.initial = value
        if (this.field.value !== value) this.setValue(value)
        this.reported = this.field.value
        break
      }
      case 'disabled':
        this.field.disabled = props.disabled
        break
      case 'maxlength':
        this.setValue(this.allowed(this.field.value))
        break
      case 'focus':
        if (props.focus) this.focus()
        else if (this.focused()) this.field.blur()
        break
      case 'confirmType':
        this.field.enterKeyHint = keyHints[props.confirmType] ?? 'done'
        break
      case 'cursorColor':
        this.field.style.caretColor = props.cursorColor
        break
      case 'cursor':
      case 'selectionStart':
      case 'selectionEnd':
        if (this.focused()) this.applySelection()
        break
      default:
        break
    }
    this.showPlaceholder()
  }

  override connected(): void {
    this.host.page.document.addEventListener('selectionchange', this.selected)
    this.showPlaceholder()
    if (this.host.props.autoFocus || this.host.props.focus) this.focus()
  }

  override disconnected(): void {
    this.host.page.document.removeEventListener('selectionchange', this.selected)
    if (this.focused()) this.host.page.keyboard(false, this.host as unknown as Host)
  }

  override tap(tap: Tap): void {
    if (tap.handled) return
    tap.handled = true
    this.activate()
  }

  override activate(): void {
    if (!this.host.props.disabled && !this.focused()) this.focus()
  }

  override formValue(): Json {
    return this.field.value
  }

  override readonly automation: Automation = {
    calls: { input: (text) => this.enter(String(text ?? '')) },
    property: (name) => (name === 'value' ? this.field.value : undefined),
  }

  /** Replace the text as if the person had typed the new one. */
  private enter(text: string): void {
    if (this.host.props.disabled) throw new Error(`the ${this.host.tag} is disabled`)
    if (!this.permits(text)) throw new Error(`a field of the type ${String(this.host.props['type'])} does not take "${text}"`)
    this.setValue(this.allowed(text))
    this.entered()
  }

  override formReset(): void {
    this.setValue(this.initial ?? '')
    this.host.setModel('value', this.field.value)
    this.showPlaceholder()
  }

  override method(name: string, args: Json): Json {
    if (name === 'focus') this.focus()
    else if (name === 'blur') this.field.blur()
    else if (name === 'getSelection') return { start: this.field.selectionStart ?? 0, end: this.field.selectionEnd ?? 0 }
    else if (name === 'setValue') this.setValue(String((args as JsonObject)['value'] ?? ''))
    else throw new Error(`${name}:fail not supported by ${this.host.tag}`)
    return null
  }

  override command(name: string, args: JsonObject): void {
    if (name === 'hideKeyboard') this.field.blur()
    else if (name === 'replaceInput') this.replace(args)
    else this.method(name, args)
  }

  /** Text the person may enter, after a change of its own kind (length, digits). */
  protected abstract permits(text: string): boolean

  /** Whether the Return key confirms instead of breaking the line. */
  protected abstract get confirms(): boolean

  /** The text changed, by whom ever. */
  protected changed(): void {
    this.showPlaceholder()
  }

  protected focused(): boolean {
    return this.host.page.document.activeElement === this.field
  }

  private get limit(): number {
    return numeric(this.host.props.maxlength, 140)
  }

  private allowed(value: string): string {
    return this.limit >= 0 && value.length > this.limit ? value.slice(0, this.limit) : value
  }

  protected setValue(value: string): void {
    if (this.field.value === value) return
    const end = this.field.value.length === this.field.selectionStart
    const at = this.field.selectionStart ?? value.length
    this.field.value = value
    if (this.focused()) this.field.setSelectionRange(end ? value.length : Math.min(at, value.length), end ? value.length : Math.min(at, value.length))
    this.changed()
  }

  /** The handler of an input event answered with another text. */
  private replace(args: JsonObject): void {
    const value = this.allowed(String(args['value'] ?? ''))
    this.setValue(value)
    this.reported = value
    this.host.setModel('value', value)
    const cursor = numeric(args['cursor'], -1)
    if (cursor >= 0 && this.focused()) this.field.setSelectionRange(cursor, cursor)
  }

  private focus(): void {
    if (!this.host.element.isConnected || this.host.props.disabled) return
    this.host.page.window.focus()
    this.field.focus({ preventScroll: true })
    this.applySelection()
  }

  private applySelection(): void {
    const { props } = this.host
    const cursor = numeric(props.cursor, -1)
    const start = numeric(props.selectionStart, -1)
    const end = numeric(props.selectionEnd, -1)
    if (start >= 0 && end >= 0) this.field.setSelectionRange(start, end)
    else if (cursor >= 0) this.field.setSelectionRange(cursor, cursor)
  }

  private showPlaceholder(): void {
    const { props, page } = this.host
    const hint = this.hint
    if (hint.textContent !== props.placeholder) hint.textContent = props.placeholder
    hint.style.cssText = authorCss(page, props.placeholderStyle)
    hint.className = `wx-${this.host.tag}-placeholder ${this.host.tag}-placeholder`
    if (props.placeholderClass) hint.classList.add(...authorClasses(this.host as unknown as Host, props.placeholderClass))
    if (this.field.value !== '' || this.composing) hint.style.display = 'none'
  }

  private listen(): void {
    const { field } = this
    // The field's own DOM events stay in here: the logic hears the component's.
    const composed = (event: Event) => ({ value: field.value, data: (event as CompositionEvent).data })
    field.addEventListener('compositionstart', (event) => {
      this.composing = true
      this.showPlaceholder()
      this.host.emit('keyboardcompositionstart', composed(event))
    })
    field.addEventListener('compositionupdate', (event) => this.host.emit('keyboardcompositionupdate', composed(event)))
    field.addEventListener('compositionend', (event) => {
      this.composing = false
      this.host.emit('keyboardcompositionend', composed(event))
      this.entered()
    })
    field.addEventListener('beforeinput', (event) => this.guard(event as InputEvent))
    field.addEventListener('input', () => {
      if (!this.composing) this.entered()
    })
    field.addEventListener('keydown', (event) => this.key(event as KeyboardEvent))
    field.addEventListener('focus', () => this.gained())
    field.addEventListener('blur', () => this.lost())
  }

  private guard(event: InputEvent): void {
    const text = event.data
    if (event.isComposing || !text || event.inputType.startsWith('delete')) return
    if (!this.permits(text)) {
      event.preventDefault()
      return
    }
    const { selectionStart, selectionEnd, value } = this.field
    const kept = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0))
    if (this.limit >= 0 && kept + text.length > this.limit && kept >= this.limit) event.preventDefault()
  }

  private entered(): void {
    const value = this.allowed(this.field.value)
    if (value !== this.field.value) this.setValue(value)
    this.changed()
    if (value === this.reported) return
    this.reported = value
    this.host.setModel('value', value)
    this.host.emit('input', { value, cursor: this.field.selectionStart ?? value.length, keyCode: this.lastKey })
  }

  private key(event: KeyboardEvent): void {
    // A physical keyboard sends 229 while an input method composes, as phones do.
    this.lastKey = event.key.length === 1 ? event.key.charCodeAt(0) : event.keyCode
    if (event.key !== 'Enter' || event.isComposing || !this.confirms || event.shiftKey) return
    event.preventDefault()
    this.host.emit('confirm', { value: this.field.value })
    if (this.host.props.confirmHold) return
    this.leavingByConfirm = true
    this.field.blur()
  }

  /** `hold-keyboard`: a tap beside the field takes the focus only when it goes to another field. */
  private readonly hold = (event: Event): void => {
    const { target } = event
    const field = (target as Element | null)?.closest('input, textarea, [contenteditable]')
    if (this.host.props.holdKeyboard && !field) event.preventDefault()
  }

  private gained(): void {
    this.host.page.document.addEventListener('mousedown', this.hold)
    const height = this.host.page.keyboard(true, this.host as unknown as Host)
    this.host.element.setAttribute('wx-focused', '')
    this.host.emit('focus', { value: this.field.value, height })
    this.keyboardChanged(height)
  }

  private keyboardChanged(height: number): void {
    if (height === this.keyboardHeight) return
    this.keyboardHeight = height
    this.host.emit('keyboardheightchange', { height, duration: KEYBOARD_MS / 1000 })
  }

  private lost(): void {
    this.host.page.document.removeEventListener('mousedown', this.hold)
    const cursor = this.field.selectionStart ?? this.field.value.length
    const viaConfirm = this.leavingByConfirm
    this.leavingByConfirm = false
    this.host.element.removeAttribute('wx-focused')
    this.keyboardChanged(this.host.page.keyboard(false, this.host as unknown as Host))
    const value = this.field.value
    if (this.host.tag === 'input') this.host.emit('change', { value })
    this.host.emit('blur', { value, cursor })
    if (!viaConfirm && this.host.tag === 'input' && this.host.props['type'] === 'nickname') {
      this.host.emit('nicknamereview', { pass: true, timeout: false })
    }
  }

  private readonly selected = (): void => {
    if (!this.focused()) return
    const { selectionStart, selectionEnd } = this.field
    const now = `${selectionStart}-${selectionEnd}`
    if (now === this.selection) return
    this.selection = now
    this.host.emit('selectionchange', { selectionStart: selectionStart ?? 0, selectionEnd: selectionEnd ?? 0 })
  }
}
