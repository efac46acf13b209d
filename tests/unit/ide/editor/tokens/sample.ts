interface A { b: number }
const a: A = { b: 1 }
Page<A, {}>({ data: a })
