/** Formats a text of any language we have a formatter for; what has a syntax error is left alone and said to be. */
import * as babel from 'prettier/plugins/babel'
import * as estree from 'prettier/plugins/estree'
import * as postcss from 'prettier/plugins/postcss'
import type { Options, Plugin } from 'prettier'
import { format as prettier } from 'prettier/standalone'
import { parsers } from './languages'
import { styleOf } from './style'
import { WxmlFault, readWxml } from './wxml_tree'
import { printWxml } from './wxml_print'

export interface Request {
  readonly language: string
  readonly text: string
  readonly spaces: boolean
  readonly size: number
  /** What the project's own Prettier configuration says. */
  readonly options: Readonly<Record<string, unknown>>
}

/** The new text, or why there is none; `line` is 0 without a place. */
export type Answer = { readonly text: string } | { readonly reason: string; readonly line: number }

const plugins = [babel, estree as Plugin, postcss]
const WIDTH = 100

function optionsOf({ language, text, spaces, size, options }: Request): Options {
  const style = styleOf(text)
  return {
    printWidth: WIDTH,
    tabWidth: size,
    useTabs: !spaces,
    quoteProps: 'preserve',
    bracketSpacing: true,
    ...style,
    ...options,
    // A trailing comma is a syntax error in WXS of old base libraries, and in JSON.
    ...(language === 'wxs' || language === 'json' ? { trailingComma: 'none' as const } : {}),
    parser: parsers[language]!,
    plugins,
  }
}

/** Prettier is asynchronous, the printer is not: every script is formatted before the tree is written. */
async function formatWxml(request: Request): Promise<string> {
  const tree = readWxml(request.text)
  const scripts = new Map<string, Promise<string | null>>()
  const collect = (source: string): null => {
    scripts.set(source, format({ ...request, language: 'wxs', text: source }).then((answer) => 'text' in answer ? answer.text : null))
    return null
  }
  const layout = {
    width: Number(request.options['printWidth'] ?? WIDTH),
    indent: request.spaces ? ' '.repeat(request.size) : '\t',
  }
  const without = printWxml(tree, { ...layout, script: collect })
  if (!scripts.size) return without
  const done = new Map(await Promise.all([...scripts].map(async ([source, made]) => [source, await made] as const)))
  return printWxml(tree, { ...layout, script: (source) => done.get(source) ?? null })
}

export async function format(request: Request): Promise<Answer> {
  try {
    if (request.language === 'wxml') return { text: await formatWxml(request) }
    return { text: await prettier(request.text, optionsOf(request)) }
  } catch (fault) {
    return refusal(fault)
  }
}

function refusal(fault: unknown): Answer {
  if (fault instanceof WxmlFault) return { reason: fault.message, line: fault.line }
  const place = (fault as { loc?: { start?: { line?: number } } }).loc?.start?.line ?? 0
  const said = fault instanceof Error ? fault.message.split('\n')[0]! : String(fault)
  return { reason: said.replace(/\s*\(\d+:\d+\)$/, ''), line: place }
}
