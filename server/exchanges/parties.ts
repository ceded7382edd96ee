import { isFacilitator, mayActFor, mayReadFor } from '../accounts/principal.ts'
import { SIDES, type Party, type Side } from '../contract/exchanges.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'

/** The two organisations of an exchange. */
export interface Sides {
  id: number
  supplierId: number
  receiverId: number
}

export const organisationOf = (exchange: Sides, side: Side): number =>
  side === 'supplier' ? exchange.supplierId : exchange.receiverId

export const otherSide = (side: Side): Side => (side === 'supplier' ? 'receiver' : 'supplier')

/** The sides in whose name somebody may write. Two only for somebody who is at home in both. */
export const sidesOf = (principal: Principal, exchange: Sides): Side[] =>
  SIDES.filter((side) => mayActFor(principal, organisationOf(exchange, side)))

/** The sides whose own view somebody may read. */
export const readableSidesOf = (principal: Principal, exchange: Sides): Side[] =>
  SIDES.filter((side) => mayReadFor(principal, organisationOf(exchange, side)))

/** @throws Refusal `not_found` when somebody may not know that the exchange exists */
export function refuseStranger(principal: Principal, exchange: Sides): void {
  if (readableSidesOf(principal, exchange).length === 0)
    throw new Refusal('not_found', { exchange: exchange.id })
}

/**
 * As whom somebody acts in an exchange.
 * @param wanted the side he names; needed only when he is at home on both
 * @throws Refusal `not_found` for a stranger, `not_permitted` for who may only look on, `exchange_side_unclear`
 */
export function partyOf(principal: Principal, exchange: Sides, wanted?: Side): Party {
  refuseStranger(principal, exchange)
  const sides = sidesOf(principal, exchange)
  if (wanted) {
    if (!sides.includes(wanted)) throw new Refusal('not_permitted')
    return wanted
  }
  if (sides.length > 1) throw new Refusal('exchange_side_unclear')
  if (sides[0]) return sides[0]
  if (isFacilitator(principal)) return 'facilitator'
  throw new Refusal('not_permitted')
}

/**
 * The side in whose name somebody acts.
 * @throws Refusal as `partyOf`, and `not_permitted` for a facilitator who acts for neither
 */
export function sideOf(principal: Principal, exchange: Sides, wanted?: Side): Side {
  const party = partyOf(principal, exchange, wanted)
  if (party === 'facilitator' || party === 'system') throw new Refusal('not_permitted')
  return party
}
