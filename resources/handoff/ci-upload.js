#!/usr/bin/env node
/**
 * Uploads the package beside this folder with WeChat's own miniprogram-ci, when a person says so.
 * Without --send nothing leaves this machine. What it does and needs: the texts beside this file.
 */
'use strict'

const crypto = require('crypto')
const fs = require('fs')
const os = require('os')
const path = require('path')

const USAGE = `node ci-upload.js --check
  Looks whether the package is the one that info.json describes, and lets miniprogram-ci read it.
node ci-upload.js --send --key FILE [--robot 1-30] [--appid ID]
  Uploads it. FILE is the upload key of the mini-program; this machine's address must be allowed.`
const OPTIONS = { check: false, send: false, help: false, key: true, robot: true, appid: true }
const STORED = 0
const END = 0x06054b50
const END_64 = 0x06064b50
const ENTRY = 0x02014b50

class Refusal extends Error {}

function readArguments(argv) {
  const given = {}
  for (let i = 0; i < argv.length; i++) {
    const name = argv[i].replace(/^--/, '')
    if (!argv[i].startsWith('--') || !(name in OPTIONS)) throw new Refusal(`unknown: ${argv[i]}\n${USAGE}`)
    given[name] = OPTIONS[name] ? argv[++i] : true
    if (given[name] === undefined) throw new Refusal(`--${name} needs a value\n${USAGE}`)
  }
  return given
}

function readPackage(info) {
  const file = path.join(__dirname, '..', info.package)
  let data
  try {
    data = fs.readFileSync(file)
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${error.message}`)
  }
  const hash = crypto.createHash('sha256').update(data).digest('hex')
  if (hash !== info.sha256) throw new Refusal(`${file} is not the package that info.json describes: its SHA-256 is ${hash}`)
  return data
}

/** Files of a zip whose entries are stored as they are, as these packages are. */
function* entries(data) {
  let end = data.length - 22
  while (end >= 0 && data.readUInt32LE(end) !== END) end--
  if (end < 0) throw new Refusal('the package is no zip')
  let count = data.readUInt16LE(end + 10)
  let at = data.readUInt32LE(end + 16)
  if (count === 0xffff || at === 0xffffffff) {
    const wide = Number(data.readBigUInt64LE(end - 12))
    if (data.readUInt32LE(wide) !== END_64) throw new Refusal('the package has no directory')
    count = Number(data.readBigUInt64LE(wide + 32))
    at = Number(data.readBigUInt64LE(wide + 48))
  }
  for (; count > 0; count--) {
    if (data.readUInt32LE(at) !== ENTRY || data.readUInt16LE(at + 10) !== STORED) throw new Refusal('the package was written by another tool')
    const size = data.readUInt32LE(at + 24)
    const [name, extra, comment] = [28, 30, 32].map((offset) => data.readUInt16LE(at + offset))
    const local = data.readUInt32LE(at + 42)
    const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28)
    yield { path: data.toString('utf8', at + 46, at + 46 + name), data: data.subarray(start, start + size) }
    at += 46 + name + extra + comment
  }
}

function unpack(data, folder) {
  for (const entry of entries(data)) {
    const parts = entry.path.split('/')
    if (/[\\:\0]/.test(entry.path) || parts.some((part) => ['', '.', '..'].includes(part))) throw new Refusal(`unsafe path: ${entry.path}`)
    const target = path.join(folder, ...parts)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, entry.data)
  }
}

function loadCi() {
  try {
    return require('miniprogram-ci')
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error
    return null
  }
}

function uploadOptions(info, given) {
  const robot = Number(given.robot || info.robot)
  if (!Number.isInteger(robot) || robot < 1 || robot > 30) throw new Refusal('--robot takes a number from 1 to 30')
  if (!info.version) throw new Refusal('info.json has no version')
  return { version: info.version, desc: info.desc, setting: info.setting, robot, onProgressUpdate: (task) => console.log(typeof task === 'string' ? task : `${task.status || ''} ${task.message || ''}`) }
}

async function main(argv) {
  const given = readArguments(argv)
  if (given.check === given.send || given.help) throw new Refusal(USAGE)
  const info = JSON.parse(fs.readFileSync(path.join(__dirname, 'info.json'), 'utf8'))
  const options = uploadOptions(info, given)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minideck-upload-'))
  try {
    unpack(readPackage(info), folder)
    console.log(`The package is whole: ${info.package}, version ${info.version}.`)
    const appid = given.appid || info.appid
    if (given.send && !/^wx[0-9a-f]{16}$/.test(appid)) throw new Refusal(`${appid} is no AppID; name yours with --appid`)
    if (given.send && !given.key) throw new Refusal('--send needs --key FILE')
    const ci = loadCi()
    if (!ci && given.send) throw new Refusal('miniprogram-ci is not installed here: npm install miniprogram-ci')
    if (!ci) return console.log('miniprogram-ci is not installed here, so it has not read the package.')
    const key = given.key ? { privateKeyPath: given.key } : { privateKey: 'none: only the files are read' }
    const project = new ci.Project({ appid, type: info.type, projectPath: folder, ignores: [], ...key })
    console.log(`miniprogram-ci reads ${project.getFileList().length} files.`)
    if (!given.send) return
    console.log(JSON.stringify(await ci.upload({ project, ...options }), null, 2))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Refusal ? error.message : error)
  process.exitCode = error instanceof Refusal ? 2 : 1
})
