import { Task, change, find, remove } from '../../store'

Page({
  data: {
    task: null as Task | null,
  },

  onLoad(query) {
    this.setData({ task: find(Number(query.id)) ?? null })
  },

  onNote(event: WechatMiniprogram.Input) {
    const { task } = this.data
    if (task) {
      change(task.id, { note: event.detail.value })
    }
  },

  remove() {
    const { task } = this.data
    if (!task) {
      return
    }
    wx.showModal({
      title: 'Delete this task?',
      content: task.title,
      success: ({ confirm }) => {
        if (confirm) {
          remove(task.id)
          wx.navigateBack()
        }
      },
    })
  },
})
