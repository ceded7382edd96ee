import { describe, expect, test } from 'vitest'
import { impactOf, type ImpactFacts, type UsedFactor } from '../../server/impact/compute.ts'

const factor = (id: string, value: number, unit = 'kg CO2e/t'): UsedFactor => ({
  id,
  value,
  unit,
  year: 2025,
  source: 'made up for a test',
  estimate: false,
})

/** 20 t of pomace over 50 km: from landfill at 700 kg CO2e/t, in the place of an input at 300 kg CO2e/t. */
const facts: ImpactFacts = {
  tonnes: 20,
  roadKm: 50,
  currency: 'GEL',
  yieldRatio: 0.5,
  route: { operation: 'D1', parts: [{ material: 'pomace', share: 1, factor: factor('landfill', 700) }] },
  input: { material: 'barley', factor: factor('barley', 300) },
  freightEmission: factor('lorry', 0.2, 'kg CO2e/(t·km)'),
  freightCost: factor('haul', 0.1, 'USD/(t·km)'),
  freightCostRate: 2.5,
  processing: [{ process: 'drying', factor: factor('drying', 40) }],
  processingCost: 30,
  disposalCost: 45,
  purchaseCost: 400,
  price: 60,
  rates: [],
  transportBy: 'receiver',
}

describe('what a shipment did', () => {
  test('by hand: 700 + 0.5 · 300 − 50 · 0.2 − 40 = 800 kg a tonne, 16,000 kg in all', () => {
    const impact = impactOf(facts)
    expect(impact).toMatchObject({
      avoidedDisposalKg: 14_000,
      avoidedProductionKg: 3_000,
      transportKg: 200,
      processingKg: 800,
      kgCo2eAvoided: 16_000,
    })
  })

  test('by hand: the supplier saves 45 + 60 a tonne, the receiver 0.5 · 400 − 60 − 30 − 50 · 0.1 · 2.5', () => {
    const impact = impactOf(facts)
    expect(impact.supplierSaving).toBeCloseTo(20 * 105, 9)
    expect(impact.receiverSaving).toBeCloseTo(20 * 97.5, 9)
  })

  test('whoever pays for the haul bears it; a third party burdens neither side', () => {
    const haul = 20 * 12.5
    expect(impactOf({ ...facts, transportBy: 'supplier' })).toMatchObject({
      supplierSaving: 20 * 105 - haul,
      receiverSaving: 20 * 110,
    })
    expect(impactOf({ ...facts, transportBy: 'third_party' })).toMatchObject({
      supplierSaving: 20 * 105,
      receiverSaving: 20 * 110,
    })
  })

  test('a supplier who pays to have it taken saves less, the receiver more', () => {
    const paid = impactOf({ ...facts, price: -20 })
    expect(paid.supplierSaving).toBeCloseTo(20 * 25, 9)
    expect(paid.receiverSaving).toBeCloseTo(20 * 177.5, 9)
  })
})

describe('what is unknown', () => {
  const noRoute = { operation: null, parts: [] }
  const noInput = { material: null, factor: null }

  test('adds nothing where it would have added, so that the figure is never too high', () => {
    expect(impactOf({ ...facts, route: noRoute }).kgCo2eAvoided).toBe(20 * (150 - 10 - 40))
    expect(impactOf({ ...facts, input: noInput }).kgCo2eAvoided).toBe(20 * (700 - 10 - 40))
  })

  test('makes the whole unknown where it would have taken away, or when nothing avoided is known', () => {
    expect(impactOf({ ...facts, processing: [{ process: 'drying', factor: null }] }).kgCo2eAvoided).toBeNull()
    expect(impactOf({ ...facts, route: noRoute, input: noInput }).kgCo2eAvoided).toBeNull()
  })

  test('one part of a mixture without a factor leaves its disposal unknown', () => {
    const parts = [
      { material: 'brick', share: 0.5, factor: factor('landfill', 1) },
      { material: 'timber', share: 0.5, factor: null },
    ]
    expect(impactOf({ ...facts, route: { operation: 'D1', parts } }).avoidedDisposalKg).toBeNull()
  })

  test('costs make the saving of their own side unknown and leave the other one', () => {
    expect(impactOf({ ...facts, disposalCost: null })).toMatchObject({ supplierSaving: null })
    expect(impactOf({ ...facts, disposalCost: null }).receiverSaving).not.toBeNull()
    expect(impactOf({ ...facts, processingCost: null }).receiverSaving).toBeNull()
    expect(impactOf({ ...facts, purchaseCost: null }).receiverSaving).toBeNull()
  })
})
