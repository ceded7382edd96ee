import {
  AUDIENCES,
  type Audience,
  type ListingKind,
  type Period,
  type Provenance,
  type Unit,
} from '../contract/words.ts'
import { inMeasure, measureOf } from '../contract/measures.ts'
import { sideTrust } from './engine/criteria/trust.ts'
import { dayNumber, OPEN_FROM, OPEN_UNTIL } from './engine/facts.ts'
import type { OtherFacts, OtherKind } from './engine/other-kinds.ts'
import type { Policy } from './engine/policy.ts'

/** What is read of a stored listing that is no material, its site and its organisation; null is unknown. */
export interface OtherRow {
  id: number
  kind: ListingKind
  resourceKind: OtherKind
  organisation: number
  lon: number
  lat: number
  radiusKm: number
  audience: Audience
  provenance: Provenance
  verified: boolean
  completedExchanges: number
  amount: number | null
  unit: Unit | null
  period: Period
  months: number | null
  validFrom: string | null
  validUntil: string | null
}

const MONTHS_A_YEAR = 12

/** The engine's facts of a stored row. */
export function otherFactsOf(row: OtherRow, policy: Policy): OtherFacts {
  return {
    id: row.id,
    kind: row.kind,
    resourceKind: row.resourceKind,
    organisation: row.organisation,
    lon: row.lon,
    lat: row.lat,
    radiusKm: row.radiusKm,
    amount: amountOf(row),
    measure: row.unit && measureOf(row.unit),
    months: row.months ?? 0,
    fromDay: dayNumber(row.validFrom, OPEN_FROM),
    untilDay: dayNumber(row.validUntil, OPEN_UNTIL),
    trust: sideTrust(row.provenance, row.verified, row.completedExchanges, policy),
  }
}

/** Whether somebody who belongs to audiences up to a level may be told of a listing. */
export const isForLevel = ({ audience }: Pick<OtherRow, 'audience'>, level: number): boolean =>
  AUDIENCES.indexOf(audience) <= level

/** A year, or once, in the measure of its unit. A monthly amount flows in the months that are named, or in all twelve. */
function amountOf({ amount, unit, period, months }: OtherRow): number {
  if (amount === null || unit === null) return NaN
  return inMeasure(amount, unit) * (period === 'month' ? monthsIn(months) : 1)
}

const monthsIn = (mask: number | null): number =>
  mask === null ? MONTHS_A_YEAR : [...mask.toString(2)].filter((bit) => bit === '1').length
