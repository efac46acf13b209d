// Tags that belong together.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './web_modules.mjs'

const { openAtEnd, partners, tagsOf, toClose } = await load('tags/pairs.ts')
const kinds = (source) => tagsOf(source).map(({ name, kind }) => `${name}:${kind}`)

test('comments, scripts and expressions hold no tags', () => {
  assert.deepEqual(kinds('<!-- <a> --><wxs module="m">if (a <b) {}</wxs>{{ x <y }}<image/>'), ['wxs:start', 'wxs:end', 'image:alone'])
})

test('the partner is found across elements of the same name and quotes with >', () => {
  const source = '<view wx:if="{{a > b}}"><view/><view>x</view></view>'
  const [first, last] = partners(source, 3)
  assert.equal(first.start, 1)
  assert.equal(last.start, source.length - 5)
  assert.equal(partners(source, source.length - 3)[1].start, 1)
})

test('a tag that is alone or broken has no partner', () => {
  assert.equal(partners('<image/>', 2), null)
  assert.equal(partners('<view><text></view>', 9), null)
  assert.equal(partners('abc', 1), null)
})

test('a start tag is closed when its > is written, other > are not', () => {
  assert.equal(toClose('<view class="a">'), 'view')
  assert.equal(toClose('<image />'), '')
  assert.equal(toClose('</view>'), '')
  assert.equal(toClose('{{ a <b >'), '')
  assert.equal(toClose('<!-- <view>'), '')
  assert.equal(toClose('<import src="a">'), '')
})

test('what is open at the end', () => {
  assert.equal(openAtEnd('<view><text>a</text><image/>'), 'view')
  assert.equal(openAtEnd('<view></view>'), '')
})
