/** Drags inside the chrome itself, with mouse or finger. */

interface SideDrag {
  move(dx: number): void
  /** The way at the end and the last velocity in px/ms. */
  end(dx: number, velocity: number): void
}

function drag(element: HTMLElement, coordinate: 'clientX' | 'clientY', handlers: SideDrag): void {
  element.style.touchAction = 'none'
  element.addEventListener('pointerdown', (down) => {
    if (down.button !== 0) return
    let last = down[coordinate]
    let time = down.timeStamp
    let velocity = 0
    const abort = new AbortController()
    const options = { signal: abort.signal }
    element.setPointerCapture(down.pointerId)
    element.addEventListener('pointermove', (event) => {
      const elapsed = Math.max(1, event.timeStamp - time)
      velocity = velocity * 0.4 + ((event[coordinate] - last) / elapsed) * 0.6
      last = event[coordinate]
      time = event.timeStamp
      handlers.move(last - down[coordinate])
    }, options)
    const end = (event: PointerEvent): void => {
      abort.abort()
      handlers.end(event[coordinate] - down[coordinate], event.timeStamp - time > 100 ? 0 : velocity)
    }
    element.addEventListener('pointerup', end, options)
    element.addEventListener('pointercancel', end, options)
  })
}

export const dragSideways = (element: HTMLElement, handlers: SideDrag): void => drag(element, 'clientX', handlers)
export const dragUpright = (element: HTMLElement, handlers: SideDrag): void => drag(element, 'clientY', handlers)
