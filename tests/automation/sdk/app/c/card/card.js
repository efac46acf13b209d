Component({
  properties: { title: String, size: { type: Number, value: 3 } },
  data: { open: false },
  methods: {
    toggle() {
      this.setData({ open: !this.data.open })
      this.triggerEvent('opened', { by: 'card' })
      return this.data.open
    },
  },
})
