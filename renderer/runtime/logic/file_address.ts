/** A relative file in a component's template is sought beside the component, wherever it is used. */
import { resolveRoute } from './url'

interface TemplateNode {
  readonly ownerShadowRoot?: { getHostNode(): { readonly is: string } } | null
}

/** Attributes of built-ins that name a file. */
const FILES = new Set(['src', 'poster', 'icon-path', 'iconPath'])
const ABSOLUTE = /^(\/|[a-z][a-z\d+.-]*:)/i

/** The value of an attribute with a relative file turned into an absolute one. */
export function fileAddress(name: string, value: unknown, node: unknown): unknown {
  if (!FILES.has(name) || typeof value !== 'string' || value === '' || ABSOLUTE.test(value.trim())) return value
  const host = (node as TemplateNode | undefined)?.ownerShadowRoot?.getHostNode()
  return host?.is ? `/${resolveFile(value.trim(), host.is)}` : value
}

function resolveFile(path: string, from: string): string {
  const at = path.search(/[?#]/)
  const end = at < 0 ? '' : path.slice(at)
  // Routes lose an ending .html; a file keeps its own behind the one we add.
  const file = at < 0 ? path : path.slice(0, at)
  return resolveRoute(`${file}.html`, from) + end
}
