// Abbreviations in the words of mini-programs.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './web_modules.mjs'

const { expandMarkup, expandStyle } = await load('emmet/expand.ts')
const markup = (line, before = '') => expandMarkup(line, before)?.snippet
const style = (line, before = '.a {\n') => expandStyle(line, before, 'rpx')?.snippet

test('children, classes and repetition', () => {
  assert.equal(markup('view.foo>text*2'), '<view class="foo">\n\t<text>${1}</text>\n\t<text>${2}</text>\n</view>')
})

test('a name left out is a view, and HTML has no say in our tags', () => {
  assert.equal(markup('.a'), '<view class="a">${1}</view>')
  assert.equal(markup('input+button'), '<input />\n<button>${1}</button>')
  assert.equal(markup('image'), '<image src="${1}" />')
})

test('expressions stay expressions', () => {
  assert.equal(markup('text{{{item}}}'), '<text>{{item\\}\\}</text>')
})

test('words, numbers and half abbreviations are no abbreviations', () => {
  for (const words of ['Hello', 'sentence.', '12', 'some words', 'view>', 'unknown']) assert.equal(markup(words), undefined, words)
})

test('inside a tag or an expression nothing is expanded', () => {
  assert.equal(markup('<view class', ''), undefined)
  assert.equal(markup('{{ a.b', ''), undefined)
  assert.equal(markup('  .b', '<view\n'), undefined)
  assert.equal(markup('.b', '<view wx:if="{{a > b}}">\n'), '<view class="b">${1}</view>')
})

test('lengths of a style sheet are in rpx', () => {
  assert.equal(style('  w10'), 'width: 10rpx;')
  assert.equal(style('  m10-20'), 'margin: 10rpx 20rpx;')
  assert.equal(style('  df'), 'display: flex;')
  assert.equal(style('  c#f'), 'color: #fff;')
})

test('outside of a rule, behind a colon and for unknown words nothing is expanded', () => {
  assert.equal(style('w10', ''), undefined)
  assert.equal(style('  width: w10'), undefined)
  assert.equal(style('  color'), undefined)
})
