import { blank, Details, Field } from '../domain/card'

/** What the edit page begins with: read off a picture, scanned, picked or empty. */
export interface Draft {
  details: Details
  doubtful: Field[]
  /** The picture the card was read off. */
  photo: string
  /** Whether the picture still has to be read. */
  unread: boolean
}

const empty = (): Draft => ({ details: blank(), doubtful: [], photo: '', unread: false })

let draft = empty()

export const drafts = {
  begin(part: Partial<Draft>): void {
    draft = { ...empty(), ...part }
  },
  /** Take the draft; the next one begins empty. */
  take(): Draft {
    const taken = draft
    draft = empty()
    return taken
  },
}
