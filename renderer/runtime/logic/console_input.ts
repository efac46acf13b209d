/** What a person writes into the console: evaluated in the app's own global scope, and completed. */
import { natives } from './natives'
import { kindOf, shown, type Shown } from './snapshot'

export interface Evaluated {
  readonly failed: boolean
  readonly value: Shown
}

const DECLARED = /^\s*(?:const|let|var)\s+([\w$]+)\s*=/
const MOST_NAMES = 300

/** Evaluate; declarations stay known for the next input, promises after `await` are waited for. */
export async function evaluateInput(code: string): Promise<Evaluated> {
  try {
    const value = /\bawait\b/.test(code) ? await awaited(code) : run(code)
    return { failed: false, value: shown(value) }
  } catch (error) {
    return { failed: true, value: shown(error) }
  }
}

/** Names that can follow: those of an object after a dot, else those of the global scope. */
export function namesFor(base: string): { name: string; kind: string }[] {
  let value: unknown = globalThis
  if (base) {
    try {
      value = natives.evaluate(base)
    } catch {
      return []
    }
  }
  if (value === null || value === undefined) return []
  const names = new Map<string, string>()
  for (let at: object | null = Object(value) as object; at && names.size < MOST_NAMES; at = Object.getPrototypeOf(at) as object | null) {
    for (const [name, described] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      const hidden = !base && 'value' in described && described.value === undefined
      if (!hidden && !names.has(name) && !/^\d/.test(name)) names.set(name, 'value' in described ? kindOf(described.value) : 'accessor')
    }
  }
  return [...names].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** An object literal at the start is no block. */
function run(code: string): unknown {
  const kept = code.replace(DECLARED, 'globalThis.$1 =')
  if (/^\s*\{/.test(kept)) {
    try {
      return natives.evaluate(`(${kept})`)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return natives.evaluate(kept)
}

function awaited(code: string): unknown {
  const kept = code.replace(DECLARED, 'globalThis.$1 =')
  try {
    return natives.evaluate(`(async () => (${kept.replace(/;\s*$/, '')}))()`)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return natives.evaluate(`(async () => { ${kept} })()`)
  }
}
