/** Knows when every key pressed before has reached the text: keys and messages travel different ways. */

const MARK = 'F24'
/** Longest wait for a mark, should the engine keep it to itself. */
const PATIENCE_MS = 1000

let seen = 0
let waiting: { marks: number; done: () => void }[] = []

/** Calls `done` once so many marks came by; the window sends each behind the keys of the person. */
export function afterKeys(marks: number, done: () => void): void {
  const entry = { marks, done }
  waiting.push(entry)
  setTimeout(() => { finish((one) => one === entry) }, PATIENCE_MS)
  setTimeout(() => { finish(({ marks: wanted }) => wanted <= seen) })
}

function finish(due: (entry: { marks: number; done: () => void }) => boolean): void {
  const ready = waiting.filter(due)
  waiting = waiting.filter((entry) => !ready.includes(entry))
  for (const { done } of ready) done()
}

window.addEventListener('keydown', (event) => {
  if (event.key !== MARK) return
  event.preventDefault()
  event.stopImmediatePropagation()
  seen += 1
  finish(({ marks }) => marks <= seen)
}, true)
