import { Task, add, all, change, find } from '../../store'

Page({
  data: {
    tasks: [] as Task[],
    done: 0,
    percent: 0,
    title: '',
  },

  onShow() {
    this.refresh()
  },

  onInput(event: WechatMiniprogram.Input) {
    this.setData({ title: event.detail.value })
  },

  add() {
    const title = this.data.title.trim()
    if (!title) {
      wx.showToast({ title: 'Type a task first', icon: 'none' })
      return
    }
    add(title)
    this.setData({ title: '' })
    this.refresh()
  },

  toggle(event: WechatMiniprogram.TouchEvent) {
    const id: number = event.currentTarget.dataset.id
    change(id, { done: !find(id)?.done })
    this.refresh()
  },

  open(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/task/task?id=${event.currentTarget.dataset.id}` })
  },

  refresh() {
    const tasks = all()
    const done = tasks.filter((task) => task.done).length
    const percent = tasks.length ? Math.round((done / tasks.length) * 100) : 0
    this.setData({ tasks, done, percent })
  },
})
