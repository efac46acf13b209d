const store = require('../../store')

Page({
  data: {
    tasks: [],
    done: 0,
    percent: 0,
    title: ''
  },

  onShow() {
    this.refresh()
  },

  onInput(event) {
    this.setData({ title: event.detail.value })
  },

  add() {
    const title = this.data.title.trim()
    if (!title) {
      wx.showToast({ title: 'Type a task first', icon: 'none' })
      return
    }
    store.add(title)
    this.setData({ title: '' })
    this.refresh()
  },

  toggle(event) {
    const { id } = event.currentTarget.dataset
    store.change(id, { done: !store.find(id).done })
    this.refresh()
  },

  open(event) {
    wx.navigateTo({ url: `/pages/task/task?id=${event.currentTarget.dataset.id}` })
  },

  refresh() {
    const tasks = store.all()
    const done = tasks.filter((task) => task.done).length
    const percent = tasks.length ? Math.round((done / tasks.length) * 100) : 0
    this.setData({ tasks, done, percent })
  }
})
