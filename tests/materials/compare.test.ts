import { expect, test } from 'vitest'
import { differences } from '../../server/materials/reference/compare.ts'
import { readReference } from '../../server/materials/reference/read.ts'

const ours = readReference()
const cells = (name: 'wasteCodes' | 'operations' | 'hazardProperties') =>
  ours.rows[name].map((row) => ({ code: row.cells['code'] ?? '', hazardous: row.cells['hazardous'] ?? '' }))
const same = {
  wasteCodes: cells('wasteCodes'),
  operations: cells('operations'),
  hazardProperties: cells('hazardProperties'),
}

test('the same codes and marks differ in nothing', () => {
  expect(differences(ours, same)).toEqual([])
})

test('a code that only they have, one that only we have, and another hazard mark are told apart', () => {
  const theirs = {
    ...same,
    wasteCodes: same.wasteCodes
      .filter(({ code }) => code !== '170601')
      .map((row) => (row.code === '200125' ? { ...row, hazardous: 'true' } : row)),
    operations: [...same.operations, { code: 'R14' }],
  }
  expect(differences(ours, theirs)).toEqual([
    { list: 'wasteCodes', code: '170601', kind: 'surplus' },
    { list: 'operations', code: 'R14', kind: 'missing' },
    { list: 'wasteCodes', code: '200125', kind: 'hazard_mark', ours: 'false', theirs: 'true' },
  ])
})
