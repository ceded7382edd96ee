import { expect, test } from 'vitest'
import { rebase } from '../../web/src/lib/forms/rebase.ts'

const base = { name: 'Winery', phone: '', email: '' }

test('what was typed stays, what nobody touched follows the stored state', () => {
  const fields = { ...base, phone: '+995 32 2 00 00 00' }
  const stored = { ...base, email: 'wine@example.org' }
  const next = rebase({ fields, base }, stored)
  expect(next).toEqual({ fields: { ...stored, phone: '+995 32 2 00 00 00' }, base: stored })
})

test('a field changed on both sides keeps its old base, so that saving asks', () => {
  const fields = { ...base, name: 'Winery of Telavi' }
  expect(rebase({ fields, base }, { ...base, name: 'Cellar' })).toEqual({ fields, base })
})

test('what was sent counts as stored, even where it was stored in another spelling', () => {
  const sent = { ...base, name: 'Winery ' }
  expect(rebase({ fields: sent, base: sent }, base)).toEqual({ fields: base, base })
})

test('what is typed while it is being saved is not lost', () => {
  const sent = { ...base, name: 'Cellar' }
  const fields = { ...sent, phone: '1' }
  expect(rebase({ fields, base: sent }, sent).fields).toEqual(fields)
})
