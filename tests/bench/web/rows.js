// The rows of the list that every contender shows.
export const COUNT = 1000

export const rows = (seed) => {
  const made = []
  for (let id = 0; id < COUNT; id++) made.push({ id, name: `item ${seed}-${id}`, price: `¥${(id * 7 + seed) % 997}` })
  return made
}
