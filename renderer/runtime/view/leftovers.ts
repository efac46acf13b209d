/** Makes the engine collect the documents of pages that were left. */

const PAGES = 10
const WEIGHT = 128 * 1024 * 1024

let left = 0

/**
 * A page was left. Next to nothing of its document counts as JavaScript memory, so the engine sees no
 * reason to collect it, and hundreds of pages pile up. Memory that is asked for and never touched
 * costs nothing, but its size counts and starts a collection.
 */
export function pageLeft(): void {
  left += 1
  if (left < PAGES) return
  left = 0
  void new ArrayBuffer(WEIGHT)
}
