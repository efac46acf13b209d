/** Less and Sass to CSS, reading only what the item carries. */

import type { Diagnostic } from '../diagnostics'
import { extension } from '../paths'
import { compileLess } from './less'
import { compileSass } from './sass'
import type { WxssCompileItem } from './compile'

export interface Css { text: string; diagnostics: Diagnostic[] }

const LANGUAGES: Readonly<Record<string, string>> = { '.less': 'less', '.scss': 'scss', '.sass': 'sass' }

/** CSS of a sheet in another language; null when it is CSS already. */
export async function preprocess(path: string, lang: string | undefined, item: WxssCompileItem): Promise<Css | null> {
  const language = lang ?? LANGUAGES[extension(path)] ?? 'wxss'
  if (language === 'less') return compileLess(path, item)
  if (language === 'scss' || language === 'sass') return compileSass(path, language, item)
  return null
}
