import { blank, Card, Details } from '../domain/card'
import { Failure } from '../domain/failure'

/** The cards lie encrypted in the storage of the phone: nobody but this app on this phone reads them. */
const CARDS = 'cards'
const MINE = 'mine'

let cards: Card[] | null = null

async function read<T>(key: string, otherwise: T): Promise<T> {
  try {
    const { data } = await wx.getStorage<T>({ key, encrypt: true })
    return data
  } catch (error) {
    const { errMsg } = error as { errMsg: string }
    if (/not found/.test(errMsg)) return otherwise
    throw new Failure('locked', errMsg)
  }
}

async function write(kept: Card[]): Promise<void> {
  await wx.setStorage({ key: CARDS, data: kept, encrypt: true })
  cards = kept
}

export const box = {
  async all(): Promise<Card[]> {
    cards ??= await read<Card[]>(CARDS, [])
    return cards
  },

  async find(id: string): Promise<Card> {
    const found = (await box.all()).find((card) => card.id === id)
    if (!found) throw new Failure('gone', id)
    return found
  },

  /** Put a card in, or change the one with this id; returns its id. */
  async put(details: Details, photo: string, id = ''): Promise<string> {
    const kept = await box.all()
    const old = kept.find((card) => card.id === id)
    const card: Card = {
      ...details,
      id: old?.id ?? `card-${Date.now().toString(36)}-${kept.length}`,
      addedAt: old?.addedAt ?? Date.now(),
      photo: photo || old?.photo || '',
    }
    await write([card, ...kept.filter((each) => each !== old)])
    return card.id
  },

  async remove(id: string): Promise<void> {
    await write((await box.all()).filter((card) => card.id !== id))
  },

  /** The person's own card. */
  mine: () => read<Details>(MINE, blank()),

  async keepMine(details: Details): Promise<void> {
    await wx.setStorage({ key: MINE, data: details, encrypt: true })
  },
}
