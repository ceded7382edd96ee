import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Side } from '../contract/exchanges.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { tell } from '../journal/tell.ts'
import { Refusal } from '../refusals.ts'
import { permitStep } from './lifecycle.ts'
import { organisationOf, otherSide, sideOf } from './parties.ts'
import { holdExchange, setRevealed, touchExchange } from './store.ts'

/**
 * A side lets the other see its name, its contact and its exact site; what was given stays given.
 * @throws Refusal `not_found`, `not_permitted`, `exchange_stage_wrong`
 */
export async function reveal(
  db: Db,
  principal: Principal,
  { exchangeId, side: wanted }: { exchangeId: number; side?: Side },
  clock: Clock,
): Promise<void> {
  await settle(db, async (tx) => {
    const held = await holdExchange(tx, exchangeId)
    if (!held) throw new Refusal('not_found', { exchange: exchangeId })
    const { exchange } = held
    const side = sideOf(principal, exchange, wanted)
    permitStep('reveal', exchange.stage, side)
    if (side === 'supplier' ? exchange.supplierRevealedAt : exchange.receiverRevealedAt) return
    const now = clock().toISOString()
    await setRevealed(tx, exchangeId, side, now)
    await touchExchange(tx, exchange, now)
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'exchange_reveal',
      subjectKind: 'exchange',
      subjectId: exchangeId,
      after: { party: side },
    })
    await tell(tx, actorOf(principal), clock, [
      {
        kind: 'exchange_moved',
        subjectKind: 'exchange',
        subjectId: exchangeId,
        organisations: [organisationOf(exchange, otherSide(side))],
        params: { act: 'reveal', stage: exchange.stage, party: side },
      },
    ])
  })
}
