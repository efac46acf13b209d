/** Puts `wx` together: the generic surface and what the worker answers itself. */
import { device } from '../device'
import { canvasApis } from './canvases'
import { program } from '../program'
import { addPerformers } from './carry_out'
import { addChrome } from './chrome'
import { cloud } from './cloud'
import { addMiniProgram } from './mini_program'
import { routePerformers } from './routes'
import { storageApis } from './storage'
import { surface, type Surface } from './surface'
import { systemApis } from './system'
import { workerApis } from './worker_apis'
import { worklet } from './worklet'

/** Make the `wx` of an app. */
export function makeWx(): Surface {
  addPerformers(routePerformers)
  addChrome()
  addMiniProgram()
  const wx = surface({ ...systemApis, ...storageApis, ...workerApis, ...canvasApis(), cloud: cloud(), worklet })
  // Undocumented, but charting libraries read it; known once the manifest is.
  return Object.defineProperty(wx, 'version', {
    get: () => ({ version: device.system['SDKVersion'] ?? program().bundle.manifest.libVersion, updateTime: '' }), configurable: true, enumerable: true,
  })
}
