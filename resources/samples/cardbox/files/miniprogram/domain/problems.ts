import { Reason } from './failure'

/** What the screen says about a failure, and the one thing to do about it. */
export interface Problem {
  title: string
  text: string
  action: string
}

export const problems: Record<Reason, Problem> = {
  offline: { title: 'No connection', text: 'The picture is kept. Type what the card says, or read it later.', action: 'Read again' },
  unreadable: { title: 'Too blurred to read', text: 'Hold the card flat and in the light.', action: 'Photograph again' },
  'camera-denied': { title: 'The camera is not allowed', text: 'Allow it to photograph cards, or take a picture of the album.', action: 'Allow' },
  'album-denied': { title: 'The album is not allowed', text: 'Allow it in the settings of the phone.', action: '' },
  'foreign-code': { title: 'This code is no card', text: 'CardBox reads vCard and MeCard codes.', action: 'Scan again' },
  'contacts-denied': { title: 'Contacts are not allowed', text: 'Copy the number instead, or allow contacts in the settings.', action: 'Copy the number' },
  locked: { title: 'The box cannot be opened', text: 'Its cards are encrypted for another phone or account.', action: 'Try again' },
  'too-long': { title: 'Too much for one code', text: 'Shorten the address or the company.', action: 'Edit' },
  gone: { title: 'This card is not there any more', text: 'It was taken out of the box.', action: '' },
}
