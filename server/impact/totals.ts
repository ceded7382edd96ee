import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../db/open.ts'
import { mayReadFor, isFacilitator } from '../accounts/principal.ts'
import { LEAST_ORGANISATIONS } from '../contract/impact.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { impactOf } from './compute.ts'
import { namesIn } from './names.ts'
import type { ExchangeImpact } from './schema.ts'
import { impactsOfExchange, sidesOf, sumImpact, type Grouping, type Totals } from './store.ts'

/** A calendar year, or all time: figures come on a fixed grid, so that no two of them differ by a single shipment. */
export interface Period {
  year?: number
}

/** A total that strangers may see: everything but its key is null when too few stand behind it. */
export type PublicTotals = Totals | { key: string | null; suppressed: true }

/**
 * What an exchange did, shipment by shipment with its working, and in all.
 * @throws Refusal `not_found` for whoever is no side of it and no facilitator
 */
export async function impactOfExchange(
  db: Db,
  principal: Principal,
  exchangeId: number,
  catalogue: Catalogue,
): Promise<ExchangeImpact> {
  const sides = await sidesOf(db, exchangeId)
  const mayRead = sides && [sides.supplier, sides.receiver].some((side) => mayReadFor(principal, side))
  if (!mayRead) throw new Refusal('not_found', { exchange: exchangeId })
  const frozen = await impactsOfExchange(db, exchangeId)
  const [totals] = await sumImpact(db, { exchange: exchangeId }, 'all')
  return {
    totals: totals ?? null,
    names: namesIn(
      frozen.map(({ facts }) => facts),
      catalogue,
    ),
    shipments: frozen.map((row) => ({
      ...row,
      // The figure on record, computed once more from the facts beside it.
      isRecomputed: isDeepStrictEqual(impactOf(row.facts), row.impact),
    })),
  }
}

/** @throws Refusal `not_permitted` for whoever does not belong to the organisation and is no facilitator */
export async function impactOfOrganisation(
  db: Db,
  principal: Principal,
  organisationId: number,
  period: Period,
): Promise<Totals | null> {
  if (!mayReadFor(principal, organisationId)) throw new Refusal('not_permitted')
  const [totals] = await sumImpact(db, { organisation: organisationId, ...period }, 'all')
  return totals ?? null
}

/** What all exchanges did by region or stream; facilitators see every figure, others only those of three organisations or more. */
export async function impactOfAll(
  db: Db,
  principal: Principal | null,
  grouping: Grouping,
  period: Period,
): Promise<PublicTotals[]> {
  const totals = await sumImpact(db, period, grouping)
  return isFacilitator(principal) ? totals : suppressed(totals)
}

/**
 * Hides groups with fewer than three organisations. Where that hides a single group, the one with the fewest organisations
 * left is hidden with it: otherwise the sum over all would give the first away.
 */
export function suppressed(totals: readonly Totals[]): PublicTotals[] {
  const hidden = new Set(totals.filter(({ organisations }) => organisations < LEAST_ORGANISATIONS))
  if (hidden.size === 1 && totals.length > 1) {
    const rest = totals.filter((group) => !hidden.has(group))
    hidden.add(rest.reduce((a, b) => (b.organisations < a.organisations ? b : a)))
  }
  return totals.map((group) => (hidden.has(group) ? { key: group.key, suppressed: true as const } : group))
}
