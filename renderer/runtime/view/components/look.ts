/** Drawings and keyframes that several built-in components share. */

const spoke = (angle: number, opacity: number): string =>
  `<rect x="46.5" y="10" width="7" height="20" rx="3.5" opacity="${opacity.toFixed(2)}" transform="rotate(${angle} 50 50)"/>`

const spokes = Array.from({ length: 12 }, (_, index) => spoke(index * 30, 0.1 + (index / 11) * 0.75)).join('')

const dataUrl = (svg: string): string => `url("data:image/svg+xml,${encodeURIComponent(svg)}")`

const spinner = (color: string): string =>
  dataUrl(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="${color}">${spokes}</svg>`)

/** One glyph, a tick at U+EA08, so that authors' rules for `::before` of checkbox and radio work as on a phone. */
const markFont = 'AAEAAAAKAIAAAwAgT1MvMi7oQCwAAAEoAAAAYGNtYXAADOpbAAABkAAAADRnbHlmM8KY/gAAAcwAAAAmaGVhZDFN07cAAACsAAAANmhoZWEHWgPHAAAA5AAAACRobXR4BD0AAAAAAYgAAAAGbG9jYQATAAAAAAHEAAAABm1heHAABAAIAAABCAAAACBuYW1l/sXsKQAAAfQAAABycG9zdAADAAAAAAJoAAAAIAABAAAAAQAAaJ+OLV8PPPUAAwPoAAAAAOcnx/MAAAAA5yfH8wBVAFADkwKhAAAAAwACAAAAAAAAAAEAAANw/4gAAAPoAFUAVQOTAAEAAAAAAAAAAAAAAAAAAAABAAEAAAACAAYAAQAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAwPoAZAABQAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAPz8/PwAA6gjqCANw/4gAAANwAHgAAAAAAAAAAAAAAAAAAAAgAAAD6AAAAFUAAAAAAAIAAAADAAAAFAADAAEAAAAUAAQAIAAAAAQABAABAADqCP//AADqCP//FfkAAQAAAAAAAAAAABMAAAABAFUAUAOTAqEABQAAEzcXARcBVT/tAdM//e4BfD/tAdM//e4AAAAAAAAEADYAAQAAAAAAAQANAAAAAQAAAAAAAgAHAA0AAwABBAkAAQAaABQAAwABBAkAAgAOAC5taW5pZGVjay1tYXJrUmVndWxhcgBtAGkAbgBpAGQAZQBjAGsALQBtAGEAcgBrAFIAZQBnAHUAbABhAHIAAAADAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export const sharedLook = `
@font-face { font-family: "wx-mark"; src: url("data:font/ttf;base64,${markFont}") format("truetype"); }
:where(html) { --wx-spinner: ${spinner('#606060')}; --wx-spinner-light: ${spinner('#ffffff')}; }
@keyframes wx-spin { to { transform: rotate(360deg); } }
[hidden] { display: none !important; }
`
