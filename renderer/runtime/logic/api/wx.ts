/** Puts `wx` together: the generic surface and what the worker answers itself. */
import { addPerformers } from './carry_out'
import { routePerformers } from './routes'
import { surface, type Surface } from './surface'

/** Make the `wx` of an app. */
export function makeWx(): Surface {
  addPerformers(routePerformers)
  return surface({})
}
