/** Stars to choose from: a tap on a star sets the value, a tap on the last one clears it. */
Component({
  properties: {
    value: { type: Number, value: 0 },
    most: { type: Number, value: 5 },
    readonly: { type: Boolean, value: false }
  },

  data: {
    stars: []
  },

  observers: {
    'value, most'(value, most) {
      this.setData({ stars: Array.from({ length: most }, (_, at) => at < value) })
    }
  },

  methods: {
    choose(event) {
      if (this.data.readonly) {
        return
      }
      const chosen = event.currentTarget.dataset.at + 1
      const value = chosen === this.data.value ? 0 : chosen
      this.setData({ value })
      this.triggerEvent('change', { value })
    }
  }
})
