// A shell as thin as the contract allows: passes messages between host and worker.
const encode = (value) => btoa(unescape(encodeURIComponent(JSON.stringify(value))))
const call = (name, params) => fetch(`api/${name}`, { headers: { 'x-md-call': encode({ params }) } })
const worker = new Worker('runtime/logic.js')
worker.onmessage = ({ data }) => {
  if (data.type === 'pong') call('$pong', { id: data.id })
  else if (data.type === 'show') {
    const frame = document.createElement('iframe')
    frame.src = 'frame.html'
    frame.onload = () => { frame.contentDocument.body.innerHTML = data.html; worker.postMessage({ type: 'shown' }) }
    document.body.append(frame)
  }
}
globalThis.minideck = { receive: (message) => worker.postMessage(message) }
