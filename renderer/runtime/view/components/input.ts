/** `<input>`: one line of text. */
import { defineComponent } from '../component'
import type { Host } from '../component'
import css from './input.css'
import { defaultsOf } from './properties'
import { TextField } from './text_field'
import type { FieldProps } from './text_field'

type InputProps = FieldProps & { type: string; password: boolean }

interface Kind {
  readonly mode: string
  /** Characters the phone's keyboard for this kind has. */
  readonly characters: RegExp
}

const anything = /^[\s\S]*$/
const kinds: { readonly [type: string]: Kind } = {
  text: { mode: 'text', characters: anything },
  number: { mode: 'numeric', characters: /^[0-9]*$/ },
  idcard: { mode: 'text', characters: /^[0-9xX]*$/ },
  digit: { mode: 'decimal', characters: /^[0-9.]*$/ },
  tel: { mode: 'tel', characters: /^[0-9+*#,;\- ]*$/ },
}

class Input extends TextField<InputProps> {
  constructor(host: Host<InputProps>) {
    super(host, 'input')
    this.field.enterKeyHint = 'done'
  }

  override update(name: string): void {
    const { props } = this.host
    if (name === 'type' || name === 'password') {
      const secret = props.password || props.type === 'password' || props.type === 'safe-password'
      ;(this.field as HTMLInputElement).type = secret ? 'password' : 'text'
      this.field.inputMode = this.kind.mode
    }
    super.update(name)
  }

  private get kind(): Kind {
    return kinds[this.host.props.type] ?? (kinds['text'] as Kind)
  }

  protected permits(text: string): boolean {
    return this.kind.characters.test(text)
  }

  protected get confirms(): boolean {
    return true
  }
}

defineComponent('input', defaultsOf<InputProps>('input', { name: '' }), Input, css)
