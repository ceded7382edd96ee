import { expect, test } from 'vitest'
import { maskToMonths, monthsToMask } from '../../server/listings/months.ts'
import { massOf } from '../../server/listings/quantity.ts'
import type { Draft } from '../../server/listings/schema.ts'
import { smallCatalogue } from './small-catalogue.ts'

const { materials } = smallCatalogue
const offer = (part: Partial<Draft>, ...targets: [id: string, factor?: number][]): Draft => ({
  kind: 'offer',
  place: { municipality: 'telavi' },
  targets: (targets.length > 0 ? targets : [['grape-seed'] as [string]]).map(([id, factor]) => ({
    kind: 'material',
    id,
    ...(factor !== undefined && { factor }),
  })),
  ...part,
})
const tonnes = (draft: Draft) => massOf(draft, materials).massTonnes

test('tonnes and kilograms need no density', () => {
  expect(massOf(offer({ amount: 40, unit: 't', period: 'year' }), materials)).toEqual({
    massTonnes: 40,
    densityKgM3: null,
  })
  expect(tonnes(offer({ amount: 2500, unit: 'kg', period: 'once' }))).toBe(2.5)
})

test('a monthly amount flows in twelve months, or in those that are named', () => {
  expect(tonnes(offer({ amount: 3, unit: 't', period: 'month' }))).toBe(36)
  expect(tonnes(offer({ amount: 3, unit: 't', period: 'month', months: [9, 10] }))).toBe(6)
  expect(tonnes(offer({ amount: 3, unit: 't', period: 'year', months: [9, 10] }))).toBe(3)
})

test('a volume goes by the density of the material, or of the nearest kind above it', () => {
  expect(massOf(offer({ amount: 10, unit: 'm3', period: 'year' }), materials)).toEqual({
    massTonnes: 6,
    densityKgM3: 600,
  })
  expect(massOf(offer({ amount: 10, unit: 'm3' }, ['grape-pomace']), materials)).toEqual({
    massTonnes: 5,
    densityKgM3: 500,
  })
  expect(tonnes(offer({ amount: 2000, unit: 'l', period: 'month' }, ['grape-seed']))).toBeCloseTo(14.4)
})

test('the density of a mixture is that of volumes that add up', () => {
  const { massTonnes, densityKgM3 } = massOf(
    offer({ amount: 100, unit: 'm3' }, ['brick', 0.5], ['timber', 0.25]),
    materials,
  )
  expect(densityKgM3).toBeCloseTo(0.75 / (0.5 / 1000 + 0.25 / 250))
  expect(massTonnes).toBeCloseTo(50)
})

test('a need that accepts several things is as dense as the one that suits it best', () => {
  const need = { ...offer({ amount: 1, unit: 'm3' }, ['timber', 0.5], ['brick', 0.9]), kind: 'need' as const }
  expect(massOf(need, materials).densityKgM3).toBe(1000)
})

test('what cannot be derived is unknown, never guessed', () => {
  const unknown = { massTonnes: null, densityKgM3: null }
  for (const draft of [
    offer({ amount: 4, unit: 'piece' }),
    offer({ amount: 4, unit: 'MWh' }),
    offer({ amount: 4, unit: 'm3' }, ['mystery']),
    offer({ amount: 4, unit: 'm3' }, ['brick', 0.5], ['mystery', 0.5]),
    offer({ amount: 4, unit: 't', resourceKind: 'capacity' }),
    offer({ unit: 't' }),
    offer({}),
  ])
    expect(massOf(draft, materials)).toEqual(unknown)
})

test('months are bits, January first', () => {
  expect(monthsToMask([1])).toBe(1)
  expect(monthsToMask([9, 10])).toBe(0b11_0000_0000)
  expect(maskToMonths(monthsToMask([12, 1, 11]))).toEqual([1, 11, 12])
  expect(monthsToMask(undefined)).toBeNull()
  expect(maskToMonths(null)).toBeNull()
})
