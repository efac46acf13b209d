// A worker that does what the page's name says.
const encode = (value) => btoa(unescape(encodeURIComponent(JSON.stringify(value))))
const fields = (params, more) => ({ 'x-md-call': encode({ params, id: 1, ...more }), 'x-md-load': String(boot.load) })
let boot
const call = async (name, params, more) =>
  (await fetch(`${boot.base}api/${name}`, { headers: fields(params, more) })).json()
const callSync = (name, params) => {
  const request = new XMLHttpRequest()
  request.open('GET', `${boot.base}api/${name}`, false)
  request.setRequestHeader('x-md-call', encode({ params, sync: true, id: 2 }))
  request.send()
  return JSON.parse(request.responseText)
}
const status = (path) => fetch(boot.base + path).then((r) => (r.ok ? r.text() : 'refused'))
const show = (html) => postMessage({ type: 'show', html })
const report = (message, more) =>
  call('$report', { kind: 'console', message, stack: '', page: boot.launch.path, file: '', line: 0, ...more })

const pages = {
  hello: () => show('<p>你好</p><p style="display:none">hidden</p><input placeholder="name">'),
  async calls() {
    const later = await call('getLocation', { type: 'gcj02', bytes: { $buffer: 'AQI=' } }, { page: 'calls', gesture: true })
    const sync = callSync('getStorageSync', { key: 'k' })
    await report(JSON.stringify({ later, sync }))
  },
  async parts() {
    const text = encode({ params: { text: '长'.repeat(10) }, id: 3 })
    const half = text.length >> 1
    await fetch(`${boot.base}api/$part`, { headers: { 'x-md-call': text.slice(half), 'x-md-part': 'u/1/2' } })
    await fetch(`${boot.base}api/$part`, { headers: { 'x-md-call': text.slice(0, half), 'x-md-part': 'u/0/2' } })
    await fetch(`${boot.base}api/setStorage`, { headers: { 'x-md-upload': 'u' } })
    await report('sent')
  },
  async left() {
    const call = { 'x-md-call': encode({ params: { kind: 'script', message: 'from the page before' } }) }
    const late = await fetch(`${boot.base}api/$report`, { headers: { ...call, 'x-md-load': String(boot.load - 1) } })
    await report(late.ok ? 'taken' : 'refused')
  },
  async files() {
    const paths = ['manifest.json', 'chunk/app.json', 'pkg/a.txt', 'pkg/none.png', 'usr/n.txt', 'pkg/%2e%2e/x', 'nothing']
    const answers = {}
    for (const path of paths) answers[path] = await status(path)
    const part = await fetch(`${boot.base}pkg/a.txt`, { headers: { range: 'bytes=1-2' } })
    answers.range = `${part.status} ${await part.text()}`
    await report(JSON.stringify(answers))
  },
  async network() {
    await fetch('https://example.com/a.png').catch(() => 0)
    await report('tried')
  },
  talk() { console.error('from the worker') },
  async loop() {
    await status('chunk/app.json')
    for (;;) ;
  },
  async wait() { await call('neverAnswered', {}) },
  idle() {},
}
onmessage = ({ data }) => {
  if (data.type === 'boot') { boot = data; pages[data.launch.path](); call('$launched', {}) }
  else if (data.type === 'ping') postMessage({ type: 'pong', id: data.id })
  else if (data.type === 'device-event') report(`${data.name} ${JSON.stringify(data.detail)}`)
  else if (data.type === 'shown') call('$state', { stack: [boot.launch.path], ready: boot.launch.path })
}
