/** How every code editor of the window looks and behaves; the settings change some of it. */
import { editor } from 'monaco-editor/editor/editor.api'

const current: editor.IEditorOptions & editor.IGlobalEditorOptions = {
  // The input method gets garbage through Chromium's EditContext inside QtWebEngine.
  editContext: false,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  roundedSelection: false,
  renderLineHighlight: 'all',
  bracketPairColorization: { enabled: true },
  guides: { indentation: true, bracketPairs: 'active' },
  padding: { top: 8, bottom: 8 },
  stickyScroll: { enabled: true },
  minimap: { enabled: false },
  folding: true,
  showFoldingControls: 'mouseover',
  linkedEditing: true,
  colorDecorators: true,
  multiCursorModifier: 'alt',
  suggest: { showWords: false },
  unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
  accessibilitySupport: 'off',
  detectIndentation: true,
}
const listeners: (() => void)[] = []

export const options = (): editor.IStandaloneEditorConstructionOptions => ({ ...current, model: null })
export const diffOptions = (): editor.IStandaloneDiffEditorConstructionOptions => ({
  ...current,
  automaticLayout: true,
  minimap: { enabled: false },
  renderSideBySide: true,
  useInlineViewWhenSpaceIsLimited: true,
  renderSideBySideInlineBreakpoint: 560,
  ignoreTrimWhitespace: false,
  originalEditable: false,
})

/** Calls `changed` after the settings did; every editor then takes `options()` again. */
export const onOptions = (changed: () => void): void => { listeners.push(changed) }

export function setOptions(values: Record<string, unknown>): void {
  Object.assign(current, values)
  for (const changed of listeners) changed()
}

/** Takes the indentation the text has; where it shows none, the one of the settings. */
export const detectIndentation = (model: editor.ITextModel): void => model.detectIndentation(true, current.tabSize ?? 2)
