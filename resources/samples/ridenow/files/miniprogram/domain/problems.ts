import { Reason } from './failure'

/** What the screen says about a failure, and the one thing to do about it. */
export interface Problem {
  title: string
  text: string
  action: string
}

export const problems: Record<Reason, Problem> = {
  offline: { title: 'No connection', text: 'Your place is kept. Try again once you are online.', action: 'Try again' },
  server: { title: 'That did not work', text: 'Something is wrong on our side. Nothing was charged.', action: 'Try again' },
  'location-denied': { title: 'Where are you?', text: 'Allow the location to see the bikes around you.', action: 'Allow' },
  'location-off': { title: 'Location is off', text: 'Turn it on in the settings of the phone.', action: 'Try again' },
  'no-signal': { title: 'No GPS signal', text: 'The ride goes on. The way is joined when the signal is back.', action: '' },
  'low-battery': { title: 'Little battery left', text: 'If the phone goes off, close the lock by hand: the ride ends then.', action: '' },
  'camera-denied': { title: 'The camera is not allowed', text: 'Type the number on the frame instead.', action: 'Type it' },
  'foreign-code': { title: 'Not one of our bikes', text: 'Scan the code on the lock of a RideNow bike.', action: 'Scan again' },
  'unknown-bike': { title: 'We do not know this bike', text: 'Check the number on the frame.', action: 'Choose another' },
  'bike-in-service': { title: 'This bike is being serviced', text: 'Its lock stays closed. Take another one close by.', action: 'Choose another' },
  deposit: { title: 'A deposit first', text: 'You get it back whenever you like.', action: 'Pay the deposit' },
  'bluetooth-off': { title: 'Bluetooth is off', text: 'Turn it on: the lock opens by itself then.', action: 'Try again' },
  'bluetooth-denied': { title: 'Bluetooth is not allowed', text: 'The lock is opened by Bluetooth. Allow it to ride.', action: 'Allow' },
  'lock-not-found': { title: 'The lock does not answer', text: 'Stand next to the bike and check its number.', action: 'Try again' },
  'lock-unreachable': { title: 'No connection to the lock', text: 'Stay close to it for a moment.', action: 'Try again' },
  'lock-silent': { title: 'The lock keeps silent', text: 'It heard us but did not answer. Nothing was charged.', action: 'Try again' },
  'lock-refused': { title: 'The lock refused', text: 'The bike was just taken by somebody else.', action: 'Choose another' },
  'lock-jammed': { title: 'The lock is jammed', text: 'Move the wheel a little, then try again.', action: 'Try again' },
  'lock-open': { title: 'The lock is still open', text: 'Push the lever down until it clicks.', action: 'Check again' },
  'payment-failed': { title: 'The payment failed', text: 'No money has moved. Try again, or pay later.', action: 'Pay again' },
  'payment-cancelled': { title: 'Not paid yet', text: 'You can pay now or before the next ride.', action: 'Pay now' },
  'payment-late': { title: 'The bank is taking its time', text: 'You need not pay again. We look every few seconds.', action: '' },
}
