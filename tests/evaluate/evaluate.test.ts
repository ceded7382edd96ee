import { beforeAll, describe, expect, test } from 'vitest'
import { heldReference, catalogueOf } from '../../server/materials/reference/held.ts'
import { codeFinderOf } from '../../server/materials/understanding/codes.ts'
import { codeRanksOf } from '../../server/matching/evaluate/codes.ts'
import { evaluate, rankingOf, ranksOf, type Evaluation } from '../../server/matching/evaluate/evaluate.ts'
import { readExchanges } from '../../server/matching/evaluate/exchanges.ts'
import { missesOf, reportOf } from '../../server/matching/evaluate/report.ts'
import { SMALL_TABLE } from './exchanges.ts'

const reference = heldReference()
const table = readExchanges(SMALL_TABLE)
let evaluation: Evaluation
beforeAll(() => {
  evaluation = evaluate(reference, table, 'as shipped')
})

describe('on a small table of exchanges', () => {
  test('the engine finds most true receivers first, text search few', () => {
    expect(evaluation.engine.meanReciprocalRank).toBeGreaterThan(0.8)
    expect(evaluation.bm25.meanReciprocalRank).toBeLessThan(0.5)
  })

  test.each(['pathways', 'profiles', 'codes', 'synonyms'] as const)(
    'something is lost without %s',
    (part) => {
      const { meanReciprocalRank } = evaluation.without[part]
      expect(meanReciprocalRank).toBeLessThan(evaluation.engine.meanReciprocalRank)
    },
  )

  test('the report puts all of it side by side', () => {
    const report = reportOf(evaluation).join('\n')
    expect(report).toContain('18 exchanges, 18 wastes as queries, 18 receivers as candidates')
    for (const line of ['engine', 'BM25', 'pathways', 'sector profiles', 'waste codes', 'synonyms'])
      expect(report).toMatch(new RegExp(`${line}.*0\\.\\d{3}`))
  })
})

describe('what is not found is explained', () => {
  const strange = readExchanges(
    `${SMALL_TABLE}Fly ash,100102,Coal-fired power plant,3511,,Bakery,1071\nQwxz zzyx,,,,,Bakery,1071\n`,
  )

  test('with what was understood of both sides', () => {
    const ranking = rankingOf(reference, strange)
    const ranks = ranksOf(strange, ranking)
    const misses = missesOf(strange, ranking, ranks, 1).join('\n')
    expect(misses).toContain('Qwxz zzyx')
    expect(misses).toContain('understood as nothing')
    expect(misses).toMatch(/taken by Bakery: 0\.000, understood as \S+/)
  })
})

test('a text leads to its waste code, in either language', () => {
  const find = codeFinderOf(catalogueOf(reference))
  const terms = [
    { term: 'fly ash of a coal power plant', codes: ['100102'] },
    { term: 'broken concrete', codes: ['170101'] },
    { term: 'ძველი საბურავები', codes: ['160103'] },
    { term: 'used engine oil', codes: ['130205', '130206', '130208'] },
    { term: 'asbestos insulation', codes: ['170601'] },
  ]
  for (const rank of codeRanksOf(terms, find)) expect(rank).toBeLessThanOrEqual(5)
})
