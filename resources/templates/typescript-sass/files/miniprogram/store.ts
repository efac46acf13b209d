/** Something to do. */
export interface Task {
  id: number
  title: string
  done: boolean
  note: string
}

const KEY = 'tasks'

let tasks: Task[] = []

/** Reads the tasks kept on the phone; the first time there are three to play with. */
export function load(): void {
  tasks = wx.getStorageSync<Task[]>(KEY) || [
    { id: 1, title: 'Open the project', done: true, note: '' },
    { id: 2, title: 'Change a text and save', done: false, note: '' },
    { id: 3, title: 'Add a page of your own', done: false, note: '' },
  ]
}

export function all(): Task[] {
  return tasks
}

export function find(id: number): Task | undefined {
  return tasks.find((task) => task.id === id)
}

export function add(title: string): void {
  const id = tasks.reduce((most, task) => Math.max(most, task.id), 0) + 1
  save([...tasks, { id, title, done: false, note: '' }])
}

export function change(id: number, changes: Partial<Task>): void {
  save(tasks.map((task) => (task.id === id ? { ...task, ...changes } : task)))
}

export function remove(id: number): void {
  save(tasks.filter((task) => task.id !== id))
}

function save(changed: Task[]): void {
  tasks = changed
  wx.setStorageSync(KEY, tasks)
}
