/** A button over the whole width; while `busy` it takes no further touch. */
Component({
  properties: {
    text: String,
    icon: String,
    /** primary, quiet or plain. */
    kind: { type: String, value: 'primary' },
    busy: Boolean,
  },
  methods: {
    press() {
      if (!this.data.busy) this.triggerEvent('press')
    },
  },
})
