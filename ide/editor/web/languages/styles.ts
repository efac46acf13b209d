/** Style sheets: CSS, Less and SCSS with the unit `rpx`, and the indented Sass that Monaco lacks. */
import type { languages } from 'monaco-editor/editor/editor.api'
import { conf as css, language as cssTokens } from 'monaco-editor/languages/definitions/css/css'
import { conf as less, language as lessTokens } from 'monaco-editor/languages/definitions/less/less'
import { conf as scss, language as scssTokens } from 'monaco-editor/languages/definitions/scss/scss'

export interface Definition {
  readonly configuration: languages.LanguageConfiguration
  readonly language: languages.IMonarchLanguage
}

/** Adds the unit to the list of units, wherever the grammar keeps it. */
function withRpx(language: languages.IMonarchLanguage): languages.IMonarchLanguage {
  const units = language.tokenizer['units'] as unknown as readonly [string | RegExp, ...unknown[]][]
  const extended = units.map(([pattern, ...rest]) => {
    const source = (typeof pattern === 'string' ? pattern : pattern.source).replace('(em|', '(rpx|em|')
    return [new RegExp(source), ...rest]
  })
  return { ...language, tokenizer: { ...language.tokenizer, units: extended as unknown as languages.IMonarchLanguageRule[] } }
}

/** Modules of today's Sass, which Monaco's grammar does not know. */
function withModules(language: languages.IMonarchLanguage): languages.IMonarchLanguage {
  const root = [[/@(?:use|forward)\b/, 'keyword'], ...language.tokenizer['root']!] as languages.IMonarchLanguageRule[]
  return { ...language, tokenizer: { ...language.tokenizer, root } }
}

const sass: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '.sass',
  tokenizer: {
    root: [
      [/\/\*/, 'comment', '@comment'],
      [/\/\/.*$/, 'comment'],
      [/[@=+](?=[\w-])[\w-]*/, 'keyword'],
      [/\$[\w-]+/, 'variable'],
      [/"[^"]*"|'[^']*'/, 'string'],
      [/#\{/, { token: 'delimiter.bracket', next: '@interpolation' }],
      [/#[0-9a-fA-F]{3,8}\b/, 'attribute.value.hex'],
      [/(-?(?:\d*\.)?\d+)(rpx|[a-z]+|%)?/, ['attribute.value.number', 'attribute.value.unit']],
      [/[.#&%][\w-]+|&/, 'tag'],
      [/::?[\w-]+(?=\s*(?:$|\())/, 'tag'],
      [/[\w-]+(?=\s*:)/, 'attribute.name'],
      [/[\w-]+/, 'attribute.value'],
      [/[:,()+*/<>=!~|[\]{}-]/, 'delimiter'],
    ],
    comment: [
      [/\*\//, 'comment', '@pop'],
      [/[^*]+|\*/, 'comment'],
    ],
    interpolation: [
      [/\}/, { token: 'delimiter.bracket', next: '@pop' }],
      { include: 'root' },
    ],
  },
}

export const styleLanguages: Readonly<Record<string, Definition>> = {
  wxss: { configuration: css, language: withRpx(cssTokens) },
  css: { configuration: css, language: withRpx(cssTokens) },
  less: { configuration: less, language: withRpx(lessTokens) },
  scss: { configuration: scss, language: withModules(withRpx(scssTokens)) },
  sass: { configuration: { ...scss, brackets: [['(', ')'], ['[', ']'], ['{', '}']] }, language: sass },
}
