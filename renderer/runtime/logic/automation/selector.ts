/** Finds elements by a selector, inside a page, an element or a component. */
import { ge } from '../engine'
import {
  attributeText, attributesOf, childrenOf, composedChildrenOf, composedParentOf, descendants, isCustom, isPage, isText, parentOf, siblingsOf, tabBarOver, tagOf, type Node,
} from './nodes'
import { parseSelector, type AttributeTest, type Complex, type Compound, type PlaceTest } from './selector_text'

/**
 * Elements inside `scope` in document order, each once. Components are not entered, but for what their users put
 * into their slots, unless `scope` itself is one: then its template and its slots are searched. `>>>` enters all.
 */
export function select(scope: Node, selector: unknown): Node[] {
  const list = parseSelector(selector)
  const found = new Set<Node>()
  const shallow = list.filter((complex) => !crosses(complex))
  const deep = list.filter(crosses)
  // The page itself answers to its name only.
  if (isPage(scope) && matches(scope, list.filter((complex) => complex.at(-1)?.compound.tag === 'page'), scope)) found.add(scope)
  for (const node of candidates(scope)) if (matches(node, shallow, scope)) found.add(node)
  if (deep.length) for (const node of descendants(scope, composedChildrenOf)) if (matches(node, deep, scope)) found.add(node)
  return [...found]
}

const crosses = (complex: Complex): boolean => complex.some(({ combinator }) => combinator === '>>>')

function* candidates(scope: Node): Generator<Node> {
  if (ge.Component.isComponent(scope)) yield* descendants(scope.getShadowRoot(), childrenOf)
  if (!isPage(scope)) yield* descendants(scope, childrenOf)
  const bar = tabBarOver(scope)
  if (bar) yield bar
}

const matches = (node: Node, list: readonly Complex[], scope: Node): boolean => list.some((complex) => fits(node, complex, complex.length - 1, scope))

/** Whether the compounds up to `last` lead to the node. */
function fits(node: Node, complex: Complex, last: number, scope: Node): boolean {
  const { combinator, compound } = complex[last]!
  if (!isLike(node, compound, scope)) return false
  if (last === 0) return combinator === ' ' || leads(scope, node, combinator)
  switch (combinator) {
    case '>': {
      const parent = parentOf(node)
      return parent !== null && fits(parent, complex, last - 1, scope)
    }
    case '>>>':
      return above(node, composedParentOf).some((one) => fits(one, complex, last - 1, scope))
    case '+':
    case '~': {
      const siblings = siblingsOf(node)
      const before = siblings.slice(0, siblings.indexOf(node))
      return (combinator === '+' ? before.slice(-1) : before).some((one) => fits(one, complex, last - 1, scope))
    }
    default:
      return above(node, parentOf).some((one) => fits(one, complex, last - 1, scope))
  }
}

/** Whether a selector that begins with a combinator (`> view`) leads from the scope to the node. */
function leads(scope: Node, node: Node, combinator: string): boolean {
  if (combinator === '>>>') return true
  if (combinator !== '>') return false
  return parentOf(node) === scope || (isCustom(scope) && parentOf(node) === null)
}

function above(node: Node, up: (node: Node) => Node | null): Node[] {
  const found: Node[] = []
  for (let at = up(node); at; at = up(at)) found.push(at)
  return found
}

function isLike(node: Node, compound: Compound, scope: Node): boolean {
  const { tag, id, classes, attributes, places, not, empty } = compound
  if (tag && tagOf(node) !== tag) return false
  if (id.some((wanted) => node.id !== wanted)) return false
  if (classes.length) {
    const own = String(node.class ?? '').split(/\s+/)
    if (classes.some((wanted) => !own.includes(wanted))) return false
  }
  if (attributes.length) {
    const own = attributesOf(node)
    if (!attributes.every((test) => holds(own.has(test.name) ? attributeText(own.get(test.name)) : null, test))) return false
  }
  if (places.some((place) => !stands(node, place))) return false
  if (empty && childrenOf(node).some((child) => !isText(child) || String(child.textContent) !== '')) return false
  return !not.some((complex) => fits(node, complex, complex.length - 1, scope))
}

function holds(own: string | null, { operator, value }: AttributeTest): boolean {
  if (own === null) return false
  switch (operator) {
    case '':
      return true
    case '=':
      return own === value
    case '~=':
      return own.split(/\s+/).includes(value)
    case '|=':
      return own === value || own.startsWith(`${value}-`)
    case '^=':
      return value !== '' && own.startsWith(value)
    case '$=':
      return value !== '' && own.endsWith(value)
    case '*=':
      return value !== '' && own.includes(value)
  }
}

function stands(node: Node, { step, offset, last, sameTag }: PlaceTest): boolean {
  const tag = tagOf(node)
  const siblings = siblingsOf(node).filter((one) => !sameTag || tagOf(one) === tag)
  const index = siblings.indexOf(node)
  const place = last ? siblings.length - index : index + 1
  const way = place - offset
  return step === 0 ? way === 0 : way % step === 0 && way / step >= 0
}
