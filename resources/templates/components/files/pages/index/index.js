Page({
  data: {
    stars: 3,
    guests: 2
  },

  onRate(event) {
    this.setData({ stars: event.detail.value })
  },

  onGuests(event) {
    this.setData({ guests: event.detail.value })
  }
})
