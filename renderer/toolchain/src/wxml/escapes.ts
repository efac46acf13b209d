/** Backslash escapes and entities of literal WXML text, as WeChat's older compiler reads them. */

import { withGroup } from './engine'

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }
const ENTITY = /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);|&/g
const known = new Map<string, boolean>()

/** Escapes between tags: line ends, tabs and quotes; every other backslash is a character. */
export const unescapeText = (text: string): string =>
  text.replace(/\\([ntr"'])/g, (_, one: string) => SIMPLE[one] ?? one)

/** Escapes in an attribute: line ends and tabs; any other character stands for itself. */
export const unescapeValue = (text: string): string =>
  text.replace(/\\([^])/g, (_, one: string) => SIMPLE[one] ?? one)

/** Whether the template compiler knows the entity. */
function isEntity(name: string): boolean {
  let answer = known.get(name)
  if (answer === undefined) {
    answer = withGroup((group) => (group.addTmpl('entity', `&${name};`) as unknown[]).length === 0)
    known.set(name, answer)
  }
  return answer
}

/** The text with every `&` that begins no known entity made a plain character. */
export const literalAmpersands = (text: string): string =>
  text.replace(ENTITY, (found, name: string | undefined) => (name !== undefined && isEntity(name) ? found : `&amp;${found.slice(1)}`))
