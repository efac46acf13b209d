import { blank, Details, Field, FIELDS } from '../../domain/card'
import { Faults, faultsOf, trimmed } from '../../domain/checks'
import { Failure, Reason } from '../../domain/failure'
import { readVCard } from '../../domain/vcard'
import { box } from '../../services/box'
import { drafts } from '../../services/drafts'
import { readCard } from '../../services/reader'

const LABELS: Record<Field, string> = {
  name: 'Name', role: 'Role', company: 'Company', phone: 'Phone', email: 'E-mail', website: 'Website', address: 'Address',
}

interface Line {
  field: Field
  label: string
  doubtful: boolean
}

const lines = (doubtful: readonly Field[]): Line[] => FIELDS.map((field) => ({ field, label: LABELS[field], doubtful: doubtful.includes(field) }))

Page({
  data: {
    details: blank(),
    lines: lines([]),
    faults: {} as Faults,
    photo: '',
    reading: false,
    reason: '' as Reason | '',
    busy: false,
  },

  id: '',
  mine: false,

  async onLoad(query) {
    this.id = query.id ?? ''
    this.mine = query.for === 'mine'
    if (query.card) this.setData({ details: readVCard(decodeURIComponent(query.card)) ?? blank() })
    else if (this.mine) await this.show('My card', () => box.mine())
    else if (this.id) await this.show('Edit', () => box.find(this.id))
    else this.begin()
  },

  async show(title: string, find: () => Promise<Details & { photo?: string }>) {
    wx.setNavigationBarTitle({ title })
    try {
      const card = await find()
      this.setData({ details: Object.fromEntries(FIELDS.map((field) => [field, card[field]])) as unknown as Details, photo: card.photo ?? '' })
    } catch (error) {
      this.fail(error)
    }
  },

  begin() {
    const { details, doubtful, photo, unread } = drafts.take()
    this.setData({ details, lines: lines(doubtful), photo })
    if (unread) this.read()
  },

  /** What was read fills the fields that are still empty: the person's own words stay. */
  async read() {
    this.setData({ reading: true, reason: '' })
    try {
      const { details, doubtful } = await readCard(this.data.photo)
      const typed = Object.entries(this.data.details).filter(([, value]) => value)
      this.setData({ details: { ...details, ...Object.fromEntries(typed) }, lines: lines(doubtful) })
    } catch (error) {
      this.fail(error)
    }
    this.setData({ reading: false })
  },

  onChange(event: WechatMiniprogram.CustomEvent<{ value: string }, object, { field: Field }>) {
    const { field } = event.currentTarget.dataset
    const at = FIELDS.indexOf(field)
    this.setData({ [`details.${field}`]: event.detail.value, [`faults.${field}`]: '', [`lines[${at}].doubtful`]: false })
  },

  async save() {
    const details = trimmed(this.data.details)
    const faults = faultsOf(details)
    this.setData({ faults, details })
    if (Object.keys(faults).length || this.data.busy) return
    this.setData({ busy: true })
    try {
      if (this.mine) {
        await box.keepMine(details)
        wx.navigateBack()
      } else {
        const id = await box.put(details, await this.keepPhoto(), this.id)
        if (this.id) wx.navigateBack()
        else wx.redirectTo({ url: `/pages/card/card?id=${id}` })
      }
    } catch (error) {
      this.fail(error)
    }
    this.setData({ busy: false })
  },

  /** A temporary picture is gone tomorrow: it is copied into the app's own folder. */
  keepPhoto(): Promise<string> {
    const { photo } = this.data
    if (!photo || photo.startsWith(wx.env.USER_DATA_PATH)) return Promise.resolve(photo)
    const kept = `${wx.env.USER_DATA_PATH}/photo-${Date.now()}.jpg`
    return new Promise((resolve) => {
      wx.getFileSystemManager().copyFile({ srcPath: photo, destPath: kept, success: () => resolve(kept), fail: () => resolve('') })
    })
  },

  enlarge() {
    wx.previewImage({ urls: [this.data.photo] })
  },

  help(event: WechatMiniprogram.CustomEvent<{ reason: Reason }>) {
    if (event.detail.reason === 'unreadable') wx.redirectTo({ url: '/pages/capture/capture' })
    else this.read()
  },

  fail(error: unknown) {
    if (!(error instanceof Failure)) throw error
    this.setData({ reason: error.reason })
  },
})
