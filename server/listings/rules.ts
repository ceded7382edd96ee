import { priceUnitsOf } from '../contract/measures.ts'
import { UNITS_OF } from '../contract/words.ts'
import type { Clock } from '../journal/write.ts'
import { Refusal, type FieldError, type RefusalCode } from '../refusals.ts'
import { kmBetween, settleSite } from '../organisations/site.ts'
import { isCurrent, type Reference } from './reference.ts'
import type { Draft, Publication } from './schema.ts'

/** A point this far from the municipality it is said to lie in is more likely a slip, such as latitude and longitude swapped. */
const DISAGREEMENT_KM = 100
/** Shares are decimal fractions; their sum may miss 1 by a rounding. */
const ROUNDING = 1e-9

/** Whether it is to go to the market, or only to be kept until its owner goes on with it. */
export type Stage = 'market' | 'draft'
export type Fault = FieldError & { code: RefusalCode }

/**
 * What is wrong with a draft beyond its shape, everything at once.
 * @returns fields as JSON pointers into the draft; empty when it is sound
 */
export function faultsOf(draft: Draft | Publication, reference: Reference, stage: Stage = 'market'): Fault[] {
  return [
    ...numberFaults(draft, ''),
    ...textFaults(draft, ''),
    ...(stage === 'market' ? missingFaults(draft) : []),
    ...targetFaults(draft, reference),
    ...compositionFaults(draft),
    ...specificationFaults(draft),
    ...placeFaults(draft, reference),
    ...codeFaults(draft, reference),
    ...quantityFaults(draft),
    ...priceFaults(draft),
    ...windowFaults(draft),
  ]
}

/** @throws Refusal with the first fault's code and all faults as its fields */
export function refuseUnsound(
  draft: Draft | Publication,
  reference: Reference,
  stage: Stage = 'market',
): void {
  const faults = faultsOf(draft, reference, stage)
  const first = faults[0]
  if (first) throw new Refusal(first.code, first.params, faults)
}

/** What is over before it begins is not published. @throws Refusal `window_over` */
export function refuseOver({ validUntil }: Draft, clock: Clock): void {
  const today = clock().toISOString().slice(0, 10)
  if (validUntil !== undefined && validUntil < today)
    throw new Refusal('window_over', { validUntil }, [{ field: '/validUntil', code: 'window_over' }])
}

/** A hazardous code makes the listing hazardous, whatever else it says; a harmless code leaves it to the owner. */
export const isHazardous = (draft: Draft, reference: Reference): boolean =>
  draft.hazardous === true || reference.wasteCodes.get(draft.wasteCode ?? '')?.hazardous === true

function numberFaults(value: unknown, pointer: string): Fault[] {
  if (typeof value === 'number')
    return Number.isFinite(value) ? [] : [{ field: pointer, code: 'not_a_number' }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => numberFaults(part, `${pointer}/${key}`))
}

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
function textFaults(value: unknown, pointer: string): Fault[] {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) return [{ field: pointer, code: 'text_unstorable' }]
    return pointer === '/title' && value.trim() === '' ? [{ field: pointer, code: 'text_blank' }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => textFaults(part, `${pointer}/${key}`))
}

const missingFaults = ({ resourceKind = 'material', targets }: Draft): Fault[] =>
  resourceKind === 'material' && targets.length === 0 ? [{ field: '/targets', code: 'target_missing' }] : []

function targetFaults({ kind, targets }: Draft, reference: Reference): Fault[] {
  const seen = new Set<string>()
  return targets.flatMap((target, index): Fault[] => {
    const field = `/targets/${index}`
    const known = target.kind === 'material' ? reference.materials : reference.uses
    const key = `${target.kind} ${target.id}`
    const repeated = seen.has(key)
    seen.add(key)
    if (target.kind === 'use' && kind === 'offer') return [{ field: `${field}/kind`, code: 'offer_of_use' }]
    if (!isCurrent(known, target.id))
      return [
        {
          field: `${field}/id`,
          code: target.kind === 'material' ? 'unknown_material' : 'unknown_use',
          params: { id: target.id },
        },
      ]
    return repeated ? [{ field, code: 'duplicate_target', params: { id: target.id } }] : []
  })
}

