import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { CRITERIA, type Criterion } from '../../server/contract/words.ts'
import { POLICY } from '../../server/matching/engine/policy.ts'
import {
  preferencesOf,
  type JudgedProposal,
  type Preference,
} from '../../server/matching/learning/outcomes.ts'
import { fitWeights, rightOf, weightsOf } from '../../server/matching/learning/refit.ts'
import { learningReport } from '../../server/matching/learning/report.ts'
import { readJudgedProposals } from '../../server/matching/learning/store.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf, distilleryNeed, composterNeed, pomaceOffer, publishFor } from './market-of-kakheti.ts'

const counted = (over: Partial<Record<Criterion, number>>) =>
  ({ ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, 0.5])), ...over }) as Preference['better']

const proposal = (over: Partial<JudgedProposal>): JudgedProposal => ({
  id: 1,
  offerId: 1,
  needId: 1,
  score: 0.5,
  policyVersion: POLICY.version,
  findings: CRITERIA.map((criterion) => ({ criterion, score: 0.8 })),
  declined: null,
  declinedBy: over.declined ? 'side' : null,
  succeeded: false,
  ...over,
})

describe('re-fitting weights', () => {
  const today = weightsOf(POLICY)
  const timingWins: Preference = {
    from: 'test',
    better: counted({ timing: 1, distance: 0.3 }),
    worse: counted({ timing: 0.2, distance: 0.8 }),
  }

  test('leaves them alone when there is nothing to learn from', () =>
    expect(fitWeights([], today)).toEqual(today))

  test('moves them towards what people preferred, and keeps their sum', () => {
    expect(rightOf([timingWins], today)).toBe(0)
    const fitted = fitWeights([timingWins], today)
    expect(rightOf([timingWins], fitted)).toBe(1)
    expect(fitted.timing).toBeGreaterThan(today.timing)
    expect(fitted.distance).toBeLessThan(today.distance)
    const sum = (weights: typeof today) => Object.values(weights).reduce((a, b) => a + b, 0)
    expect(sum(fitted)).toBeCloseTo(sum(today), 2)
    for (const weight of Object.values(fitted)) expect(weight).toBeGreaterThanOrEqual(0.005)
  })

  test('gives the same weights for the same preferences', () =>
    expect(fitWeights([timingWins], today)).toEqual(fitWeights([timingWins], today)))
})

describe('what people have shown', () => {
  const good = proposal({ id: 1, score: 0.6, succeeded: true })
  const far = proposal({ id: 2, needId: 2, score: 0.7, declined: 'distance' })
  const taken = proposal({ id: 3, needId: 3, score: 0.8, declined: 'has_partner' })

  test('prefers what succeeded to what was declined, but not to who only had a partner already', () => {
    expect(preferencesOf([good, far, taken], POLICY).map(({ from }) => from)).toEqual(['proposal 1 before 2'])
    const elsewhere = { ...far, offerId: 9, needId: 9 }
    expect(preferencesOf([good, elsewhere], POLICY)).toEqual([])
  })

  test('becomes a report of where the ranking was wrong', () => {
    const report = learningReport([good, far], POLICY)
    expect(report).toMatchObject({ proposals: 2, declined: 1, succeeded: 1 })
    expect(report.meanRank).toEqual({ succeeded: 2, declined: 1 })
    expect(report.upsets).toEqual([{ succeeded: 1, declined: 2 }])
    expect(report.reasons).toEqual([
      {
        reason: 'distance',
        by: 'side',
        criterion: 'distance',
        times: 1,
        said: { met: 1, partial: 0, unmet: 0, unknown: 0 },
        wronglyFirst: [2],
      },
    ])
  })

  test('keeps what facilitators dismissed apart: it is reported as theirs and prefers nothing', () => {
    const dismissed = proposal({
      id: 4,
      needId: 4,
      score: 0.9,
      declined: 'not_a_match',
      declinedBy: 'facilitator',
    })
    const report = learningReport([good, far, dismissed], POLICY)
    expect(report).toMatchObject({ declined: 1, dismissed: 1, meanRank: { succeeded: 3, declined: 2 } })
    expect(report.upsets).toEqual([{ succeeded: 1, declined: 2 }])
    expect(report.reasons.slice(1)).toEqual([
      {
        reason: 'not_a_match',
        by: 'facilitator',
        criterion: 'material',
        times: 1,
        said: { met: 1, partial: 0, unmet: 0, unknown: 0 },
        wronglyFirst: [4],
      },
    ])
    expect(preferencesOf([good, { ...far, declinedBy: 'facilitator' }], POLICY)).toEqual([])
  })

  test('says nothing where a criterion did not know', () => {
    const blind = { ...far, findings: [{ criterion: 'distance' as const, score: null }] }
    expect(learningReport([blind], POLICY).reasons[0]).toMatchObject({
      said: { met: 0, unknown: 1 },
      wronglyFirst: [],
    })
  })
})

test('proposals are read with their answers', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    const offer = await publishFor(db, pomaceOffer, catalogue)
    const need = await publishFor(db, distilleryNeed, catalogue)
    const other = await publishFor(db, composterNeed, catalogue)
    const at = fixedClock().toISOString()
    const propose = async (needId: number, score: number) =>
      (
        await rows<{ id: number }>(
          db,
          sql`insert into proposal (offer_id, need_id, offer_revision, need_revision, policy_version, catalogue_version,
                                    score, confidence, facts, findings, found_at)
              values (${offer}, ${needId}, 1, 1, ${POLICY.version}, 'c', ${score}, 1, '{}',
                      '[{"criterion":"price","score":0.9},{"criterion":"value","score":0.9}]', ${at}) returning id`,
        )
      )[0]!.id
    const declined = await propose(need, 0.9)
    const silent = await propose(other, 0.5)
    await rows(
      db,
      sql`insert into proposal_answer (proposal_id, side, answer, reason, answered_at)
          values (${declined}, 'need', 'declined', 'price', ${at}), (${silent}, 'offer', 'interested', null, ${at})`,
    )
    await rows(
      db,
      sql`update proposal set dismissed_at = ${at}, dismissed_reason = 'timing' where id in (${declined}, ${silent})`,
    )
    const read = await readJudgedProposals(db)
    expect(read.find(({ id }) => id === declined)).toMatchObject({
      offerId: offer,
      declined: 'price',
      declinedBy: 'side',
      succeeded: false,
    })
    expect(read.find(({ id }) => id === silent)).toMatchObject({
      declined: 'timing',
      declinedBy: 'facilitator',
    })
    await rows(db, sql`update proposal set dismissed_at = null where id = ${silent}`)
    const after = await readJudgedProposals(db)
    expect(after.find(({ id }) => id === silent)).toMatchObject({ declined: null, declinedBy: null })
    expect(learningReport(read, POLICY).reasons).toContainEqual(
      expect.objectContaining({ reason: 'price', criterion: 'value', wronglyFirst: [declined] }),
    )
  }))
