// The page behind the computer's camera (page.py): opens it, and gives a frame each time one is asked for.
(() => {
  const LARGEST = { width: { ideal: 960 }, height: { ideal: 720 } }
  const facts = { state: 'starting', reason: '', camera: '', cameras: [], frame: '' }
  let eye = null
  let busy = false
  const fail = (reason) => Object.assign(facts, { state: 'failed', reason, frame: '' })
  const track = async (video) => (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks()[0]
  /** The ids of the cameras by their names; the engine tells neither before one of them is open. */
  const known = async () => {
    const found = new Map()
    for (const { kind, deviceId, label } of await navigator.mediaDevices.enumerateDevices()) {
      if (kind !== 'videoinput') continue
      let name = label || 'Camera'
      for (let number = 2; found.has(name); number += 1) name = `${label || 'Camera'} (${number})`
      found.set(name, deviceId)
    }
    return found
  }
  const open = async (name) => {
    let used = await track(LARGEST)
    const cameras = await known()
    const wanted = name ? cameras.get(name) : used.getSettings().deviceId
    if (wanted !== used.getSettings().deviceId) {
      used.stop()
      if (!wanted) throw new DOMException(name, 'NotFoundError')
      used = await track({ ...LARGEST, deviceId: { exact: wanted } })
    }
    used.onended = () => fail('lost')
    eye = new ImageCapture(used)
    const [camera] = [...cameras].find(([, id]) => id === wanted) ?? ['']
    Object.assign(facts, { state: 'on', camera, cameras: [...cameras.keys()] })
  }
  const base64 = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer())
    const parts = []
    for (let at = 0; at < bytes.length; at += 32768) parts.push(String.fromCharCode(...bytes.subarray(at, at + 32768)))
    return btoa(parts.join(''))
  }
  const look = async () => {
    const seen = await eye.grabFrame()
    const sheet = new OffscreenCanvas(seen.width, seen.height)
    sheet.getContext('2d').drawImage(seen, 0, 0)
    seen.close()
    facts.frame = await base64(await sheet.convertToBlob({ type: 'image/jpeg', quality: 0.85 }))
  }
  const begin = () => {
    if (!eye || busy || facts.state !== 'on') return
    busy = true
    // A camera that has ended says so itself; one that has no picture yet is asked again.
    look().catch(() => undefined).finally(() => { busy = false })
  }
  globalThis.minideckWebcam = {
    open: (name) => { open(name).catch((error) => fail(error.name)) },
    take: () => {
      const told = JSON.stringify(facts)
      facts.frame = ''
      begin()
      return told
    }
  }
})()
