import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { changedWith } from '../../server/changed.ts'
import type { Principal } from '../../server/contract/people.ts'
import { answer } from '../../server/exchanges/answer.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import { newMatching, dayOf } from '../../server/matching/market.ts'
import { findProposals, readProposal } from '../../server/matching/proposals/read.ts'
import { catchUpProposals, refreshProposals } from '../../server/matching/proposals/refresh.ts'
import { countReasons } from '../../server/matching/proposals/store.ts'
import { listingOf, organisation, person } from '../exchanges/partners.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf, composterNeed, distilleryNeed, matchingOf, pomaceOffer } from './market-of-kakheti.ts'

const refusal = (code: string) => expect.objectContaining({ code })

async function pair(db: Db) {
  const [winery, distillery] = [await organisation(db, 'winery'), await organisation(db, 'distillery')]
  const needId = await listingOf(db, distillery, distilleryNeed)
  const matching = await matchingOf(db)
  const offerId = await listingOf(db, winery, pomaceOffer)
  await refreshProposals(db, matching, [offerId], fixedClock)
  return {
    winery,
    distillery,
    offerId,
    needId,
    matching,
    supplier: await person(db, [{ organisationId: winery, role: 'owner' }]),
    receiver: await person(db, [{ organisationId: distillery, role: 'editor' }]),
  }
}

const mine = async (db: Db, matching: Awaited<ReturnType<typeof matchingOf>>, who: Principal, query = {}) =>
  (await findProposals(db, matching, who, { limit: 20, ...query })).proposals

test('publishing proposes partners to both sides, with the findings that the engine has', () =>
  inTransaction(async (db) => {
    const { matching, supplier, receiver, offerId, needId } = await pair(db)
    const [own] = await mine(db, matching, supplier)
    expect(own).toMatchObject({
      side: 'offer',
      sides: ['offer'],
      own: { id: offerId },
      match: { listing: { id: needId }, offered: { id: 'grape-pomace' } },
      open: true,
      stale: false,
      answers: { offer: null, need: null },
      policyVersion: matching.policy.version,
      catalogueVersion: matching.catalogue.version,
    })
    const [theirs] = await mine(db, matching, receiver)
    expect(theirs).toMatchObject({ id: own!.id, side: 'need', match: { listing: { id: offerId } } })
    const { now } = await readProposal(db, matching, supplier, own!.id, fixedClock)
    expect(now).toEqual(own!.match)
    expect(await mine(db, matching, await person(db))).toEqual([])
    const page = { limit: 20, listing: offerId }
    expect(await findProposals(db, matching, supplier, { ...page, side: 'offer' })).toMatchObject({
      count: 1,
    })
    expect(await findProposals(db, matching, supplier, { ...page, side: 'need' })).toMatchObject({
      count: 0,
      proposals: [],
    })
    const told = await rows<{ organisations: number[] }>(
      db,
      sql`select organisations from outbox_event where kind = 'proposal_found'`,
    )
    expect(told).toHaveLength(2)
  }))

test('listings that are published together find each other, each pair once', () =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    const ids = [
      await listingOf(db, await organisation(db, 'winery'), pomaceOffer),
      await listingOf(db, await organisation(db, 'distillery'), distilleryNeed),
      await listingOf(db, await organisation(db, 'composter'), composterNeed),
    ]
    const matching = newMatching(catalogue, dayOf(fixedClock))
    expect(await refreshProposals(db, matching, ids, fixedClock)).toBe(2)
    expect(await refreshProposals(db, matching, ids, fixedClock)).toBe(0)
  }))

test('what stands is not written again: looked for once more, a pair keeps its row and its time', () =>
  inTransaction(async (db) => {
    const { matching, offerId, needId } = await pair(db)
    const row = () => rows(db, sql`select ctid::text, xmax::text, found_at from proposal`)
    const before = await row()
    const later = () => new Date(fixedClock().getTime() + 86_400_000)
    expect(await refreshProposals(db, matching, [offerId, needId], later)).toBe(0)
    expect(await row()).toEqual(before)
  }))

test('whoever waits hears for how many listings partners have been looked for', () =>
  inTransaction(async (db) => {
    const { matching, offerId, needId } = await pair(db)
    const told: string[] = []
    const progress = (done: number, total: number) => void told.push(`${done}/${total}`)
    await refreshProposals(db, matching, [offerId, needId, 1_000_000], fixedClock, progress)
    expect(told[0]).toBe('0/3')
    expect(told.at(-1)).toBe('3/3')
  }))

test('more listings than a statement has parameters may change together, as a long file does', () =>
  inTransaction(async (db) => {
    const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
    const offer = await listingOf(db, await organisation(db, 'winery'), pomaceOffer)
    const need = await listingOf(db, await organisation(db, 'distillery'), distilleryNeed)
    const unknown = Array.from({ length: 70_000 }, (_, n) => 1_000_000 + n)
    await changedWith(matching, fixedClock)(db, [offer, ...unknown, need])
    expect(await rows(db, sql`select offer_id, need_id from proposal`)).toEqual([
      { offer_id: offer, need_id: need },
    ])
  }))

test('what came while nobody looked is found later', () =>
  inTransaction(async (db) => {
    await listingOf(db, await organisation(db, 'winery'), pomaceOffer)
    await listingOf(db, await organisation(db, 'distillery'), distilleryNeed)
    expect(await catchUpProposals(db, await matchingOf(db), fixedClock)).toBe(1)
  }))

