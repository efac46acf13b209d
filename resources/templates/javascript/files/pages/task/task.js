const store = require('../../store')

Page({
  data: {
    task: null
  },

  onLoad(query) {
    this.setData({ task: store.find(Number(query.id)) || null })
  },

  onNote(event) {
    store.change(this.data.task.id, { note: event.detail.value })
  },

  remove() {
    wx.showModal({
      title: 'Delete this task?',
      content: this.data.task.title,
      success: ({ confirm }) => {
        if (confirm) {
          store.remove(this.data.task.id)
          wx.navigateBack()
        }
      }
    })
  }
})
