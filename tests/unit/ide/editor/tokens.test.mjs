// What each grammar makes of a sample: compared with tokens/*.tokens, written anew with UPDATE_SAMPLES=1.
import assert from 'node:assert/strict'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { load } from './web_modules.mjs'

const folder = join(import.meta.dirname, 'tokens')
const { tokenizers } = await load('../../../tests/unit/ide/editor/tokenizers.ts')

function listing(language, source) {
  const tokenizer = tokenizers[language]
  let state = tokenizer.getInitialState()
  return source.trimEnd().split('\n').map((line) => {
    const { tokens, endState } = tokenizer.tokenize(line, true, state)
    state = endState
    const rows = tokens.map(({ offset, startIndex, type, scopes }, index) => {
      const text = line.slice(offset ?? startIndex, tokens[index + 1]?.offset ?? tokens[index + 1]?.startIndex ?? line.length)
      return `  ${JSON.stringify(text)} ${type ?? scopes}`
    })
    return [line, ...rows].join('\n')
  }).join('\n') + '\n'
}

for (const name of (await readdir(folder)).filter((file) => file.startsWith('sample.') && !file.endsWith('.tokens'))) {
  test(name, async () => {
    const made = listing(name.split('.').pop(), await readFile(join(folder, name), 'utf8'))
    const kept = join(folder, `${name}.tokens`)
    if (process.env.UPDATE_SAMPLES) await writeFile(kept, made)
    assert.equal(made, await readFile(kept, 'utf8'))
  })
}
