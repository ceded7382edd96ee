import type { Db } from '../../db/open.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { bringTogether, settleOpening, tellOpened, type Pair } from './introduce.ts'
import { saySomething } from './room/send.ts'
import type { BundleDraft, Introduction } from './schema.ts'
import { insertBundle, readSubjects } from './store.ts'

/**
 * A facilitator brings an offer and a need together, and looks after the exchange from then on.
 * @returns the id of the exchange
 * @throws Refusal as `openExchange`
 */
export async function introducePair(
  db: Db,
  principal: Principal,
  { offerId, needId, message, proposalId }: Introduction & { proposalId?: number },
  clock: Clock,
): Promise<number> {
  return settleOpening(db, (tx) =>
    introduce(tx, principal, { offerId, needId, ...(proposalId && { proposalId }) }, message, clock),
  )
}

/**
 * A facilitator brings several pairs together that belong to one deal: pooled (one need, several offers), split (one
 * offer, several needs), or through a processor (who takes in one pair and gives in another).
 * @returns the ids of the exchanges, in the order of the pairs
 * @throws Refusal `bundle_shape_wrong`, and as `openExchange`
 */
export async function introduceBundle(
  db: Db,
  principal: Principal,
  { shape, allOrNone, pairs, message }: BundleDraft,
  clock: Clock,
): Promise<{ bundle: number; exchanges: number[] }> {
  return settleOpening(db, async (tx) => {
    await refuseOtherShape(tx, shape, pairs)
    const bundle = await insertBundle(tx, shape, allOrNone, clock().toISOString())
    const exchanges: number[] = []
    for (const pair of pairs)
      exchanges.push(await introduce(tx, principal, { ...pair, bundleId: bundle }, message, clock))
    return { bundle, exchanges }
  })
}

async function introduce(
  tx: Db,
  principal: Principal,
  pair: Pair,
  message: Introduction['message'],
  clock: Clock,
): Promise<number> {
  const { accountId } = principal
  const actor = actorOf(principal)
  const exchange = await bringTogether(tx, actor, { accountId, assignedTo: accountId }, pair, clock)
  const say = (language: 'ka' | 'en', body: string) =>
    saySomething(
      tx,
      actor,
      exchange,
      { accountId, party: 'facilitator', body, language, isTold: false },
      clock,
    )
  const words = message && {
    messageKa: await say('ka', message.ka),
    messageEn: await say('en', message.en),
  }
  await tellOpened(tx, actor, exchange, clock, words)
  return exchange.id
}

async function refuseOtherShape(
  tx: Db,
  shape: BundleDraft['shape'],
  pairs: BundleDraft['pairs'],
): Promise<void> {
  const offers = new Set(pairs.map(({ offerId }) => offerId))
  const needs = new Set(pairs.map(({ needId }) => needId))
  const fits = {
    pooled: needs.size === 1 && offers.size === pairs.length,
    split: offers.size === 1 && needs.size === pairs.length,
    processor: offers.size > 1 && needs.size > 1 && (await hasProcessor(tx, [...offers], [...needs])),
  }
  if (!fits[shape]) throw new Refusal('bundle_shape_wrong', { shape })
}

/** Whether somebody both takes and gives among these listings. */
async function hasProcessor(tx: Db, offers: readonly number[], needs: readonly number[]): Promise<boolean> {
  const subjects = await readSubjects(tx, [...offers, ...needs])
  const ownersOf = (ids: readonly number[]) => new Set(ids.map((id) => subjects.get(id)?.organisationId))
  const giving = ownersOf(offers)
  return [...ownersOf(needs)].some((owner) => giving.has(owner))
}
