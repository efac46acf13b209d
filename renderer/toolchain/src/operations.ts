/** The operations of the toolchain by name. */

import { packNpm, type PackItem } from './npm/pack'
import { packScript, type ScriptPackItem } from './pack/script'
import { packSheet, type SheetPackItem } from './pack/sheet'
import { packTemplate, type TemplatePackItem } from './pack/template'
import { compileScript, type ScriptItem } from './script/compile'
import { EMPTY_SURVEY, surveyScript, type SurveyItem } from './script/survey'
import { compileWxml, type WxmlCompileItem } from './wxml/compile'
import { scanWxml, type WxmlScanItem } from './wxml/scan'
import { surveyWxml, type WxmlSurveyItem } from './wxml/survey'
import { compileWxs, type WxsItem } from './wxs/compile'
import { compileWxss, type WxssCompileItem } from './wxss/compile'
import { scanWxss, type WxssScanItem } from './wxss/scan'
import { surveyWxss } from './wxss/survey'
import type { Diagnostic } from './diagnostics'

export type Item = { path?: string; name?: string } & Record<string, unknown>
export type Result = { diagnostics: Diagnostic[] } & Record<string, unknown>

export interface Operation {
  run(item: Item): Result | Promise<Result>
  /** What a result holds beside its diagnostics when nothing could be made. */
  empty(): Record<string, unknown>
}

const operation = <T>(run: (item: T) => { diagnostics: Diagnostic[] } | Promise<{ diagnostics: Diagnostic[] }>, empty: () => Record<string, unknown>): Operation =>
  ({ run: run as unknown as Operation['run'], empty })

export const operations: Record<string, Operation | undefined> = {
  'wxml.scan': operation<WxmlScanItem>(scanWxml, () => ({ imports: [], includes: [], scripts: [], tags: [], generics: [] })),
  'wxml.compile': operation<WxmlCompileItem>(compileWxml, () => ({ code: '({})', positions: [] })),
  'wxs.compile': operation<WxsItem>(compileWxs, () => ({ code: '', requires: [] })),
  'wxss.scan': operation<WxssScanItem>(scanWxss, () => ({ imports: [] })),
  'wxss.compile': operation<WxssCompileItem>(compileWxss, () => ({ parts: [], urls: [] })),
  'wxss.survey': operation<WxssCompileItem>(surveyWxss, () => ({ rules: [], urls: [], dark: false })),
  'script.compile': operation<ScriptItem>(compileScript, () => ({ code: '', map: null, requires: [] })),
  'script.survey': operation<SurveyItem>(surveyScript, EMPTY_SURVEY),
  'wxml.survey': operation<WxmlSurveyItem>(surveyWxml, () => ({ elements: [], texts: [] })),
  'script.pack': operation<ScriptPackItem>(packScript, () => ({ code: '', map: null, kept: '' })),
  'wxss.pack': operation<SheetPackItem>(packSheet, () => ({ code: '' })),
  'wxml.pack': operation<TemplatePackItem>(packTemplate, () => ({ code: '' })),
  'npm.pack': operation<PackItem>(packNpm, () => ({ files: {} })),
}
