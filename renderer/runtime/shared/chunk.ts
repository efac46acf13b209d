/** What the compiler hands to the runtime: the manifest of an app and the chunks of its pages. */

/** JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/**
 * A piece of a style sheet: literal CSS, a length in rpx (number), or the place (null) where the
 * class prefix of the component goes (`prefix--` before a class name, the bare prefix in
 * `[wx-host="…"]` – there the literal before it ends with `wx-host="`).
 */
export type CssPart = string | number | null

export interface StyleUnit {
  readonly hash: string
  readonly parts: readonly CssPart[]
}

/** A CommonJS module; `code` is a function body with the author's lines unmoved. */
export interface ModuleUnit {
  readonly hash: string
  readonly code: string
  /** Specifier as written → path of the module in the package, for those that were found. */
  readonly requires: { readonly [specifier: string]: string }
  /** Whether `code` came out of a transform; its map is at `source-map/<path>`. */
  readonly mapped: boolean
}

export interface ComponentUnit {
  readonly hash: string
  /** Normalised JSON of the component or page (`component`, `styleIsolation`, `componentGenerics`, …). */
  readonly json: JsonObject
  /** Tag → absolute path (no leading slash, no extension) of the component. */
  readonly using: { readonly [tag: string]: string }
  /** Tag → reason, for `usingComponents` entries that could not be resolved. */
  readonly missing: { readonly [tag: string]: string }
  /** One JavaScript expression: the template groups (`getTmplGenObjectGroups()`), content at `[path]`. */
  readonly template: string
  /** Path of the script module, or null when there is none. */
  readonly script: string | null
  /** Key into `styles`, or null. */
  readonly style: string | null
  /** Line of each element start in the compiled WXML → author's file and line, see compiler docs. */
  readonly renderer: 'webview' | 'skyline'
}

export type Severity = 'error' | 'warning' | 'info'

export interface Diagnostic {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly severity: Severity
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** Everything one page (or `app`) needs; units already known by hash may be repeated. */
export interface Chunk {
  /** `app`, `page/<route>`, `component/<path>`, `module/<path>` or `worker/<path>`. */
  readonly name: string
  readonly modules: { readonly [path: string]: ModuleUnit }
  readonly components: { readonly [path: string]: ComponentUnit }
  readonly styles: { readonly [path: string]: StyleUnit }
  readonly diagnostics: readonly Diagnostic[]
}

export interface PageEntry {
  readonly route: string
  /** Root of the subpackage, '' for the main package. */
  readonly package: string
  /** The page's JSON merged over app.json's `window`, theme variables still as `@name`. */
  readonly window: JsonObject
}

/** A plugin whose source is in the project; all paths are package paths. */
export interface PluginEntry {
  /** Script module that `requirePlugin` returns, part of the chunk `app`. */
  readonly main: string | null
  /** Public name → component path. */
  readonly components: { readonly [name: string]: string }
  /** Public name → route, for `plugin://alias/name` in navigation. */
  readonly pages: { readonly [name: string]: string }
}

export interface Manifest {
  readonly appId: string
  readonly projectName: string
  /** Folder of the package in the project, '' or ending in a slash. */
  readonly packageRoot?: string
  readonly entryPage: string
  readonly pages: readonly PageEntry[]
  /** app.json as merged, with ext.json applied; `ext` is what wx.getExtConfig gives. */
  readonly app: JsonObject
  /** theme.json: {light: {...}, dark: {...}}. */
  readonly theme: JsonObject
  readonly customTabBar: string | null
  readonly libVersion: string
  /** Settings of project.config.json that change behaviour (`urlCheck`, …). */
  readonly setting: JsonObject
  /** Plugins by their alias in app.json. */
  readonly plugins?: { readonly [alias: string]: PluginEntry }
  readonly diagnostics: readonly Diagnostic[]
}
