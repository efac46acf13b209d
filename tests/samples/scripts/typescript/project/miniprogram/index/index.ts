import { add } from '../sum'
import { Shop } from '../types'
let shop: Shop | undefined
Page({ data: { n: add(1, 2), shop } })
