/** The author's CSS made to mean here what it means on the phone: safe areas, Chinese in every font, the phone's own Latin letters. */

/** Fonts behind each of the author's families, so that no system lacks a glyph; icons without their font stay blank. */
const CHINESE = '"PingFang SC","Noto Sans CJK SC","Noto Sans SC","Apple Color Emoji","Segoe UI Emoji","Noto Color Emoji","Phone Emoji","Blank Icons"'
/** The phone's own letters, or ours close to them, where the system's sans-serif may be much wider. */
const LATIN = '-apple-system,"Phone Sans"'
const PLAIN = `${LATIN},${CHINESE}`
/** Names of the phone's own font that mean the desktop's here. */
const OF_THE_SYSTEM = /(^|,)\s*(system-ui|ui-sans-serif|BlinkMacSystemFont)\s*(?=,)/gi
const GENERIC = /,?\s*(sans-serif|system-ui|serif|monospace|cursive|fantasy|ui-[\w-]+)\s*$/i
const ENV = /env\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/gi
/** Blocks that declare a font, or families and shorthands that use one. */
const FONTS = /@font-face\s*\{[^}]*\}|(font-family\s*:\s*)([^;}]+)|(font\s*:\s*)([^;}]+)/gi
const IMPORTANT = /\s*!important\s*$/i
/** A shorthand that names a size and families, as `bold 14px/1.5 Arial`. */
const SHORTHAND = /\d(?:px|em|rem|pt|vw|vh|%)(?:\s*\/\s*[\w.%]+)?\s+\S/i
const KEYWORD = /^(inherit|initial|unset|revert|revert-layer)$/i

/** A list of families with ours behind it. */
function families(list: string): string {
  const important = IMPORTANT.exec(list)?.[0] ?? ''
  const plain = (important ? list.slice(0, -important.length) : list).replace(OF_THE_SYSTEM, `$1${LATIN}`)
  const trimmed = plain.trim()
  if (!trimmed || KEYWORD.test(trimmed) || trimmed.includes('var(')) return list
  const generic = GENERIC.exec(plain)
  if (!generic) return `${plain.trimEnd()},${PLAIN}${important}`
  const named = plain.slice(0, generic.index)
  const ours = /^(sans-serif|system-ui)$/i.test(generic[1] as string) ? PLAIN : CHINESE
  // A family that is generic for letters comes first, ours only helps out.
  if (ours === CHINESE) return `${plain.trimEnd()},${CHINESE}${important}`
  // In a shorthand without names the size stands directly before.
  const joint = /[\w"')]\s*$/.test(named) && generic[0].startsWith(',') ? ',' : ' '
  return `${named}${joint}${ours},${generic[1] as string}${important}`
}

/** Declarations that are a plain `currentColor` or list it among words; strings and URLs stand apart, as pictures may name it. */
const CURRENT_COLOR = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|url\([^)'"]*\)|(?<![\w-])(?!--)[a-z-]+\s*:\s*(?:[^;{}:"'()]*\s)?currentcolor\b[^;{}"'()]*/gi

/** Skyline does not know `currentColor` and passes over declarations with it. */
const withoutCurrentColor = (css: string): string => css.replace(CURRENT_COLOR, (all) => (/^["']|^url\(/i.test(all) ? all : ''))

/** A whole sheet or the text of a `style` attribute, for a page drawn by `renderer`. */
export function authorCss(text: string, renderer: 'webview' | 'skyline' = 'webview'): string {
  let css = text
  if (renderer === 'skyline' && /currentcolor/i.test(css)) css = withoutCurrentColor(css)
  if (/env\(/i.test(css)) css = css.replace(ENV, (_, side: string) => `var(--wx-safe-${side.toLowerCase()},0px)`)
  if (!/font/i.test(css)) return css
  return css.replace(FONTS, (all: string, family?: string, list?: string, font?: string, value?: string) => {
    if (family && list !== undefined) return family + families(list)
    if (font && value !== undefined && SHORTHAND.test(value)) return font + families(value)
    return all
  })
}
