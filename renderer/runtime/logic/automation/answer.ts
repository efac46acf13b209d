/** Answers the automation protocol's requests to the running app: `{result}`, or `{error}` with a sentence. */
import type { Json, JsonObject } from '../../shared/chunk'
import { describe } from '../errors'
import { jsonSafe } from '../json'
import { appMethods } from './app'
import { elementMethods } from './element'
import { pageMethods } from './page'
import { Refusal } from './refusal'

/** Answers one method; what it throws becomes the error. */
export type Method = (params: JsonObject) => JsonObject | Promise<JsonObject>

const methods = new Map<string, Method>(Object.entries({ ...appMethods, ...pageMethods, ...elementMethods }))

/** Answer `args.method` with `args.params`. Each answer comes on its own: an app that never answers one holds up no other. */
export async function automation({ method, params }: JsonObject): Promise<JsonObject> {
  try {
    const answer = methods.get(String(method))
    if (!answer) throw new Refusal(`the app answers no method '${String(method)}'`)
    return { result: (jsonSafe(await answer((params ?? {}) as JsonObject)) ?? {}) as Json }
  } catch (error) {
    return { error: { message: error instanceof Refusal ? error.message : describe(error) } }
  }
}
