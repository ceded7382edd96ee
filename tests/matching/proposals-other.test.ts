import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import type { Principal } from '../../server/contract/people.ts'
import type { Publication } from '../../server/listings/schema.ts'
import { answer } from '../../server/exchanges/answer.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import { dayOf, newMatching } from '../../server/matching/market.ts'
import { findProposals, readProposal } from '../../server/matching/proposals/read.ts'
import { catchUpProposals, refreshProposals } from '../../server/matching/proposals/refresh.ts'
import { readDeskProposal } from '../../server/desk/queue/find.ts'
import { listingOf, organisation, person } from '../exchanges/partners.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf, distilleryNeed, pomaceOffer } from './market-of-kakheti.ts'

const waterOffer: Publication = {
  ref: 'water',
  kind: 'offer',
  resourceKind: 'water',
  title: 'Rinsing water',
  targets: [],
  place: { municipality: 'telavi', lon: 45.47, lat: 41.92 },
  amount: 1000,
  unit: 'm3',
  period: 'month',
  months: [5, 6, 7, 8],
}
const waterNeed: Publication = {
  ...waterOffer,
  ref: 'irrigation',
  kind: 'need',
  title: 'Water for a nursery',
  place: { municipality: 'telavi', lon: 45.48, lat: 41.93 },
  amount: 800,
}

async function neighbours(db: Db, need: Partial<Publication> = {}) {
  const [dairy, nursery] = [await organisation(db, 'dairy'), await organisation(db, 'nursery')]
  const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
  const offerId = await listingOf(db, dairy, waterOffer)
  const needId = await listingOf(db, nursery, { ...waterNeed, ...need })
  const refresh = (...ids: number[]) => refreshProposals(db, matching, ids, fixedClock)
  return {
    dairy,
    nursery,
    matching,
    offerId,
    needId,
    refresh,
    made: await refresh(needId),
    supplier: await person(db, [{ organisationId: dairy, role: 'owner' }]),
    receiver: await person(db, [{ organisationId: nursery, role: 'editor' }]),
    seen: async (who: Principal, query = {}) =>
      (await findProposals(db, matching, who, { limit: 20, ...query })).proposals,
  }
}

test('publishing what is no material proposes it to both sides and tells them, with no figure that is not known', () =>
  inTransaction(async (db) => {
    const { made, matching, seen, supplier, receiver, offerId, needId, dairy, nursery } = await neighbours(db)
    expect(made).toBe(1)
    const [own] = await seen(supplier)
    expect(own).toMatchObject({
      side: 'offer',
      own: { id: offerId, resourceKind: 'water' },
      open: true,
      stale: false,
      match: {
        listing: { id: needId },
        offered: null,
        wanted: null,
        steps: [],
        deliveredCostPerTonne: null,
        kgCo2ePerTonne: null,
      },
    })
    expect(own!.match.findings.map(({ criterion, outcome }) => [criterion, outcome])).toEqual([
      ['quantity', 'met'],
      ['timing', 'met'],
      ['distance', 'partial'],
      ['trust', 'partial'],
    ])
    expect(await seen(receiver)).toMatchObject([
      { id: own!.id, side: 'need', match: { listing: { id: offerId } } },
    ])
    expect((await readProposal(db, matching, supplier, own!.id, fixedClock)).now).toEqual(own!.match)
    const told = await rows<{ organisations: number[] }>(
      db,
      sql`select organisations from outbox_event where kind = 'proposal_found' order by organisations`,
    )
    expect(told.flatMap(({ organisations }) => organisations)).toEqual([dairy, nursery])
    const facilitator = await person(db, [], 'facilitator')
    expect(await readDeskProposal(db, matching, facilitator, own!.id)).toMatchObject({
      state: 'new',
      potentialTonnes: null,
      potentialKgCo2e: null,
    })
  }))

