// Which throws of a script its own `catch` takes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import vm from 'node:vm'

vm.runInThisContext(readFileSync('ide/debugger/web/catches.js', 'utf8'))
const { minideckCatches } = globalThis

const place = (source, words) => {
  const before = source.slice(0, source.indexOf(words)).split('\n')
  return { lineNumber: before.length - 1, columnNumber: before.at(-1).length }
}
const caught = (source, begin) => minideckCatches(source)(place(source, 'boom'), begin ? place(source, begin) : null)

test('a throw inside of a try with a catch is caught, one beside it is not', () => {
  assert.equal(caught('try { boom() } catch (error) {}'), true)
  assert.equal(caught('try { go() } catch (error) {}\nboom()'), false)
  assert.equal(caught('try { go() } catch { boom() }'), false)
})

test('finally alone catches nothing, what encloses it may', () => {
  assert.equal(caught('try { boom() } finally { end() }'), false)
  assert.equal(caught('try { try { boom() } finally {} } /* so */ catch {}'), true)
})

test('a try around a function does not catch what the function throws later', () => {
  const source = 'try { const later = function () { boom() } } catch {}'
  assert.equal(caught(source, 'function'), false)
  assert.equal(caught(source, 'try'), true)
})

test('strings, comments, templates and expressions do not confuse it', () => {
  for (const words of ['"{ try {"', "'\\'{'", '`{ ${ { a: `}` }.a } {`', '/[/{]{/.test(a)', '// {', '/* { */', 'a / b / c', '(a) / "{" / 2', 'return /}/']) {
    assert.equal(caught(`${words}\ntry { boom() } catch {}`), true, words)
    assert.equal(caught(`try { ${words}\n } catch {}\nboom()`), false, words)
  }
})

test('a property called try is none', () => {
  assert.equal(caught('a.try\n{ boom() }\ncatch_()'), false)
  assert.equal(caught('a = { try() { boom() }, catch() {} }'), false)
})
