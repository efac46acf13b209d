/** Leaving and restarting the mini-program, and other APIs of the runtime without a face. */
import { program } from '../program'
import { restart } from '../launch'
import { addPerformers } from './carry_out'
import { ApiFailure, type Result } from './outcome'
import { parseUrl } from '../url'
import { command } from '../shell'

function restartMiniProgram(params: Result): void {
  const { bundle } = program()
  const { route } = parseUrl(String(params['path'] ?? ''), '')
  if (!bundle.isPage(route)) throw new ApiFailure(`invalid path "${String(params['path'] ?? '')}"`)
  restart([String(params['path']).replace(/^\//, '')])
}

/** The app goes to the background, where the phone may end it. */
function exitMiniProgram(): void {
  const { app, router } = program()
  router.top?.hide()
  app.hide()
  command(router.top?.id ?? 0, 'exit', {})
}

/** Another query for the page that is open. */
function rewriteRoute(params: Result): void {
  const page = program().router.top
  if (!page) throw new ApiFailure('page is not ready')
  const { query } = parseUrl(String(params['url'] ?? ''), page.route)
  Object.assign(page.caller, { options: query })
}

export function addMiniProgram(): void {
  addPerformers({ restartMiniProgram, exitMiniProgram, rewriteRoute, getSelectedTextRange: () => ({ start: 0, end: 0 }) })
}
