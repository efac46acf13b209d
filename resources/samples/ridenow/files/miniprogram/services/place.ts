import { Failure, failureOf } from '../domain/failure'
import { Point } from '../domain/track'

type Fix = Point & { accuracy: number }
type Refusal = { errMsg?: string; errCode?: number }

/** Why the phone does not say where it is. */
function refusal(error: Refusal): Failure {
  const words = error.errMsg ?? ''
  if (/auth den|authorize no response|privacy/i.test(words)) return new Failure('location-denied', words)
  if (/SWITCHOFF|system permission denied/i.test(words)) return new Failure('location-off', words)
  return new Failure('no-signal', words)
}

/** Where the rider is, in GCJ-02. */
export async function here(): Promise<Point> {
  try {
    const { latitude, longitude } = await wx.getLocation({ type: 'gcj02' })
    return { latitude, longitude }
  } catch (error) {
    throw refusal(error as Refusal)
  }
}

/** Follow the rider until the returned function is called. */
export async function follow(moved: (fix: Fix) => void, lost: (failure: Failure) => void): Promise<() => void> {
  const onMove = (fix: Fix) => moved(fix)
  const onError = () => lost(new Failure('no-signal'))
  wx.onLocationChange(onMove)
  wx.onLocationChangeError(onError)
  const stop = () => {
    wx.offLocationChange(onMove)
    wx.offLocationChangeError(onError)
    wx.stopLocationUpdate({ fail: () => undefined })
  }
  try {
    await wx.startLocationUpdate({ type: 'gcj02' })
  } catch (error) {
    stop()
    throw refusal(error as Refusal)
  }
  return stop
}

/** Let the person allow again what was once refused; whether it is allowed now. */
export async function askAgain(scope: 'scope.userLocation' | 'scope.bluetooth'): Promise<boolean> {
  try {
    const { authSetting } = await wx.openSetting({})
    return Boolean((authSetting as Record<string, boolean>)[scope])
  } catch (error) {
    throw failureOf(error)
  }
}