test('neither place nor time may speak against it, and kinds are not mixed', () =>
  inTransaction(async (db) => {
    const { made, refresh, nursery } = await neighbours(db, { months: [11, 12] })
    expect(made).toBe(0)
    const propose = async (changes: Partial<Publication>) =>
      refresh(await listingOf(db, nursery, { ...waterNeed, ...changes }))
    expect(await propose({ ref: 'far', place: { municipality: 'batumi' } })).toBe(0)
    expect(await propose({ ref: 'later', validFrom: '2030-01-01' })).toBe(1)
    expect(await propose({ ref: 'heat', resourceKind: 'energy', unit: 'MWh' })).toBe(0)
    expect(await propose({ ref: 'spread', months: [8, 9, 10], amount: 400 })).toBe(1)
  }))

test('one organisation is not proposed to itself; a material stays with materials', () =>
  inTransaction(async (db) => {
    const { dairy, nursery, refresh } = await neighbours(db)
    const own = await listingOf(db, dairy, { ...waterNeed, ref: 'own' })
    expect(await refresh(own)).toBe(0)
    const pomace = await listingOf(db, dairy, pomaceOffer)
    const still = await listingOf(db, nursery, distilleryNeed)
    expect(await refresh(own, pomace, still)).toBe(1)
  }))

test('it grows stale with a revision and fresh again, and leaves with what is hidden or withdrawn; answers stay', () =>
  inTransaction(async (db) => {
    const { refresh, seen, supplier, receiver, offerId, needId, dairy } = await neighbours(db)
    const proposalId = (await seen(supplier))[0]!.id
    const no = { proposalId, answer: 'declined', reason: 'timing', shareReason: false } as const
    await answer(db, receiver, no, fixedClock)
    await listingOf(db, dairy, { ...waterOffer, months: [1, 2] })
    expect(await refresh(offerId)).toBe(0)
    expect(await seen(supplier)).toEqual([])
    expect(await seen(supplier, { stale: true })).toMatchObject([{ stale: true, open: true }])
    await listingOf(db, dairy, { ...waterOffer, amount: 900 })
    expect(await refresh(offerId)).toBe(0)
    expect(await seen(supplier)).toMatchObject([
      { id: proposalId, stale: false, answers: { need: { answer: 'declined', reason: null } } },
    ])

    await rows(db, sql`update listing set hidden_at = now() where id = ${offerId}`)
    await refresh(offerId)
    expect(await seen(supplier, { stale: true })).toMatchObject([{ stale: true, open: false }])
    await rows(db, sql`update listing set hidden_at = null where id = ${offerId}`)
    await withdraw(db, { id: 'test' }, { listingId: needId }, fixedClock)
    expect(await refresh(offerId, needId)).toBe(0)
    expect(await seen(supplier)).toEqual([])
  }))

test('what was published while no server ran is found by the next one, once', () =>
  inTransaction(async (db) => {
    await listingOf(db, await organisation(db, 'dairy'), waterOffer)
    await listingOf(db, await organisation(db, 'nursery'), waterNeed)
    const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
    expect(await catchUpProposals(db, matching, fixedClock)).toBe(1)
    expect(await catchUpProposals(db, matching, fixedClock)).toBe(0)
  }))

test('a listing for facilitators is not shown to the other side', () =>
  inTransaction(async (db) => {
    const { refresh, seen, supplier, receiver, dairy } = await neighbours(db)
    const quiet = await listingOf(db, dairy, { ...waterOffer, ref: 'quiet', audience: 'facilitators' })
    expect(await refresh(quiet)).toBe(1)
    const about = { listing: quiet }
    expect(await seen(supplier, about)).toHaveLength(1)
    expect(await seen(receiver, about)).toEqual([])
  }))

test('two interested sides open an exchange', () =>
  inTransaction(async (db) => {
    const { seen, supplier, receiver } = await neighbours(db)
    const proposalId = (await seen(supplier))[0]!.id
    const yes = { proposalId, answer: 'interested', shareReason: false } as const
    expect(await answer(db, supplier, yes, fixedClock)).toEqual({ exchange: null })
    const { exchange } = await answer(db, receiver, yes, fixedClock)
    expect(exchange).toBeGreaterThan(0)
    expect((await seen(supplier))[0]!.exchangeId).toBe(exchange)
  }))
