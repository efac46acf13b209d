/** The template compiler, loaded from its WebAssembly file. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
// @ts-expect-error the package declares no types for this file
import * as bindings from '../../../../node_modules/glass-easel-template-compiler/pkg/glass_easel_template_compiler_bg.js'
import type { TmplGroup } from 'glass-easel-template-compiler'

export interface EngineDiagnostic {
  level: 'Note' | 'Warn' | 'Error' | 'Fatal'
  code: number
  message: string
  startLine: number
  startColumn: number
  endLine: number
  endColumn: number
}

interface Instance { exports: { memory: { grow(pages: number): void } } }
/** The part of WebAssembly used here; Node's types leave it out. */
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => Instance
  RuntimeError: new () => Error
}
interface Bindings { TmplGroup: new () => TmplGroup; __wbg_set_wasm(exports: object): void }

const WASM = 'glass-easel-template-compiler/pkg/glass_easel_template_compiler_bg.wasm'
const glue = bindings as Bindings
const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly
let compiled: object | undefined
let instance: Instance | undefined

function start(): void {
  compiled ??= new wasm.Module(readFileSync(createRequire(__filename).resolve(WASM)))
  instance = new wasm.Instance(compiled, { './glass_easel_template_compiler_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
}

/** The template compiler ran out of stack or memory on what it was given. */
export class EngineExhausted extends Error {}

/** Runs `work` with a fresh template group; after a crash inside, the engine starts anew the next time. */
export function withGroup<T>(work: (group: TmplGroup) => T): T {
  if (!instance) start()
  const group = new glue.TmplGroup()
  try {
    const result = work(group)
    group.free()
    return result
  } catch (fault) {
    if (!(fault instanceof wasm.RuntimeError || fault instanceof RangeError)) throw fault
    abandon(group)
    throw new EngineExhausted(String(fault))
  }
}

/** Forget the instance that crashed; growing its memory by nothing makes the glue drop its views of it. */
function abandon(group: TmplGroup): void {
  ;(group as TmplGroup & { __destroy_into_raw(): void }).__destroy_into_raw()
  instance!.exports.memory.grow(0)
  instance = undefined
}
