import { blank, Details } from './card'

/** vCard 3.0 (RFC 2426), as phones write it into QR codes. */
const quote = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\n/g, '\\n')
const plain = (text: string): string => text.replace(/\\n/gi, ' ').replace(/\\(.)/g, '$1').trim()

/** The parts of a value, split at the semicolons that are not quoted. */
const parts = (value: string): string[] => (value.match(/(\\.|[^;\\])*(;|$)/g) ?? []).map((part) => plain(part.replace(/;$/, '')))

export function writeVCard(card: Details): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${quote(card.name)};;;;`,
    `FN:${quote(card.name)}`,
    card.company && `ORG:${quote(card.company)}`,
    card.role && `TITLE:${quote(card.role)}`,
    card.phone && `TEL:${quote(card.phone)}`,
    card.email && `EMAIL:${quote(card.email)}`,
    card.website && `URL:${quote(card.website)}`,
    card.address && `ADR:;;${quote(card.address)};;;;`,
    'END:VCARD',
  ]
  return lines.filter(Boolean).join('\r\n')
}

/** The card a vCard describes; null for another text. */
export function readVCard(text: string): Details | null {
  if (!/^\s*BEGIN:VCARD/i.test(text)) return null
  const card = blank()
  const unfolded = text.replace(/\r?\n[ \t]/g, '')
  for (const line of unfolded.split(/\r?\n/)) {
    const [, head = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? []
    const name = head.split(';')[0].toUpperCase().replace(/^.*\./, '')
    take(card, name, value)
  }
  return card
}

function take(card: Details, name: string, value: string): void {
  const joined = parts(value).filter(Boolean)
  if (name === 'FN') card.name = plain(value)
  else if (name === 'N' && !card.name) card.name = joined.slice(0, 2).reverse().join(' ')
  else if (name === 'ORG') card.company = joined.join(', ')
  else if (name === 'TITLE') card.role = plain(value)
  else if (name === 'TEL') card.phone ||= plain(value)
  else if (name === 'EMAIL') card.email ||= plain(value)
  else if (name === 'URL') card.website ||= plain(value)
  else if (name === 'ADR') card.address ||= joined.join(', ')
}
