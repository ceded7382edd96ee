import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Side } from '../../contract/exchanges.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Actor, type Clock } from '../../journal/write.ts'
import { tell } from '../../journal/tell.ts'
import { Refusal } from '../../refusals.ts'
import { permitStep } from '../lifecycle.ts'
import { enterStage } from '../move.ts'
import { otherSide, sideOf } from '../parties.ts'
import { reserve } from '../stock/reserve.ts'
import { refuseWithoutPermit } from './permits.ts'
import { holdExchange, touchExchange, type StoredExchange } from '../store.ts'
import { sealOf } from './seal.ts'
import { insertAgreement, newestTerms, sealTerms, type Agreement, type StoredTerms } from './store.ts'

export interface Agreeing {
  exchangeId: number
  version: number
  side?: Side
}

/**
 * One side's yes to the newest version of the terms. The second yes seals them: it reserves the tonnes of both listings
 * in the same transaction. In an all-or-none bundle everything is sealed with the last yes of all.
 * @returns whether the terms are sealed now
 * @throws Refusal `not_found`, `not_permitted`, `exchange_stage_wrong`, `terms_moved_on`, `terms_sealed`,
 *   `terms_agreed_already`, `terms_agreed_alone`, `permit_missing`, and what `reserve` refuses
 */
export async function agree(
  db: Db,
  principal: Principal,
  { exchangeId, version, side: wanted }: Agreeing,
  clock: Clock,
): Promise<{ sealed: boolean }> {
  return settle(db, async (tx) => {
    const held = await holdExchange(tx, exchangeId)
    if (!held) throw new Refusal('not_found', { exchange: exchangeId })
    const { exchange, bundle, others } = held
    const side = sideOf(principal, exchange, wanted)
    permitStep('agree', exchange.stage, side)
    const newest = await newestTerms(tx, [exchangeId, ...others.map(({ id }) => id)])
    const terms = newest.get(exchangeId)
    if (!terms) throw new Refusal('not_found', { version })
    if (terms.version !== version) throw new Refusal('terms_moved_on', { version: terms.version })
    refuseYes(terms, side, principal)

    const now = clock().toISOString()
    await insertAgreement(
      tx,
      terms.id,
      { side, accountId: principal.accountId, onBehalfOf: principal.onBehalfOf },
      now,
    )
    await touchExchange(tx, exchange, now)
    const actor = actorOf(principal)
    await leaveLine(tx, actor, clock, {
      action: 'exchange_agree_terms',
      subjectKind: 'exchange',
      subjectId: exchangeId,
      after: { party: side, version },
    })
    const agreed = { exchange, terms: withYes(terms, { side, agreedBy: principal.accountId, agreedAt: now }) }
    const bound =
      bundle?.allOrNone && exchange.stage === 'negotiating'
        ? others.map((other) => ({ exchange: other, terms: newest.get(other.id) }))
        : []
    const ready = [agreed, ...bound].filter(
      (one): one is { exchange: StoredExchange; terms: StoredTerms } => one.terms?.agreements.length === 2,
    )
    if (ready.length < bound.length + 1 || agreed.terms.agreements.length < 2) return { sealed: false }
    await seal(tx, actor, ready, side, clock)
    return { sealed: true }
  })
}

/** @throws Refusal when this yes cannot be given: it was, or the other side's came from the same person */
function refuseYes(terms: StoredTerms, side: Side, { accountId }: Principal): void {
  if (terms.sealedAt) throw new Refusal('terms_sealed')
  const yesOf = (of: Side) => terms.agreements.find((agreement) => agreement.side === of)
  if (yesOf(side)) throw new Refusal('terms_agreed_already')
  if (yesOf(otherSide(side))?.agreedBy === accountId) throw new Refusal('terms_agreed_alone')
}

/** The agreements of a version with one more, the supplier's first as they are read. */
const withYes = (terms: StoredTerms, yes: Agreement): StoredTerms => ({
  ...terms,
  agreements: [...terms.agreements, yes].toSorted((a, b) => (a.side > b.side ? -1 : 1)),
})

async function seal(
  tx: Db,
  actor: Actor,
  agreed: readonly { exchange: StoredExchange; terms: StoredTerms }[],
  side: Side,
  clock: Clock,
): Promise<void> {
  for (const { exchange, terms } of agreed) await refuseWithoutPermit(tx, exchange, terms)
  const isAmendment = ({ stage }: StoredExchange) => stage !== 'negotiating'
  await reserve(
    tx,
    agreed.map(({ exchange, terms }) => ({
      exchangeId: exchange.id,
      offerId: exchange.offerId,
      needId: exchange.needId,
      terms,
      isAmendment: isAmendment(exchange),
    })),
  )
  const now = clock().toISOString()
  for (const { exchange, terms } of agreed) {
    await sealTerms(tx, terms, sealOf(exchange, terms), now)
    const { to } = permitStep('agree', exchange.stage, side)
    if (to) await enterStage(tx, actor, exchange, { act: 'agree', to, party: side }, clock)
    else
      await leaveLine(tx, actor, clock, {
        action: 'exchange_amended',
        subjectKind: 'exchange',
        subjectId: exchange.id,
        after: { party: side, version: terms.version },
      })
    await tell(tx, actor, clock, [
      {
        kind: 'terms_agreed',
        subjectKind: 'exchange',
        subjectId: exchange.id,
        organisations: [exchange.supplierId, exchange.receiverId],
        params: { version: terms.version, amendment: isAmendment(exchange) },
      },
    ])
  }
}
