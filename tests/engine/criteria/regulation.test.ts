import { describe, expect, test } from 'vitest'
import { judgeLaw, type LegalScene, type Rule } from '../../../server/matching/engine/criteria/regulation.ts'
import type { LegalFacts } from '../../../server/matching/engine/facts.ts'
import { POLICY } from '../../../server/matching/engine/policy.ts'

const rule = (over: Partial<Rule>): Rule => ({
  id: 'rule',
  effect: 'notice',
  materials: new Set(),
  wasteCodes: new Set(),
  uses: new Set(),
  operations: new Set(),
  condition: 'always',
  aboveTonnes: 0,
  ...over,
})
const facts = (over: Partial<LegalFacts> = {}): LegalFacts => ({
  wasteCode: null,
  hazardous: false,
  priceAsked: false,
  massTonnes: NaN,
  permits: [],
  ...over,
})
const scene = (over: Partial<LegalScene> = {}): LegalScene => ({
  materials: ['fat'],
  uses: ['pig-feed', 'feed'],
  operations: ['R3'],
  conversions: [],
  ...over,
})
const judge = (rules: Rule[], offer: LegalFacts, need = facts(), at = scene()) =>
  judgeLaw(rules, offer, need, at, POLICY)

describe('rules', () => {
  const noFatToFeed = rule({
    id: 'fat',
    effect: 'veto',
    materials: new Set(['fat']),
    wasteCodes: new Set(['200125']),
    uses: new Set(['feed']),
  })

  test('that nothing gates are clear', () =>
    expect(judge([], facts())).toEqual({ score: 1, reason: 'no_rule_known', rules: [] }))
  test('veto a material on its way to a use or a kind of it', () =>
    expect(judge([noFatToFeed], facts())).toEqual({ score: -1, reason: 'forbidden', rules: ['fat'] }))
  test('also know the material by its code', () =>
    expect(
      judge([noFatToFeed], facts({ wasteCode: '200125' }), facts(), scene({ materials: ['oil'] })).score,
    ).toBe(-1))
  test('leave other uses alone', () =>
    expect(judge([noFatToFeed], facts(), facts(), scene({ uses: ['biodiesel'] })).score).toBe(1))
  test('on a price hold only where a price is asked', () => {
    const sale = rule({ id: 'sale', condition: 'price_asked' })
    expect(judge([sale], facts()).reason).toBe('no_rule_known')
    expect(judge([sale], facts({ priceAsked: true }))).toEqual({
      score: POLICY.regulation.notice,
      reason: 'notice',
      rules: ['sale'],
    })
  })
})

describe('a condition', () => {
  const judged = (over: Partial<Rule>, offer: Partial<LegalFacts>, at: Partial<LegalScene> = {}) =>
    judge([rule(over)], facts(offer), facts(), scene(at)).rules

  test('on an amount holds above it only, and never for an unknown one', () => {
    expect(judged({ aboveTonnes: 200 }, { massTonnes: 200 })).toEqual([])
    expect(judged({ aboveTonnes: 200 }, { massTonnes: 201 })).toEqual(['rule'])
    expect(judged({ aboveTonnes: 200 }, {})).toEqual([])
  })
  test('on a conversion holds on ways that have one', () => {
    const operations = new Set(['R3', 'R5'])
    expect(judged({ operations }, {})).toEqual([])
    expect(judged({ operations }, {}, { conversions: ['R4'] })).toEqual([])
    expect(judged({ operations }, {}, { conversions: ['R4', 'R5'] })).toEqual(['rule'])
  })
  test('on giving away holds where no price is asked', () => {
    expect(judged({ condition: 'no_price_asked' }, { priceAsked: true })).toEqual([])
    expect(judged({ condition: 'no_price_asked' }, {})).toEqual(['rule'])
  })
  test('on harmless waste leaves hazardous waste alone', () => {
    expect(judged({ condition: 'not_hazardous' }, {})).toEqual(['rule'])
    expect(judged({ condition: 'not_hazardous' }, { hazardous: true })).toEqual([])
  })
})

describe('permits', () => {
  const needsPermit = rule({ id: 'permit', effect: 'needs_permit', wasteCodes: new Set(['160601']) })
  const battery = facts({ wasteCode: '160601', hazardous: true })

  test('a hazardous offer goes to nobody without one', () =>
    expect(judge([], battery)).toEqual({ score: -1, reason: 'hazardous_without_permit', rules: [] }))
  test('a hazardous offer of unknown code goes to nobody', () =>
    expect(judge([], facts({ hazardous: true }), facts({ permits: ['160601'] })).score).toBe(-1))
  test('a recorded one for the code and operation opens the way', () => {
    expect(judge([needsPermit], battery, facts({ permits: ['160601/R3'] })).reason).toBe('permit_recorded')
    expect(judge([needsPermit], battery, facts({ permits: ['160601'] })).reason).toBe('permit_recorded')
    expect(judge([needsPermit], battery, facts({ permits: ['160601/R4'] })).score).toBe(-1)
  })
  test('a harmless offer that needs one is only held back', () =>
    expect(judge([needsPermit], facts({ wasteCode: '160601' }))).toEqual({
      score: POLICY.regulation.permitMissing,
      reason: 'permit_missing',
      rules: ['permit'],
    }))
})
