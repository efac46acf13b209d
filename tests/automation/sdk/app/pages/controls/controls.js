Page({
  data: { amount: '', locked: true, heard: {} },
  scrolled(event) {
    this.setData({ 'heard.scroll': event.detail.scrollTop })
  },
  changed(event) {
    const { detail, currentTarget } = event
    this.setData({ [`heard.${currentTarget.dataset.of}`]: detail.value !== undefined ? detail.value : detail.current !== undefined ? detail.current : detail.fullScreen })
  },
  moved(event) {
    this.setData({ 'heard.moved': [event.detail.x, event.detail.y] })
  },
  entered(event) {
    this.setData({ [`heard.${event.currentTarget.id}`]: event.detail.value })
  },
  pressed() {
    this.setData({ 'heard.button': true })
  },
})
