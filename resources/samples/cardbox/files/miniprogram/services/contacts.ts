import { blank, Details } from '../domain/card'
import { Failure, wasCancelled } from '../domain/failure'

/** Save a card to the contacts of the phone; whether the person did so. */
export async function saveContact(card: Details): Promise<boolean> {
  try {
    await wx.addPhoneContact({
      firstName: card.name,
      mobilePhoneNumber: card.phone,
      organization: card.company,
      title: card.role,
      email: card.email,
      url: card.website,
      workAddressStreet: card.address,
    })
    return true
  } catch (error) {
    if (wasCancelled(error)) return false
    throw new Failure('contacts-denied', (error as { errMsg: string }).errMsg)
  }
}

/** A card begun with a contact the person picks; null when none was picked. */
export async function pickContact(): Promise<Details | null> {
  try {
    const { displayName, phoneNumber } = await new Promise<{ displayName: string; phoneNumber: string }>((success, fail) => {
      wx.chooseContact({ success, fail })
    })
    return { ...blank(), name: displayName, phone: phoneNumber }
  } catch (error) {
    if (wasCancelled(error)) return null
    throw new Failure('contacts-denied', (error as { errMsg: string }).errMsg)
  }
}
