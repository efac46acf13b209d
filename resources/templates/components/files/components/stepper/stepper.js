/** A number between two buttons; it never leaves its limits. */
Component({
  properties: {
    value: { type: Number, value: 0 },
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 }
  },

  methods: {
    less() {
      this.put(this.data.value - this.data.step)
    },

    more() {
      this.put(this.data.value + this.data.step)
    },

    put(wanted) {
      const value = Math.min(this.data.max, Math.max(this.data.min, wanted))
      if (value !== this.data.value) {
        this.setData({ value })
        this.triggerEvent('change', { value })
      }
    }
  }
})
