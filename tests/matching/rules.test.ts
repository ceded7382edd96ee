import { describe, expect, test } from 'vitest'
import { judgeLaw, type LegalScene, type Rule } from '../../server/matching/engine/criteria/regulation.ts'
import { explain } from '../../server/matching/engine/explain.ts'
import type { LegalFacts } from '../../server/matching/engine/facts.ts'
import { POLICY } from '../../server/matching/engine/policy.ts'
import { newMatching, type Matching } from '../../server/matching/market.ts'
import { rulesInForce } from '../../server/matching/passages.ts'
import type { MarketRow } from '../../server/matching/listing-facts.ts'
import { isKindOf, readCatalogue, usesAlong, type Catalogue } from '../../server/materials/catalogue.ts'
import { database } from '../setup/database.ts'

const catalogue: Catalogue = await readCatalogue((await database()).db)
type Stored = Catalogue['rules'][number]

/** A day on which the rule is in force. */
const dayOf = (rule: Stored) => rule.validFrom ?? '2026-11-26'
const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
const inForce = (rule: Stored, day = dayOf(rule)): Rule | undefined =>
  rulesInForce(catalogue, day).find(({ id }) => id === rule.id)

const CODE = '020701'
const offerFor = (rule: Stored): LegalFacts => ({
  wasteCode: rule.wasteCodes[0] ?? CODE,
  hazardous: rule.condition === 'hazardous',
  priceAsked: rule.condition === 'price_asked',
  massTonnes: (rule.aboveTonnes ?? 0) + 1,
  permits: [],
})
const sceneFor = (rule: Stored): LegalScene => ({
  materials: rule.materials.length > 0 ? [rule.materials[0]!] : ['anything'],
  uses: rule.uses.length > 0 ? [rule.uses[0]!] : ['anything'],
  operations: [],
  conversions: rule.operations.slice(0, 1),
})
/** A taker; for a notice about hazardous waste one who may have it, since anybody else is held back before. */
const takerFor = (rule: Stored, offer: LegalFacts): LegalFacts => ({
  ...offer,
  permits: rule.effect === 'notice' && offer.hazardous ? [offer.wasteCode!] : [],
})

/** Whether the rule speaks up, alone, in a scene that was made for it but for what is changed. */
function speaks(rule: Stored, offer: Partial<LegalFacts> = {}, scene: Partial<LegalScene> = {}): boolean {
  const changed = { ...offerFor(rule), ...offer }
  const taker = takerFor(rule, changed)
  const found = judgeLaw([inForce(rule)!], changed, taker, { ...sceneFor(rule), ...scene }, POLICY)
  return found.rules.includes(rule.id)
}

describe.each(catalogue.rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('speaks where it fits', () => expect(speaks(rule)).toBe(true))

  test('is silent for another material, use, condition or amount', () => {
    if (rule.materials.length + rule.wasteCodes.length > 0)
      expect(speaks(rule, { wasteCode: '999999' }, { materials: ['something-else'] })).toBe(false)
    if (rule.uses.length > 0) expect(speaks(rule, {}, { uses: ['something-else'] })).toBe(false)
    if (rule.operations.length > 0) expect(speaks(rule, {}, { conversions: [] })).toBe(false)
    if (rule.condition === 'hazardous') expect(speaks(rule, { hazardous: false })).toBe(false)
    if (rule.condition === 'price_asked') expect(speaks(rule, { priceAsked: false })).toBe(false)
    if (rule.condition === 'no_price_asked') expect(speaks(rule, { priceAsked: true })).toBe(false)
    if (rule.aboveTonnes !== null) expect(speaks(rule, { massTonnes: rule.aboveTonnes })).toBe(false)
  })

  test('is not in force before its first day nor after its last', () => {
    if (rule.validFrom) expect(inForce(rule, dayBefore(rule.validFrom))).toBeUndefined()
    if (rule.validUntil) expect(inForce(rule, dayAfter(rule.validUntil))).toBeUndefined()
    expect(inForce(rule)).toBeDefined()
  })

  test('cites its source, says whether that was seen, and asserts nothing', () => {
    expect(rule.source).not.toBe('')
    expect(rule.citations.en.length).toBeGreaterThan(40)
    expect(rule.citations.ka.length).toBeGreaterThan(40)
    for (const text of [rule.names.en, rule.citations.en])
      expect(text).not.toMatch(/\b(is|are) (legal|lawful|compliant)\b/i)
  })

  test('speaks between real listings of the catalogue, and not between others', () => {
    const matching = newMatching(catalogue, dayOf(rule))
    const pairs = catalogue.compatibility.filter(({ targetKind }) => targetKind === 'use')
    // A veto silences what else there is to say, so that not every way that fits will do.
    const fitting = pairs.find((row) => fits(rule, row) && heard(matching, rule, row).includes(rule.id))
    expect(fitting, 'no way through the catalogue that it gates').toBeDefined()
    const other = pairs.find((row) => !touchesMaterial(rule, row.material))
    if (rule.materials.length + rule.wasteCodes.length > 0)
      expect(heard(matching, rule, other!, '999999')).not.toContain(rule.id)
  })
})

