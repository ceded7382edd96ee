import { expect, test } from 'vitest'
import { foldAddress, unfoldedIn } from '../../web/src/lib/potential/fold.ts'

test('an entry is folded out and in by the address, which keeps the municipality and the other entries', () => {
  const both = foldAddress('?municipality=telavi&open=whey', 'wool')
  expect(both).toBe('?municipality=telavi&open=whey.wool')
  expect(unfoldedIn(both)).toEqual(['whey', 'wool'])
  expect(foldAddress('?municipality=telavi&open=wool', 'wool')).toBe('?municipality=telavi')
})
