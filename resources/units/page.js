Page({
  data: {},

  onLoad(query) {
  },
})