type Way = Catalogue['compatibility'][number]

const touchesMaterial = (rule: Stored, material: string): boolean =>
  rule.materials.some((group) => isKindOf(catalogue, 'material', material, group)) ||
  rule.wasteCodes.includes(catalogue.materials.get(material)?.wasteCodes[0] ?? '')

function fits(rule: Stored, way: Way): boolean {
  const conversions = way.path.map(({ process }) => catalogue.processes.get(process ?? '')?.rCode ?? '')
  return (
    // A code is stated by the listing, whatever its material.
    (rule.materials.length === 0 || touchesMaterial(rule, way.material)) &&
    (rule.uses.length === 0 || usesAlong(catalogue, way).some((use) => rule.uses.includes(use))) &&
    (rule.operations.length === 0 || conversions.some((code) => rule.operations.includes(code)))
  )
}

/** Rules that the regulation criterion names for an offer and a need at the two ends of a way. */
function heard(matching: Matching, rule: Stored, way: Way, code?: string): string[] {
  const legal = offerFor(rule)
  const row = (kind: 'offer' | 'need', target: MarketRow['targets'][number]): MarketRow => ({
    ...EMPTY,
    id: kind === 'offer' ? 1 : 2,
    kind,
    organisation: kind === 'offer' ? 1 : 2,
    targets: [target],
    wasteCode: kind === 'offer' ? (code ?? legal.wasteCode) : null,
    hazardous: kind === 'offer' && legal.hazardous,
    price: kind === 'offer' && legal.priceAsked ? 10 : null,
    priceCurrency: kind === 'offer' && legal.priceAsked ? 'GEL' : null,
    massTonnes: legal.massTonnes,
    permits: kind === 'need' ? takerFor(rule, legal).permits : [],
  })
  const { market, nodes, passages, reader, policy } = matching
  const offer = reader.factsOf(row('offer', { kind: 'material', id: way.material, factor: 1 }))
  const need = reader.factsOf(row('need', { kind: way.targetKind, id: way.target, factor: 1 }))
  const passage = passages.between(
    nodes.keyOf('material', way.material)!,
    nodes.keyOf(way.targetKind, way.target)!,
  )!
  const { findings } = explain(offer, 0, need, 0, market.bridge(passage), market.law, policy)
  return findings.find(({ criterion }) => criterion === 'regulation')?.rules ?? []
}

const EMPTY: MarketRow = {
  id: 0,
  kind: 'offer',
  organisation: 0,
  lon: 44.8,
  lat: 41.7,
  radiusKm: 0,
  audience: 'public',
  provenance: 'declared',
  verified: false,
  completedExchanges: 0,
  wasteCode: null,
  hazardous: false,
  months: null,
  validFrom: null,
  validUntil: null,
  massTonnes: null,
  minimumLotTonnes: null,
  presentOperation: null,
  presentInput: null,
  presentCost: null,
  presentCostCurrency: null,
  price: null,
  priceCurrency: null,
  targets: [],
  ranges: [],
  permits: [],
}