function compositionFaults({ kind, targets }: Draft): Fault[] {
  const sum = targets.reduce((sum, { factor = 1 }) => sum + factor, 0)
  return kind === 'offer' && targets.length > 1 && sum > 1 + ROUNDING
    ? [{ field: '/targets', code: 'composition_exceeds_whole', params: { sum: Number(sum.toFixed(6)) } }]
    : []
}

function specificationFaults({ specifications = [] }: Draft): Fault[] {
  const seen = new Set<string>()
  return specifications.flatMap(({ property, minimum, maximum }, index): Fault[] => {
    const field = `/specifications/${index}`
    const repeated = seen.has(property)
    seen.add(property)
    if (repeated) return [{ field: `${field}/property`, code: 'duplicate_property', params: { property } }]
    return minimum !== undefined && maximum !== undefined && minimum > maximum
      ? [{ field, code: 'range_reversed', params: { property, minimum, maximum } }]
      : []
  })
}

function placeFaults({ place }: Draft, { municipalities }: Reference): Fault[] {
  const named = place.municipality
  const area = named === undefined ? undefined : municipalities.get(named)
  if (named !== undefined && !area)
    return [{ field: '/place/municipality', code: 'unknown_municipality', params: { id: named } }]
  if (!('lon' in place)) return []
  const { lon, lat } = place
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
    return [{ field: '/place', code: 'site_outside_planet' }]
  const distanceKm = area ? Math.round(kmBetween({ lon, lat }, area)) : 0
  if (distanceKm > DISAGREEMENT_KM)
    return [{ field: '/place', code: 'place_disagrees', params: { municipality: area!.id, distanceKm } }]
  return settleSite(place, municipalities)
    ? []
    : [{ field: '/place/precision', code: 'place_without_municipality' }]
}

function codeFaults({ wasteCode, presentOperation, presentInput }: Draft, reference: Reference): Fault[] {
  const faults: Fault[] = []
  if (wasteCode !== undefined && !isCurrent(reference.wasteCodes, wasteCode))
    faults.push({ field: '/wasteCode', code: 'unknown_waste_code', params: { code: wasteCode } })
  if (presentOperation !== undefined && !isCurrent(reference.operations, presentOperation))
    faults.push({ field: '/presentOperation', code: 'unknown_operation', params: { code: presentOperation } })
  if (presentInput !== undefined && !isCurrent(reference.materials, presentInput))
    faults.push({ field: '/presentInput', code: 'unknown_material', params: { id: presentInput } })
  return faults
}

function quantityFaults({ resourceKind = 'material', amount, unit }: Draft): Fault[] {
  if (unit === undefined) return amount === undefined ? [] : [{ field: '/unit', code: 'unit_missing' }]
  const fitting: readonly string[] = UNITS_OF[resourceKind]
  return fitting.includes(unit)
    ? []
    : [{ field: '/unit', code: 'unit_unfit', params: { unit, allowed: fitting.join(', ') } }]
}

/** Tonnes go without saying for a material; what is no material would be priced by a guess. */
function priceFaults({ resourceKind = 'material', pricePerTonne: price }: Draft): Fault[] {
  if (!price) return []
  const field = '/pricePerTonne/unit'
  const fitting = priceUnitsOf(resourceKind)
  const { unit } = price
  if (unit === undefined) return resourceKind === 'material' ? [] : [{ field, code: 'unit_missing' }]
  return fitting.includes(unit)
    ? []
    : [{ field, code: 'unit_unfit', params: { unit, allowed: fitting.join(', ') } }]
}

const windowFaults = ({ validFrom, validUntil }: Draft): Fault[] =>
  validFrom !== undefined && validUntil !== undefined && validUntil < validFrom
    ? [{ field: '/validUntil', code: 'window_ends_before_start', params: { validFrom, validUntil } }]
    : []
