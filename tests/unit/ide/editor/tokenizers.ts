// @ts-nocheck - reaches into Monaco's own modules, which have no types outside of its package.
/** The grammars as Monaco runs them, without a page around them. */
import { compile } from '../../../../node_modules/monaco-editor/esm/vs/editor/standalone/common/monarch/monarchCompile.js'
import { MonarchTokenizer } from '../../../../node_modules/monaco-editor/esm/vs/editor/standalone/common/monarch/monarchLexer.js'
import { TokenizationRegistry } from '../../../../node_modules/monaco-editor/esm/vs/editor/common/languages.js'
import { createTokenizationSupport } from '../../../../node_modules/monaco-editor/esm/vs/languages/features/json/tokenization.js'
import { language as javascript } from '../../../../node_modules/monaco-editor/esm/vs/languages/definitions/javascript/javascript.js'
import { language as typescript } from '../../../../node_modules/monaco-editor/esm/vs/languages/definitions/typescript/typescript.js'
import { styleLanguages } from '../../../../ide/editor/web/languages/styles'
import { language as wxml } from '../../../../ide/editor/web/languages/wxml'

const grammars = {
  wxml, js: javascript, ts: typescript, wxs: javascript,
  ...Object.fromEntries(Object.entries(styleLanguages).map(([id, { language }]) => [id, language])),
}
const languages = { isRegisteredLanguageId: (id) => id in grammars, getLanguageIdByLanguageName: (id) => (id in grammars ? id : null), getLanguageIdByMimeType: () => null, requestBasicLanguageFeatures: () => undefined, languageIdCodec: { encodeLanguageId: () => 1 } }
const configuration = { getValue: () => 20_000, onDidChangeConfiguration: () => ({ dispose: () => undefined }) }

const json = createTokenizationSupport(true)

export const tokenizers = {
  json: { getInitialState: () => json.getInitialState(), tokenize: (line, _hasEnd, state) => json.tokenize(line, state) },
}
for (const [id, grammar] of Object.entries(grammars)) {
  tokenizers[id] = new MonarchTokenizer(languages, {}, id, compile(id, grammar), configuration)
  TokenizationRegistry.register(id, tokenizers[id])
}
