/** Registers the languages of mini-programs and configures those Monaco brings. */
import { languages } from 'monaco-editor/editor/editor.api'
import 'monaco-editor/languages/definitions/javascript/register'
import 'monaco-editor/languages/definitions/typescript/register'
import 'monaco-editor/languages/definitions/html/register'
import 'monaco-editor/languages/definitions/xml/register'
import 'monaco-editor/languages/definitions/markdown/register'
import 'monaco-editor/languages/definitions/yaml/register'
import { conf as scriptConfiguration, language as scriptLanguage } from 'monaco-editor/languages/definitions/javascript/javascript'
import { cssDefaults, lessDefaults, scssDefaults } from 'monaco-editor/languages/features/css/register'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import 'monaco-editor/languages/features/html/register'
import {
  JsxEmit, ModuleKind, ModuleResolutionKind, ScriptTarget, javascriptDefaults, typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register'
import { typings } from '../typings'
import { styleLanguages } from './styles'
import * as wxml from './wxml'

const typingsFolder = 'file:///node_modules/miniprogram-api-typings/'

function registerOwnLanguages(): void {
  languages.register({ id: 'wxml', extensions: ['.wxml'], aliases: ['WXML'] })
  languages.setLanguageConfiguration('wxml', wxml.configuration)
  languages.setMonarchTokensProvider('wxml', wxml.language)
  for (const [id, { configuration, language }] of Object.entries(styleLanguages)) {
    languages.register({ id, extensions: [`.${id}`], aliases: [id.toUpperCase()] })
    languages.setLanguageConfiguration(id, configuration)
    languages.setMonarchTokensProvider(id, language)
  }
  languages.register({ id: 'wxs', extensions: ['.wxs'], aliases: ['WXS'] })
  languages.setLanguageConfiguration('wxs', scriptConfiguration)
  languages.setMonarchTokensProvider('wxs', scriptLanguage)
}

function configureScripts(): void {
  const libraries = Object.entries(typings).map(([name, content]) => ({ content, filePath: typingsFolder + name }))
  for (const [defaults, checkJs] of [[javascriptDefaults, false], [typescriptDefaults, true]] as const) {
    defaults.setCompilerOptions({
      target: ScriptTarget.ES2020,
      lib: ['es2020'],
      module: ModuleKind.CommonJS,
      moduleResolution: ModuleResolutionKind.NodeJs,
      jsx: JsxEmit.None,
      allowJs: true,
      checkJs,
      allowNonTsExtensions: true,
      esModuleInterop: true,
      resolveJsonModule: true,
      noEmit: true,
      baseUrl: 'file:///',
    })
    // A file is read alone until the whole project is known, so "cannot find module" would be noise.
    defaults.setDiagnosticsOptions({ noSemanticValidation: true, noSyntaxValidation: false })
    defaults.setEagerModelSync(true)
    defaults.setExtraLibs(libraries)
  }
}

/** Makes scripts of the project known that have no model of their own. */
export function setProjectScripts(files: Readonly<Record<string, string>>): void {
  const own = Object.entries(files).map(([path, content]) => ({ content, filePath: `file:///${path}` }))
  const libraries = Object.entries(typings).map(([name, content]) => ({ content, filePath: typingsFolder + name }))
  for (const defaults of [javascriptDefaults, typescriptDefaults]) defaults.setExtraLibs([...libraries, ...own])
}

export function registerLanguages(): void {
  registerOwnLanguages()
  configureScripts()
  // Documents are formatted by web/format alone.
  for (const defaults of [javascriptDefaults, typescriptDefaults, jsonDefaults]) {
    defaults.setModeConfiguration({ ...defaults.modeConfiguration, documentFormattingEdits: false, documentRangeFormattingEdits: false })
  }
  for (const defaults of [cssDefaults, lessDefaults, scssDefaults]) {
    defaults.setModeConfiguration({ ...defaults.modeConfiguration, documentFormattingEdits: false, documentRangeFormattingEdits: false })
    defaults.setOptions({ validate: true, lint: { unknownProperties: 'ignore' } })
  }
}
