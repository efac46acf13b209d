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

/** The part of WebAssembly used here; Node's types leave it out. */
interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: object }
  RuntimeError: new () => Error
}
interface Bindings { TmplGroup: new () => TmplGroup; __wbg_set_wasm(exports: object): void }

const WASM = 'glass-easel-template-compiler/pkg/glass_easel_template_compiler_bg.wasm'
const glue = bindings as Bindings
const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly
let compiled: object | undefined
let started = false

function start(): void {
  compiled ??= new wasm.Module(readFileSync(createRequire(__filename).resolve(WASM)))
  const instance = new wasm.Instance(compiled, { './glass_easel_template_compiler_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  started = true
}

/** The template compiler ran out of stack or memory on what it was given. */
export class EngineExhausted extends Error {}

/** Runs `work` with a fresh template group; after a crash inside, the engine starts anew the next time. */
export function withGroup<T>(work: (group: TmplGroup) => T): T {
  if (!started) start()
  try {
    const group = new glue.TmplGroup()
    const result = work(group)
    group.free()
    return result
  } catch (fault) {
    if (!(fault instanceof wasm.RuntimeError || fault instanceof RangeError)) throw fault
    started = false
    throw new EngineExhausted(String(fault))
  }
}
