import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Side } from '../../contract/exchanges.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { tell } from '../../journal/tell.ts'
import { Refusal } from '../../refusals.ts'
import { permitStep } from '../lifecycle.ts'
import { organisationOf, otherSide, sideOf } from '../parties.ts'
import { holdExchange, touchExchange } from '../store.ts'
import { refuseUnsoundTerms } from './rules.ts'
import type { Deal } from './schema.ts'
import { insertAgreement, insertTerms, newestTerms } from './store.ts'
import { unitOfTerms } from './unit.ts'

export interface Offering {
  exchangeId: number
  deal: Deal
  /** The newest version that the offerer has seen; 0 for none. */
  lastVersion: number
  side?: Side
}

/**
 * Puts a new version of the terms on the table: the first, a counter-offer, or an amendment of what is sealed. Whoever
 * offers says yes to it himself.
 * @returns its version
 * @throws Refusal `not_found`, `not_permitted`, `exchange_stage_wrong`, `terms_moved_on` when a newer version is there,
 *   `terms_unit_wrong`, and what is wrong with the terms
 */
export async function offerTerms(
  db: Db,
  principal: Principal,
  { exchangeId, deal, lastVersion, side: wanted }: Offering,
  clock: Clock,
): Promise<number> {
  refuseUnsoundTerms(deal)
  return settle(db, async (tx) => {
    const held = await holdExchange(tx, exchangeId)
    if (!held) throw new Refusal('not_found', { exchange: exchangeId })
    const { exchange } = held
    const side = sideOf(principal, exchange, wanted)
    const step = permitStep('offer_terms', exchange.stage, side)
    const newest = (await newestTerms(tx, [exchangeId])).get(exchangeId)
    if ((newest?.version ?? 0) !== lastVersion)
      throw new Refusal('terms_moved_on', { version: newest?.version ?? 0 })

    const now = clock().toISOString()
    const unit = await unitOfTerms(tx, exchange, deal.unit)
    const version = lastVersion + 1
    const by = { side, accountId: principal.accountId, onBehalfOf: principal.onBehalfOf }
    const id = await insertTerms(tx, exchangeId, version, { ...deal, unit }, by, now)
    await insertAgreement(tx, id, by, now)
    const stage = step.to ?? exchange.stage
    await touchExchange(tx, exchange, now, stage === exchange.stage ? {} : { stage })
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'exchange_offer_terms',
      subjectKind: 'exchange',
      subjectId: exchangeId,
      before: { stage: exchange.stage },
      after: { stage, party: side, version },
    })
    await tell(tx, actorOf(principal), clock, [
      {
        kind: 'terms_offered',
        subjectKind: 'exchange',
        subjectId: exchangeId,
        organisations: [organisationOf(exchange, otherSide(side))],
        params: { version, party: side },
      },
    ])
    return version
  })
}
