import { blank, Details, Field } from './card'

/** MeCard, the short form many printed codes use: `MECARD:N:Lin,Mia;TEL:+49 30 1234;;`. */
const NAMES: Record<string, Field> = { TEL: 'phone', EMAIL: 'email', URL: 'website', ADR: 'address', ORG: 'company', TITLE: 'role' }

const plain = (text: string): string => text.replace(/\\(.)/g, '$1').trim()

/** The card a MeCard describes; null for another text. */
export function readMeCard(text: string): Details | null {
  const [, body] = /^\s*MECARD:([\s\S]*)$/i.exec(text) ?? []
  if (body === undefined) return null
  const card = blank()
  for (const entry of body.match(/(\\.|[^;\\])+/g) ?? []) {
    const [, name = '', value = ''] = /^([^:]+):([\s\S]*)$/.exec(entry) ?? []
    const field = NAMES[name.trim().toUpperCase()]
    if (name.trim().toUpperCase() === 'N') card.name = (value.match(/(\\.|[^,\\])+/g) ?? []).map(plain).reverse().join(' ').trim()
    else if (field) card[field] ||= plain(value)
  }
  return card
}
