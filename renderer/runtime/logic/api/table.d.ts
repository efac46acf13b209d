/** Facts about wx.* that the build takes from `resources/`; see `table_plugin.mjs`. */
declare module 'minideck:api-table' {
  /** [kind, promise, positional parameters, options, since, returned type, result fields] */
  export type ApiRow = readonly [
    kind: string, promise: 0 | 1, params: readonly string[], options: readonly string[], since: string, returns: string, results: readonly string[],
  ]
  /** [kind, promise, positional parameters, returned type] */
  export type MethodRow = readonly [kind: string, promise: 0 | 1, params: readonly string[], returns: string]
  export interface ManagerRow {
    readonly methods: Readonly<Record<string, MethodRow>>
    readonly properties: Readonly<Record<string, unknown>>
    readonly writable: readonly string[]
  }
  const table: {
    readonly apis: Readonly<Record<string, ApiRow>>
    readonly managers: Readonly<Record<string, ManagerRow>>
    readonly cloud: Readonly<Record<string, ApiRow>>
    readonly components: Readonly<Record<string, readonly [string, Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>>]>>
    readonly worker: readonly string[]
    readonly runtime: readonly string[]
  }
  export default table
}
