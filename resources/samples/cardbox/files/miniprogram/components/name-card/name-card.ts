import { blank, Details, initials, tint } from '../../domain/card'

/** A card as it would be printed. */
Component({
  properties: {
    details: { type: Object, value: blank() as Details },
  },
  data: {
    tint: 0,
    letters: '',
  },
  observers: {
    details({ name }: Details) {
      this.setData({ tint: tint(name), letters: initials(name) })
    },
  },
})
