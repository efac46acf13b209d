import { Failure } from '../domain/failure'
import { api, Bill, Said } from './api'

const LOOK_EVERY = 2000
const LATE_AFTER = 6000
const GIVE_UP = 60_000

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** Show the sheet; what the phone says about it, which is no proof. */
async function sheet(bill: Bill): Promise<Said> {
  try {
    await wx.requestPayment(bill.payment)
    return 'ok'
  } catch (error) {
    return /cancel/.test((error as { errMsg: string }).errMsg) ? 'cancel' : 'fail'
  }
}

/**
 * Pay a bill. Only the server knows whether money has moved: it is asked until it says so, also when the
 * phone reports a failure, because the answer may have been lost on the way back.
 *
 * `late` is called once when it takes long.
 */
export async function pay(bill: Bill, late: () => void): Promise<void> {
  const said = await sheet(bill)
  if (said === 'cancel') throw new Failure('payment-cancelled')
  const begun = Date.now()
  const patience = said === 'ok' ? GIVE_UP : LATE_AFTER / 2
  let told = false
  for (;;) {
    if (await api.isPaid(bill.order, said).catch(() => false)) return
    const waited = Date.now() - begun
    if (waited >= patience) throw new Failure(said === 'ok' ? 'payment-late' : 'payment-failed')
    if (waited >= LATE_AFTER && !told) {
      told = true
      late()
    }
    await wait(LOOK_EVERY)
  }
}
