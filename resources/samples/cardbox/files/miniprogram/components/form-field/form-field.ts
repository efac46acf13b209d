/** A labelled line of a form, with what is wrong with it or a word of doubt. */
Component({
  properties: {
    label: String,
    value: String,
    type: { type: String, value: 'text' },
    fault: String,
    /** Read off a picture without certainty. */
    doubtful: Boolean,
    last: Boolean,
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', { value: event.detail.value })
    },
  },
})
