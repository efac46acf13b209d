/** WXML: tags, attributes, directives, bindings in `{{ }}` and inline WXS. */
import type { languages } from 'monaco-editor/editor/editor.api'

export const configuration: languages.LanguageConfiguration = {
  comments: { blockComment: ['<!--', '-->'] },
  brackets: [['<!--', '-->'], ['{{', '}}'], ['(', ')'], ['[', ']']],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string'] },
    { open: "'", close: "'", notIn: ['string'] },
    { open: '<!--', close: '-->', notIn: ['comment', 'string'] },
  ],
  surroundingPairs: [
    { open: '"', close: '"' },
    { open: "'", close: "'" },
    { open: '{', close: '}' },
    { open: '<', close: '>' },
  ],
  onEnterRules: [
    {
      beforeText: /<([\w-]+)(?:[^>"']|"[^"]*"|'[^']*')*(?<!\/)>\s*$/,
      afterText: /^\s*<\/[\w-]+\s*>/,
      action: { indentAction: 2 },
    },
    {
      beforeText: /<(?!import|include)([\w-]+)(?:[^>"']|"[^"]*"|'[^']*')*(?<!\/)>\s*$/,
      action: { indentAction: 1 },
    },
  ],
  wordPattern: /[\w$-]+/,
  folding: { markers: { start: /^\s*<!--\s*#region\b/, end: /^\s*<!--\s*#endregion\b/ } },
}

const quoted = (quote: string, name: string): languages.IMonarchLanguageRule[] => [
  [/\{\{/, { token: 'delimiter.binding', next: '@expression' }],
  [new RegExp(`[^${quote}{]+`), name],
  [new RegExp(quote), { token: name, next: '@pop' }],
  [/\{/, name],
]

export const language: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '.wxml',
  keywords: ['true', 'false', 'null', 'undefined'],
  tokenizer: {
    root: [
      [/<!--/, { token: 'comment', next: '@comment' }],
      [/(<)(wxs)(?=[\s>])/, ['delimiter.tag', { token: 'tag', next: '@wxs' }]],
      [/(<\/?)([A-Za-z][\w.-]*)/, ['delimiter.tag', { token: 'tag', next: '@tag' }]],
      [/\{\{/, { token: 'delimiter.binding', next: '@expression' }],
      [/&[#\w]+;/, 'string.escape'],
      [/[^<{&]+/, ''],
      [/[<{&]/, ''],
    ],
    comment: [
      [/-->/, { token: 'comment', next: '@pop' }],
      [/[^-]+/, 'comment'],
      [/-/, 'comment'],
    ],
    tag: [
      [/\/?>/, { token: 'delimiter.tag', next: '@pop' }],
      { include: '@attributes' },
    ],
    attributes: [
      [/\s+/, ''],
      [/(?:wx|model|generic|extra-attr|slot|data|mark|worklet|change):?[\w:-]*(?=\s*=)/, { cases: { '(wx|model|generic|change):.*': 'keyword.directive', '@default': 'attribute.name' } }],
      [/(?:capture-)?(?:mut-)?(?:bind|catch):?[\w:-]+/, 'attribute.event'],
      [/wx:[\w-]+/, 'keyword.directive'],
      [/[\w.:@-]+/, 'attribute.name'],
      [/=/, 'delimiter'],
      [/"/, { token: 'string', next: '@doubleQuoted' }],
      [/'/, { token: 'string', next: '@singleQuoted' }],
    ],
    doubleQuoted: quoted('"', 'string'),
    singleQuoted: quoted("'", 'string'),
    expression: [
      [/\}\}/, { token: 'delimiter.binding', next: '@pop' }],
      [/'(?:[^'\\]|\\.)*'/, 'string.expression'],
      [/\d+(?:\.\d+)?/, 'number'],
      [/[A-Za-z_$][\w$]*/, { cases: { '@keywords': 'keyword', '@default': 'variable' } }],
      [/[+\-*/%<>=!&|?:.]+/, 'operator'],
      [/[()[\]{},]/, 'delimiter.bracket'],
      [/\s+/, ''],
      [/./, 'string.expression'],
    ],
    wxs: [
      [/\/>/, { token: 'delimiter.tag', next: '@pop' }],
      [/>/, { token: 'delimiter.tag', next: '@wxsBody', nextEmbedded: 'wxs' }],
      [/(<\/)(wxs)(\s*>)/, ['delimiter.tag', 'tag', { token: 'delimiter.tag', next: '@pop' }]],
      { include: '@attributes' },
    ],
    wxsBody: [
      [/(?=<\/wxs\s*>)/, { token: '', next: '@pop', nextEmbedded: '@pop' }],
    ],
  },
}
