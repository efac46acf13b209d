// Fonts: which icons a library's sheet wants, the character table put into our copy, and what families mean here.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

async function load(path) {
  const { outputFiles } = await build({ entryPoints: [join(root, path)], bundle: true, write: false, format: 'esm', absWorkingDir: root })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
}

const { wantedFonts } = await load('renderer/runtime/view/icon_fonts.ts')
const { glyphsOf, withCharacters, withRanges } = await load('renderer/runtime/shared/sfnt.ts')
const { authorCss } = await load('renderer/runtime/view/author_css.ts')

const vant = new Uint8Array(await readFile(join(root, 'node_modules/@vant/icons/src/vant-icon-84f687.ttf')))
const face = (family, address) => `@font-face{font-family:${family};src:url(${address}) format('woff')}`

test('a library says in its sheet which character an icon has, as an escape or as itself', () => {
  const css = `${face('t', 'https://tdesign.gtimg.com/icon/9.9.9/fonts/t.woff')}
    .t-icon-add:before{content:'\\E005'}.x--t-icon-arrow-left::before { content: "\u{e01f}" }`
  assert.deepEqual(wantedFonts(css), [{ id: 'tdesign', family: 't', characters: new Map([['add', 0xe005], ['arrow-left', 0xe01f]]) }])
})

test('only fonts of the same name from the same place are ours to draw', () => {
  const rule = '.van-icon-add:before{content:"\\f000"}'
  assert.equal(wantedFonts(face('vant-icon', 'https://img.yzcdn.cn/vant/vant-icon-0bc654.woff2') + rule).length, 1)
  assert.deepEqual(wantedFonts(face('iconfont', 'https://img.yzcdn.cn/vant/vant-icon-0bc654.woff2') + rule), [])
  assert.deepEqual(wantedFonts(face('vant-icon', 'https://example.com/vant-icon-0bc654.woff2') + rule), [])
  assert.deepEqual(wantedFonts(rule), [])
})

test('a font gets another character table and keeps its other tables', () => {
  const glyph = glyphsOf(vant).get(0xf003)
  assert.ok(glyph > 0)
  const changed = withCharacters(vant, new Map([[0xe900, glyph], [0x41, 1]]))
  assert.deepEqual([...glyphsOf(changed)], [[0x41, 1], [0xe900, glyph]])
  assert.equal(changed.length % 4, 0)
  const ranges = withRanges(vant, [[0xe000, 0xf8ff]], 1)
  const view = new DataView(ranges.buffer)
  const records = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + index * 16)
  const cmap = records.find((record) => view.getUint32(record) === 0x636d6170)
  assert.equal(view.getUint16(view.getUint32(cmap + 8) + 12), 13)
})

test("the desktop's own font never stands for the phone's", () => {
  const css = authorCss('a{font-family:system-ui,-apple-system,"Helvetica Neue",sans-serif}')
  assert.match(css, /font-family:-apple-system,"Phone Sans",-apple-system,"Helvetica Neue",.*"Noto Sans SC",.*"Phone Emoji","Blank Icons",sans-serif\}/)
  assert.match(authorCss('a{font-family:t!important}'), /font-family:t,.*"Blank Icons"!important\}/)
  assert.equal(authorCss('@font-face{font-family:t}'), '@font-face{font-family:t}')
  assert.match(authorCss('a{font:14px/1 vant-icon}'), /^a\{font:14px\/1 vant-icon,.*"Blank Icons"\}$/)
})

test('Skyline passes over declarations with currentColor, not over pictures that name it', () => {
  const picture = "url(\"data:image/svg+xml,<svg><style>a{fill:currentColor}</style></svg>\")"
  const css = `a{background:${picture};background-color: currentColor;border:1px solid currentcolor!important;--c:currentColor;color:red}`
  assert.equal(authorCss(css), css)
  assert.equal(authorCss(css, 'skyline'), `a{background:${picture};;;--c:currentColor;color:red}`)
  assert.equal(authorCss('width:1px;fill:currentColor', 'skyline'), 'width:1px;')
})
