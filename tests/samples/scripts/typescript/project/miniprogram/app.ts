import type { Shop } from './types'
App<{ shop?: Shop }>({ shop: undefined })
