import { blank, Details, Field } from '../domain/card'
import { Failure } from '../domain/failure'

/** What was read off a picture, and which fields a person should look at. */
export interface Reading {
  details: Details
  doubtful: Field[]
}

/**
 * Stands for a service that reads pictures: whatever is photographed, invented cards come back in turn. With
 * `?reader=blurred` of the launch nothing can be read. Put your own service here: wx.uploadFile and the same answer.
 */
const READINGS: readonly Reading[] = [
  {
    details: { ...blank(), name: 'Mia Berger', role: 'Head of Workshop', company: 'Nordlicht Fahrradbau', phone: '+49 30 5550 142', email: 'mia@nordlicht.example', address: 'Ufergasse 4, Berlin' },
    doubtful: ['phone'],
  },
  {
    details: { ...blank(), name: 'Tomás Rey', role: 'Baker', company: 'Pan y Luz', phone: '+34 91 555 0137', email: 'tomas@panyluz.example', website: 'panyluz.example' },
    doubtful: ['email', 'website'],
  },
]
const TRAVEL = 900

let turn = 0

export async function readCard(_picture: string): Promise<Reading> {
  await new Promise((done) => setTimeout(done, TRAVEL))
  const { networkType } = await wx.getNetworkType()
  if (networkType === 'none') throw new Failure('offline')
  if (wx.getLaunchOptionsSync().query.reader === 'blurred') throw new Failure('unreadable')
  turn += 1
  return READINGS[(turn - 1) % READINGS.length]
}
