/** Functions that come as text, and methods of the app: called in its realm, whatever they do. */
import type { Json } from '../../shared/chunk'
import { natives } from '../natives'
import { Refusal } from './refusal'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

/** Make a function of its text: a declaration, an arrow function, or a method as `toString` writes it. */
export function functionOf(text: unknown): AnyFunction {
  if (typeof text !== 'string' || !text.trim()) throw new Refusal('functionDeclaration is the text of a function, such as "() => getApp().globalData"')
  const made = evaluated(text)
  if (typeof made !== 'function') throw new Refusal(`"${short(text)}" is no function but ${made === null ? 'null' : typeof made}: write () => (${short(text)})`)
  return made as AnyFunction
}

function evaluated(text: string): unknown {
  try {
    return natives.evaluate(`(${text}\n)`)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    const method = /^\s*(async\s+)?(\*?\s*[\w$]+\s*\()/.exec(text)
    if (method && !/^\s*(async\s+)?function\b/.test(text)) {
      try {
        return natives.evaluate(`(${method[1] ?? ''}function ${text.slice((method[1] ?? '').length).trimStart()}\n)`)
      } catch (again) {
        if (!isSyntaxError(again)) throw again
      }
    }
    throw new Refusal(`the function "${short(text)}" cannot be read: ${String((error as Error).message)}`)
  }
}

const isSyntaxError = (error: unknown): boolean => (error as { name?: unknown } | null)?.name === 'SyntaxError'

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

/** The arguments of a call; none when there are none. */
export function argumentsOf(args: Json | undefined): unknown[] {
  if (args === undefined || args === null) return []
  if (!Array.isArray(args)) throw new Refusal('args is a list of arguments')
  return args
}

/** Call a method of an object by name. */
export function callMethod(owner: object, method: Json | undefined, args: Json | undefined, whose: string): unknown {
  const found: unknown = (owner as Record<string, unknown>)[String(method)]
  if (typeof found !== 'function') throw new Refusal(`${whose} has no method '${String(method)}'`)
  return (found as AnyFunction).apply(owner, argumentsOf(args))
}
