/** Which `wx` a request of the automation protocol means: the app's, or that of a plugin. */
import { pluginSurface } from '../plugin_surface'
import { program } from '../program'
import { Refusal } from './refusal'

/** The object `wx` of the app, or of the plugin known by its alias or by the app id of its provider. */
export function surfaceOf(plugin: unknown): Record<string, unknown> {
  if (plugin === undefined || plugin === null || plugin === '') return (globalThis as unknown as { wx: Record<string, unknown> }).wx
  const { manifest } = program().bundle
  const declared = (manifest.app['plugins'] ?? {}) as Record<string, { provider?: unknown } | null>
  const alias = String(plugin) in declared ? String(plugin) : Object.keys(declared).find((name) => declared[name]?.provider === plugin)
  if (alias === undefined) throw new Refusal(`the app has no plugin '${String(plugin)}': app.json names ${Object.keys(declared).join(', ') || 'none'}`)
  if (!manifest.plugins?.[alias]) throw new Refusal(`plugin '${alias}' is a published one: it does not run here, so nothing of its wx can be called or replaced`)
  return pluginSurface(alias)
}
