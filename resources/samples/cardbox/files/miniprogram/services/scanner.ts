import { Details } from '../domain/card'
import { Failure, wasCancelled } from '../domain/failure'
import { readMeCard } from '../domain/mecard'
import { readVCard } from '../domain/vcard'

/** The card behind a code; null when the person closed the scanner. */
export async function scanCard(): Promise<Details | null> {
  let text: string
  try {
    const { result } = await wx.scanCode({ scanType: ['qrCode'] })
    text = result
  } catch (error) {
    if (wasCancelled(error)) return null
    throw new Failure('camera-denied', (error as { errMsg: string }).errMsg)
  }
  const card = readVCard(text) ?? readMeCard(text)
  if (!card) throw new Failure('foreign-code', text)
  return card
}
