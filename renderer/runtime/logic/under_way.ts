/** Work of the runtime that goes on while no code runs, and that no call to the device stands for. */

let open = 0

/** Let `action` count as under way until it is done. */
export async function underWay<T>(action: () => Promise<T>): Promise<T> {
  open += 1
  try {
    return await action()
  } finally {
    open -= 1
  }
}

/** How much of it is not done yet. */
export function worksUnderWay(): number {
  return open
}
