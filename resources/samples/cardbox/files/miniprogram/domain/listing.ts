import { Card, initials, tint } from './card'

/** A row of the list. */
export interface Row {
  id: string
  name: string
  line: string
  initials: string
  tint: number
}

/** Rows under one letter. */
export interface Group {
  letter: string
  rows: Row[]
}

const letterOf = (name: string): string => {
  const first = [...name.trim()][0]?.toUpperCase() ?? '#'
  return /[A-Z]/.test(first) ? first : '#'
}

const row = (card: Card): Row => ({
  id: card.id,
  name: card.name,
  line: [card.role, card.company].filter(Boolean).join(' · '),
  initials: initials(card.name),
  tint: tint(card.name),
})

/** The cards that hold every word of a search, by letter and name. */
export function listed(cards: readonly Card[], search: string): Group[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (card: Card) => {
    const text = [card.name, card.company, card.role, card.email, card.phone].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const groups = new Map<string, Row[]>()
  for (const card of [...cards].filter(fits).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const letter = letterOf(card.name)
    groups.set(letter, [...(groups.get(letter) ?? []), row(card)])
  }
  return [...groups].sort(([a], [b]) => (a === '#' ? 1 : b === '#' ? -1 : a < b ? -1 : 1)).map(([letter, rows]) => ({ letter, rows }))
}