test('a proposal is stale once a side is withdrawn or revised, and fresh again once it is found again', () =>
  inTransaction(async (db) => {
    const { matching, supplier, offerId, winery, needId } = await pair(db)
    await listingOf(db, winery, { ...pomaceOffer, amount: 60 })
    await refreshProposals(db, newMatching(matching.catalogue, '2026-10-05'), [offerId], fixedClock)
    expect(await mine(db, matching, supplier)).toEqual([])
    expect(await mine(db, matching, supplier, { stale: true })).toMatchObject([{ stale: true, open: true }])
    await refreshProposals(db, await matchingOf(db), [offerId], fixedClock)
    expect(await mine(db, matching, supplier)).toMatchObject([{ stale: false }])

    await withdraw(db, { id: 'test' }, { listingId: needId }, fixedClock)
    await refreshProposals(db, matching, [needId], fixedClock)
    expect(await mine(db, matching, supplier, { stale: true })).toMatchObject([{ stale: true, open: false }])
  }))

test('a market that lags behind proposes nothing with a listing that is closed', () =>
  inTransaction(async (db) => {
    const { matching, needId, winery } = await pair(db)
    await withdraw(db, { id: 'test' }, { listingId: needId }, fixedClock)
    const again = await listingOf(db, winery, { ...pomaceOffer, ref: 'second' })
    expect(await refreshProposals(db, matching, [again], fixedClock)).toBe(0)
  }))

test('two interested sides open an exchange; one alone does not', () =>
  inTransaction(async (db) => {
    const { matching, supplier, receiver } = await pair(db)
    const proposalId = (await mine(db, matching, supplier))[0]!.id
    const yes = { proposalId, answer: 'interested', shareReason: false } as const
    expect(await answer(db, supplier, yes, fixedClock)).toEqual({ exchange: null })
    expect(await mine(db, matching, supplier, { answer: 'none' })).toEqual([])
    expect(await mine(db, matching, receiver, { answer: 'none' })).toHaveLength(1)
    const { exchange } = await answer(db, receiver, yes, fixedClock)
    expect(exchange).toBeGreaterThan(0)
    expect(await answer(db, receiver, yes, fixedClock)).toEqual({ exchange })
    expect((await mine(db, matching, supplier))[0]!.exchangeId).toBe(exchange)
  }))

test('the reason of a side is told to the other only where it allows it, and counts in the report', () =>
  inTransaction(async (db) => {
    const { matching, supplier, receiver } = await pair(db)
    const proposalId = (await mine(db, matching, supplier))[0]!.id
    const no = { proposalId, answer: 'declined', reason: 'price', shareReason: false } as const
    const { reason: _, ...bare } = no
    await expect(answer(db, supplier, bare, fixedClock)).rejects.toEqual(refusal('proposal_reason_missing'))
    await answer(db, supplier, no, fixedClock)
    const seen = async (who: Principal) => (await mine(db, matching, who))[0]!.answers.offer
    expect(await seen(supplier)).toMatchObject({ answer: 'declined', reason: 'price' })
    expect(await seen(receiver)).toMatchObject({ answer: 'declined', reason: null })
    const [event] = await rows<{ params: object }>(
      db,
      sql`select params from outbox_event where kind = 'proposal_answered'`,
    )
    expect(event!.params).toEqual({ answer: 'declined', reason: null })
    await answer(db, supplier, { ...no, shareReason: true }, fixedClock)
    expect(await seen(receiver)).toMatchObject({ reason: 'price' })
    expect(await countReasons(db)).toEqual([{ reason: 'price', answer: 'declined', side: 'offer', count: 1 }])
  }))

test('nobody answers for others', () =>
  inTransaction(async (db) => {
    const { matching, supplier, winery } = await pair(db)
    const proposalId = (await mine(db, matching, supplier))[0]!.id
    const yes = { proposalId, answer: 'interested', shareReason: false } as const
    await expect(answer(db, supplier, { ...yes, side: 'need' }, fixedClock)).rejects.toEqual(
      refusal('not_permitted'),
    )
    await expect(answer(db, await person(db), yes, fixedClock)).rejects.toEqual(refusal('not_found'))
    const viewer = await person(db, [{ organisationId: winery, role: 'viewer' }])
    await expect(answer(db, viewer, yes, fixedClock)).rejects.toEqual(refusal('not_permitted'))
    const facilitator = await person(db, [], 'facilitator')
    await expect(answer(db, facilitator, yes, fixedClock)).rejects.toEqual(refusal('not_permitted'))
  }))

test('a listing for facilitators is proposed to its owner and to them, not to the other side', () =>
  inTransaction(async (db) => {
    const { matching, winery, distillery, receiver, supplier } = await pair(db)
    const quiet = await listingOf(db, winery, { ...pomaceOffer, ref: 'quiet', audience: 'facilitators' })
    await refreshProposals(db, matching, [quiet], fixedClock)
    expect(distillery).not.toBe(winery)
    const about = { listing: quiet }
    expect(await mine(db, matching, supplier, about)).toHaveLength(1)
    expect(await mine(db, matching, receiver, about)).toEqual([])
    expect(await mine(db, matching, await person(db, [], 'facilitator'), about)).toHaveLength(1)
  }))
