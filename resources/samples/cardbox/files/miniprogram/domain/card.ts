/** What a card says, each as one line; empty when it does not say it. */
export interface Details {
  name: string
  role: string
  company: string
  phone: string
  email: string
  website: string
  address: string
}

/** A card in the box. */
export interface Card extends Details {
  id: string
  addedAt: number
  /** A picture of the paper card, kept by the phone. */
  photo: string
}

export type Field = keyof Details

export const FIELDS: readonly Field[] = ['name', 'role', 'company', 'phone', 'email', 'website', 'address']

export const blank = (): Details => ({ name: '', role: '', company: '', phone: '', email: '', website: '', address: '' })

/** Which of the five colours a card has: always the same for the same name. */
export function tint(name: string): number {
  return [...name].reduce((total, letter) => (total * 31 + letter.codePointAt(0)!) % 9973, 7) % 5
}

/** One or two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  if (!words.length) return '?'
  const first = [...words[0]][0]
  const last = words.length > 1 ? [...words[words.length - 1]][0] : ''
  return (first + last).toUpperCase()
}
