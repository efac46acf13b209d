/** Makes the engine collect what pages that were left leave behind, in the worker and in the view. */

const PAGES = 4
const WEIGHT = 128 * 1024 * 1024

let left = 0

/**
 * A page was left. Next to nothing of its document counts as JavaScript memory, and its tree in the worker
 * is small beside what the engine lets grow, so it sees no reason to collect them, and hundreds of pages
 * pile up. Memory that is asked for and never touched costs nothing, but its size counts and starts a collection.
 */
export function pageLeft(): void {
  left += 1
  if (left < PAGES) return
  left = 0
  void new ArrayBuffer(WEIGHT)
}
