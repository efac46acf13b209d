Page({
  data: { name: 'world', items: [{ id: 1, label: 'one' }, { id: 2, label: 'two' }, { id: 3, label: 'three' }], more: true, log: [] },
  note(...what) {
    this.setData({ [`log[${this.data.log.length}]`]: what.join(' ') })
  },
  tapped(event) {
    this.note('tap', event.currentTarget.dataset.id || event.currentTarget.dataset.kind || '-')
  },
  pressed(event) {
    this.note(event.type)
  },
  touched(event) {
    const [{ pageX, pageY }] = event.changedTouches
    this.note(event.type, pageX, pageY, event.touches.length)
  },
  opened(event) {
    this.note('opened', event.detail.by)
  },
  sum(a, b) {
    return a + b
  },
  later(value) {
    return new Promise((resolve) => setTimeout(() => resolve({ value }), 5))
  },
  fails() {
    throw new TypeError('it fails')
  },
})
