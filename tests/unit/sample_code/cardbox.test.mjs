// The rules of CardBox: cards as codes, what a form refuses, how the box is listed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './modules.mjs'

const domain = (name) => load(`cardbox/files/miniprogram/domain/${name}`)
const { blank, initials, tint } = await domain('card')
const { faultsOf, trimmed } = await domain('checks')
const { listed } = await domain('listing')
const { readMeCard } = await domain('mecard')
const { qrCode } = await domain('qr')
const { readVCard, writeVCard } = await domain('vcard')

const FULL = {
  name: '林薇; Mia', role: 'Head, Workshop', company: 'Nord\\licht', phone: '+49 30 5550 142',
  email: 'mia@nordlicht.example', website: 'nordlicht.example', address: 'Ufergasse 4, Berlin',
}

test('a vCard comes back as it was written', () => {
  assert.deepEqual(readVCard(writeVCard(FULL)), FULL)
  assert.deepEqual(readVCard(writeVCard({ ...blank(), name: 'A' })), { ...blank(), name: 'A' })
})

test('vCards of other programs are read: folded lines, groups, parameters, names in parts', () => {
  const text = 'BEGIN:VCARD\nVERSION:3.0\nN:Okafor;Ada;;;\nORG:Delta;Looms\nitem1.TEL;TYPE=CELL:1\nTEL:2\nEMAIL:ada@\n  delta.example\nADR:;;12 Marina;Lagos;;;\nEND:VCARD'
  const card = readVCard(text)
  assert.equal(card.name, 'Ada Okafor')
  assert.equal(card.company, 'Delta, Looms')
  assert.equal(card.phone, '1')
  assert.equal(card.email, 'ada@ delta.example')
  assert.equal(card.address, '12 Marina, Lagos')
  assert.equal(readVCard('https://shop.example'), null)
})

test('MeCards are read, quoted signs included', () => {
  const card = readMeCard('MECARD:N:Lin,Wei;ORG:River\\; Tea;TEL:1;TEL:2;URL:https\\://tea.example;;')
  assert.deepEqual([card.name, card.company, card.phone, card.website], ['Wei Lin', 'River; Tea', '1', 'https://tea.example'])
  assert.equal(readMeCard('BEGIN:VCARD'), null)
})

test('a form says which lines are wrong', () => {
  assert.deepEqual(faultsOf(FULL), {})
  const wrong = { ...blank(), name: ' ', phone: 'call me', email: 'a@b', website: 'here' }
  assert.deepEqual(Object.keys(faultsOf(wrong)), ['name', 'phone', 'email', 'website'])
  assert.equal(trimmed({ ...blank(), name: ' A ' }).name, 'A')
})

test('the box is listed by letter and found by any word', () => {
  const cards = ['Zoe', 'ada', '林薇', 'Abel'].map((name, at) => ({ ...blank(), id: `${at}`, name, company: at ? '' : 'Looms', addedAt: 0, photo: '' }))
  assert.deepEqual(listed(cards, '').map(({ letter, rows }) => [letter, rows.length]), [['A', 2], ['Z', 1], ['#', 1]])
  assert.deepEqual(listed(cards, 'looms zo').map(({ rows }) => rows[0].name), ['Zoe'])
  assert.deepEqual([initials('Mia Berger'), initials('林薇'), initials(' ')], ['MB', '林', '?'])
  assert.equal(tint('Mia'), tint('Mia'))
})

test('a code has the size of its version, and a text too long has none', () => {
  assert.equal(qrCode('a').length, 21)
  assert.equal(qrCode('a'.repeat(412)).length, 77)
  assert.equal(qrCode('a'.repeat(413)), null)
})
