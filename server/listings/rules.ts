import { Refusal, type FieldError, type RefusalCode } from '../refusals.ts'
import { kmBetween, settleSite } from '../organisations/site.ts'
import { isCurrent, type Reference } from './reference.ts'
import type { Draft, Publication } from './schema.ts'

/** A point this far from the municipality it is said to lie in is more likely a slip, such as latitude and longitude swapped. */
const DISAGREEMENT_KM = 100
/** Shares are decimal fractions; their sum may miss 1 by a rounding. */
const ROUNDING = 1e-9

export type Fault = FieldError & { code: RefusalCode }

/**
 * What is wrong with a draft beyond its shape, everything at once.
 * @returns fields as JSON pointers into the draft; empty when it is sound
 */
export function faultsOf(draft: Draft | Publication, reference: Reference): Fault[] {
  return [
    ...numberFaults(draft, ''),
    ...textFaults(draft, ''),
    ...targetFaults(draft, reference),
    ...compositionFaults(draft),
    ...specificationFaults(draft),
    ...placeFaults(draft, reference),
    ...codeFaults(draft, reference),
    ...quantityFaults(draft),
    ...windowFaults(draft),
  ]
}

/** @throws Refusal with the first fault's code and all faults as its fields */
export function refuseUnsound(draft: Draft | Publication, reference: Reference): void {
  const faults = faultsOf(draft, reference)
  const first = faults[0]
  if (first) throw new Refusal(first.code, first.params, faults)
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

const quantityFaults = ({ amount, unit }: Draft): Fault[] =>
  amount !== undefined && unit === undefined ? [{ field: '/unit', code: 'unit_missing' }] : []

const windowFaults = ({ validFrom, validUntil }: Draft): Fault[] =>
  validFrom !== undefined && validUntil !== undefined && validUntil < validFrom
    ? [{ field: '/validUntil', code: 'window_ends_before_start', params: { validFrom, validUntil } }]
    : []
