/** Page addresses: route and query of `../x/y?a=1` seen from a page. */

export interface PageUrl {
  readonly route: string
  readonly query: Record<string, string>
}

/** Resolve a page address; relative ones start at the page `from`. */
export function parseUrl(url: string, from: string): PageUrl {
  const [path = '', search = ''] = split(url, '?')
  return { route: resolveRoute(path, from), query: parseQuery(search) }
}

/** Resolve a page path without query to a route (no leading slash, no extension). */
export function resolveRoute(path: string, from: string): string {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/').replace(/\.html$/, '')
}

/**
 * Read `a=1&b=2` as WeChat's routes do: values are passed on as written, never decoded (apps call
 * decodeURIComponent themselves), a value ends at its first `=` or `?`, and a name alone is 'undefined'.
 */
export function parseQuery(search: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const pair of search.split('#')[0]!.split('?')[0]!.split('&')) {
    if (!pair) continue
    const [name = '', value = 'undefined'] = pair.split('=')
    query[name] = value
  }
  return query
}

/** Write a query so that `parseQuery` reads the same values again. */
export function formatQuery(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('&')
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
