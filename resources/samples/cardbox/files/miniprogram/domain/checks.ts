import { Details, Field } from './card'

/** What is wrong with a field, by its name; nothing for one that may stay as it is. */
export type Faults = Partial<Record<Field, string>>

const PHONE = /^\+?[\d\s()/-]{5,24}$/
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/
const WEBSITE = /^(https?:\/\/)?[^\s/.]+(\.[^\s/.]+)+(\/\S*)?$/

/** Look through the fields of a card. Only the name has to be there. */
export function faultsOf(details: Details): Faults {
  const faults: Faults = {}
  if (!details.name.trim()) faults.name = 'A card needs a name'
  if (details.phone && !PHONE.test(details.phone.trim())) faults.phone = 'Digits, spaces and + only'
  if (details.email && !EMAIL.test(details.email.trim())) faults.email = 'This is no e-mail address'
  if (details.website && !WEBSITE.test(details.website.trim())) faults.website = 'This is no web address'
  return faults
}

/** The card without blanks around its lines. */
export function trimmed(details: Details): Details {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, value.trim()])) as unknown as Details
}
