/** `wx.getXrFrameSystem` where nothing is drawn in three dimensions: apps load, scenes stay empty. */
import { report } from '../errors'

let told = false
let system: unknown = null

/** A class of the system that app code may extend. */
function classNamed(name: string): unknown {
  const made = class {
    static TYPE = name
  }
  Object.defineProperty(made, 'name', { value: name })
  // Static makers such as `Vector3.createFromNumber` make an empty one.
  return new Proxy(made, { get: (target, key) => (key in target ? Reflect.get(target, key) : () => new target()) })
}

/** The system: registering is taken, classes can be extended, constants are their own names. */
export function getXrFrameSystem(): unknown {
  if (!told) report('notice', 'xr-frame is not simulated: its scenes stay empty')
  told = true
  const known = new Map<PropertyKey, unknown>()
  const make = (name: string): unknown => {
    if (/^[A-Z][a-z]/.test(name)) return classNamed(name)
    if (/^[A-Z]/.test(name)) return name
    return () => undefined
  }
  system ??= new Proxy({}, {
    get: (_target, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined
      if (!known.has(name)) known.set(name, make(name))
      return known.get(name)
    },
  })
  return system
}
