import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from '../../server/materials/catalogue.ts'
import { POLICY } from '../../server/matching/engine/policy.ts'
import { POLICIES, policyOf } from '../../server/matching/engine/policies.ts'
import { readCases } from '../../server/matching/golden/case.ts'
import { comparePolicies } from '../../server/matching/golden/compare.ts'
import { runCase } from '../../server/matching/golden/run.ts'
import { policyWith, weightsOf } from '../../server/matching/learning/refit.ts'
import { database } from '../setup/database.ts'

const cases = readCases(join(import.meta.dirname, 'cases'))
const catalogue = await readCatalogue((await database()).db)

test('there are twenty golden markets', () => expect(cases.length).toBeGreaterThanOrEqual(20))

describe.each(cases.map((golden) => [golden.title, golden] as const))('%s', (_, golden) => {
  const ranked = runCase(golden, catalogue, POLICY)

  test('ranks as somebody who knows the trade expects', () =>
    expect(ranked.map(({ ref }) => ref)).toEqual(golden.expected))

  test('leaves out who must be absent, and every other listing is accounted for', () => {
    const refs = ranked.map(({ ref }) => ref)
    for (const ref of golden.absent) expect(refs).not.toContain(ref)
    const others = golden.listings.map(({ ref }) => ref).filter((ref) => ref !== golden.asking)
    expect([...golden.expected, ...golden.absent].toSorted()).toEqual(others.toSorted())
  })
})

describe('policies', () => {
  test('are chosen by version, each once, and the last one ranks', () => {
    expect(new Set(POLICIES.map(({ version }) => version)).size).toBe(POLICIES.length)
    expect(POLICIES.at(-1)).toBe(POLICY)
    expect(policyOf(POLICY.version)).toBe(POLICY)
    expect(policyOf('none')).toBeUndefined()
  })

  test('compared with themselves move nobody', () => {
    const compared = comparePolicies(cases, catalogue, POLICY, POLICY)
    expect(compared.flatMap(({ moves }) => moves)).toEqual([])
    expect(compared.every(({ expectedBefore, expectedAfter }) => expectedBefore && expectedAfter)).toBe(true)
  })

  test('compared with one that sees distance only say whose rank moved', () => {
    const far = policyWith(POLICY, { ...weightsOf(POLICY), material: 0.01, distance: 0.9 }, 'distance-only')
    const moved = comparePolicies(cases, catalogue, POLICY, far).find(({ name }) => name.startsWith('02-'))
    expect(moved?.moves).toContainEqual(
      expect.objectContaining({ ref: 'backfill-khelvachauri', before: 2, after: 1 }),
    )
    expect(moved).toMatchObject({ expectedBefore: true, expectedAfter: false })
  })
})
