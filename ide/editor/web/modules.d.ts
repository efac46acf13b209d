/** A file bundled as its text. */
declare module '*?text' {
  const text: string
  export default text
}

declare module 'monaco-editor/languages/definitions/css/css' {
  import type { languages } from 'monaco-editor/editor/editor.api'
  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}

declare module 'monaco-editor/languages/definitions/javascript/javascript' {
  import type { languages } from 'monaco-editor/editor/editor.api'
  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}

/** The parts of Emmet we use; its own types are out of reach of its package's exports. */
declare module 'emmet' {
  interface Config {
    type: 'markup' | 'stylesheet'
    syntax: string
    snippets?: Record<string, string>
    options?: Record<string, unknown>
  }
  export default function expandAbbreviation(abbreviation: string, config: Config): string
  export function extract(
    line: string, position: number, options: { type: 'markup' | 'stylesheet'; lookAhead: boolean },
  ): { abbreviation: string; start: number; end: number } | undefined
}

declare module 'monaco-editor/languages/definitions/less/less' {
  import type { languages } from 'monaco-editor/editor/editor.api'
  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}

declare module 'monaco-editor/languages/definitions/scss/scss' {
  import type { languages } from 'monaco-editor/editor/editor.api'
  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}
