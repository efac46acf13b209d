// The tool around the app: its audit, and what it refuses because it needs an account or a cloud.
const { mkdtempSync, readFileSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')

module.exports = async ({ mini, step, assert }) => {
  step('an audit')
  const folder = mkdtempSync(join(tmpdir(), 'sdk-'))
  const audit = await mini.stopAudits({ path: join(folder, 'audit.html') })
  assert.ok(audit.summary.score.total > 0 && audit.summary.score.total <= 100)
  assert.match(readFileSync(join(folder, 'audit.html'), 'utf8'), /<!doctype html>/i)
  rmSync(folder, { recursive: true })

  step('what needs an account or a cloud')
  const refusals = {
    remote: /Tool.enableRemoteDebug is not answered here/,
    testAccounts: /Tool.getTestAccounts is not answered here/,
    getTicket: /Tool.getTicket is not answered here/,
    refreshTicket: /Tool.refreshTicket is not answered here/,
  }
  for (const [name, message] of Object.entries(refusals)) await assert.rejects(mini[name](), { message })
  await assert.rejects(mini.setTicket('t'), { message: /Tool.setTicket is not answered here/ })
}
