/** Which DOM element a tag of WXML becomes. */

/** Names of all documented built-in components, put in by the build from `resources/reference/components.json`. */
declare const DOCUMENTED_TAGS: readonly string[]

const documented = new Set<string>(DOCUMENTED_TAGS)

/** HTML elements that only lay out text; all others of the web could load or run something. */
const INERT = new Set(
  ('div p section article aside header footer main nav ul ol li dl dt dd h1 h2 h3 h4 h5 h6 strong em b i u s small sub sup ' +
    'br hr pre code blockquote table thead tbody tfoot tr td th caption center font mark').split(' '),
)

/** Whether the tag is a built-in component of WeChat. */
export const isDocumented = (tag: string): boolean => documented.has(tag)

/** Name of the DOM element that hosts a component of the author: never one that styles of built-ins apply to. */
export function hostName(tag: string): string {
  const name = elementName(tag)
  // `page` is a component of the author too, but the one that `page {}` styles.
  if (!name.startsWith('wx-') || tag.startsWith('wx-') || tag === 'page') return name
  return tag.includes('-') ? tag : `host-${tag}`
}

/**
 * Name of the DOM element for a tag: `wx-<tag>` for built-ins, the tag itself for components of the
 * author (they have a dash) and for harmless HTML, and a powerless `wx-<tag>` for all else.
 */
export function elementName(tag: string): string {
  if (tag.startsWith('wx-')) return tag
  if (documented.has(tag) || tag === 'page') return `wx-${tag}`
  const name = tag.toLowerCase().replace(/[^\w.-]/g, '-')
  if (INERT.has(name) || /^[a-z][\w.]*-/.test(name)) return name
  return `wx-${name}`
}
