import { bikeOfCode } from '../domain/bike'
import { Failure } from '../domain/failure'

/** The bike whose code is scanned; null when the person closed the scanner. */
export async function scanBike(): Promise<number | null> {
  let text: string
  try {
    const { result } = await wx.scanCode({ scanType: ['qrCode'] })
    text = result
  } catch (error) {
    const { errMsg } = error as { errMsg: string }
    if (/cancel/.test(errMsg)) return null
    throw new Failure('camera-denied', errMsg)
  }
  const bike = bikeOfCode(text)
  if (bike === null) throw new Failure('foreign-code', text)
  return bike
}
