const KEY = 'tasks'

let tasks = []

/** Reads the tasks kept on the phone; the first time there are three to play with. */
function load() {
  tasks = wx.getStorageSync(KEY) || [
    { id: 1, title: 'Open the project', done: true, note: '' },
    { id: 2, title: 'Change a text and save', done: false, note: '' },
    { id: 3, title: 'Add a page of your own', done: false, note: '' }
  ]
}

function all() {
  return tasks
}

function find(id) {
  return tasks.find((task) => task.id === id)
}

function add(title) {
  const id = tasks.reduce((most, task) => Math.max(most, task.id), 0) + 1
  save([...tasks, { id, title, done: false, note: '' }])
}

function change(id, changes) {
  save(tasks.map((task) => (task.id === id ? { ...task, ...changes } : task)))
}

function remove(id) {
  save(tasks.filter((task) => task.id !== id))
}

function save(changed) {
  tasks = changed
  wx.setStorageSync(KEY, tasks)
}

module.exports = { load, all, find, add, change, remove }
