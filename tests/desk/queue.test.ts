import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import type { Principal } from '../../server/contract/people.ts'
import { assign, listFacilitators } from '../../server/desk/assign.ts'
import { dismiss } from '../../server/desk/queue/dismiss.ts'
import { findQueue, readDeskProposal, type QueueQuery } from '../../server/desk/queue/find.ts'
import { introduceProposal } from '../../server/desk/queue/introduce.ts'
import { answer } from '../../server/exchanges/answer.ts'
import { timelineOf } from '../../server/exchanges/room/timeline.ts'
import { potentialOf } from '../../server/matching/proposals/judge.ts'
import { countReasons } from '../../server/matching/proposals/store.ts'
import { refreshProposals } from '../../server/matching/proposals/refresh.ts'
import { listingOf } from '../exchanges/partners.ts'
import { matchingOf, pomaceOffer } from '../matching/market-of-kakheti.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { giveConsent } from '../setup/people.ts'
import { desk } from './market.ts'

const refusal = (code: string) => expect.objectContaining({ code })
const message = { ka: 'გაიცანით ერთმანეთი', en: 'Please meet' }
type Desk = Awaited<ReturnType<typeof desk>>

const queue = async (db: Db, { matching, facilitator }: Desk, query: Partial<QueueQuery> = {}) =>
  findQueue(db, matching, facilitator, { order: 'impact', limit: 20, ...query }, fixedClock)
const idsIn = async (db: Db, scene: Desk, query: Partial<QueueQuery> = {}) =>
  (await queue(db, scene, query)).proposals.map(({ proposal }) => proposal.id)

/** What the two proposals of the desk would avoid, and how long they wait. */
const rate = (db: Db, id: number, kgCo2e: number | null, foundAt: string) =>
  rows(
    db,
    sql`update proposal set potential_kg_co2e = ${kgCo2e}, first_found_at = ${foundAt} where id = ${id}`,
  )

test('a pair could move the lesser of what is offered and wanted; what is not said is not guessed', () => {
  expect(potentialOf(40, 300, 120)).toEqual({ tonnes: 40, kgCo2e: 4800 })
  expect(potentialOf(40, NaN, 120)).toEqual({ tonnes: null, kgCo2e: null })
  expect(potentialOf(40, 30, null)).toEqual({ tonnes: 30, kgCo2e: null })
})

describe('the queue', () => {
  test('shows the proposals of all organisations with reasons, potential and standing', () =>
    inTransaction(async (db) => {
      const scene = await desk(db)
      await giveConsent(db, scene.winery)
      const { proposals } = await queue(db, scene)
      const found = proposals.find(({ proposal }) => proposal.id === scene.toDistillery)!
      expect(found).toMatchObject({
        state: 'new',
        assignee: null,
        potentialTonnes: 40,
        firstFoundAt: '2026-10-05T08:00:00Z',
        dismissed: null,
        exchange: null,
        consents: { supplier: true, receiver: false },
        notes: 0,
      })
      const { kgCo2ePerTonne, findings } = found.proposal.match
      expect(found.potentialKgCo2e).toBe(kgCo2ePerTonne === null ? null : kgCo2ePerTonne * 40)
      expect(findings).toHaveLength(9)
    }))

  test('has what avoids most first, then what waits longest, and what cannot be estimated last; page by page', () =>
    inTransaction(async (db) => {
      const scene = await desk(db)
      const { toDistillery: one, toComposter: two } = scene
      const order = async (by: 'impact' | 'age') => {
        const whole = await idsIn(db, scene, { order: by })
        const first = await queue(db, scene, { order: by, limit: 1 })
        const second = await queue(db, scene, { order: by, limit: 1, cursor: first.nextCursor! })
        expect([first, second].flatMap((page) => page.proposals.map(({ proposal }) => proposal.id))).toEqual(
          whole,
        )
        expect(second.nextCursor).toBeNull()
        return whole
      }
      await rate(db, one, 100.5, '2026-10-01T00:00:00Z')
      await rate(db, two, 2000.25, '2026-10-02T00:00:00Z')
      expect(await order('impact')).toEqual([two, one])
      expect(await order('age')).toEqual([one, two])
      await rate(db, two, 100.5, '2026-10-02T00:00:00Z')
      expect(await order('impact')).toEqual([one, two])
      await rate(db, one, null, '2026-10-01T00:00:00Z')
      expect(await order('impact')).toEqual([two, one])
      await rate(db, two, null, '2026-09-30T00:00:00.123456Z')
      expect(await order('impact')).toEqual([two, one])
      for (const cursor of ['1', 'x_2026-10-01T00:00:00.000000_1', '1_2026-99-99T00:00:00.000000_1'])
        await expect(queue(db, scene, { cursor })).rejects.toEqual(refusal('query_invalid'))
    }))

  test('is narrowed by stream, place, organisation, age, standing and who looks after it', () =>
    inTransaction(async (db) => {
      const scene = await desk(db)
      const { toDistillery, toComposter, facilitator, colleague, distillery } = scene
      const both = [toDistillery, toComposter].toSorted((a, b) => a - b)
      const sorted = async (query: Partial<QueueQuery>) =>
        (await idsIn(db, scene, query)).toSorted((a, b) => a - b)
      expect(await sorted({ stream: 'biodegradable' })).toEqual(both)
      expect(await sorted({ stream: 'packaging' })).toEqual([])
      expect(await sorted({ municipality: pomaceOffer.place.municipality! })).toEqual(both)
      expect(await sorted({ municipality: 'batumi' })).toEqual([])
      expect(await sorted({ organisation: distillery })).toEqual([toDistillery])
      await rate(db, toComposter, 1, '2026-09-28T08:00:00Z')
      expect(await sorted({ olderThanDays: 7 })).toEqual([toComposter])
      expect(await sorted({ olderThanDays: 8 })).toEqual([])
      await assign(
        db,
        facilitator,
        { kind: 'proposal', id: toComposter, account: colleague.accountId },
        fixedClock,
      )
      expect(await sorted({ assigned: colleague.accountId })).toEqual([toComposter])
      expect(await sorted({ assigned: 'nobody' })).toEqual([toDistillery])
      const yes = { proposalId: toDistillery, answer: 'interested', shareReason: false } as const
      await answer(db, scene.supplier, yes, fixedClock)
      expect(await sorted({ state: ['interested'] })).toEqual([toDistillery])
      expect(await sorted({ state: ['new', 'interested'] })).toEqual(both)
      await answer(db, scene.receiver, { ...yes, answer: 'declined', reason: 'price' }, fixedClock)
      expect(await sorted({ state: ['declined'] })).toEqual([toDistillery])
    }))

  test('is for facilitators only', () =>
    inTransaction(async (db) => {
      const scene = await desk(db)
      const asked = (who: Principal) =>
        findQueue(db, scene.matching, who, { order: 'age', limit: 1 }, fixedClock)
      await expect(asked(scene.supplier)).rejects.toEqual(refusal('not_permitted'))
      await expect(listFacilitators(db, scene.supplier)).rejects.toEqual(refusal('not_permitted'))
    }))
})

test('work is given to facilitators only; who gets it hears of it, and none of it shows in the room', () =>
  inTransaction(async (db) => {
    const { toDistillery: id, facilitator, colleague, supplier, matching } = await desk(db)
    const give = (account: number | null) =>
      assign(db, facilitator, { kind: 'proposal', id, account }, fixedClock)
    await give(colleague.accountId)
    await give(colleague.accountId)
    expect((await readDeskProposal(db, matching, facilitator, id)).assignee?.id).toBe(colleague.accountId)
    const told = await rows(
      db,
      sql`select accounts, organisations from outbox_event where kind = 'desk_assigned'`,
    )
    expect(told).toEqual([{ accounts: [colleague.accountId], organisations: [] }])
    await expect(give(supplier.accountId)).rejects.toEqual(refusal('assignee_unfit'))
    await give(null)
    const gone = { kind: 'exchange', id: 999_999, account: null } as const
    await expect(assign(db, facilitator, gone, fixedClock)).rejects.toEqual(refusal('not_found'))
    expect((await listFacilitators(db, facilitator)).map((one) => one.id)).toEqual(
      expect.arrayContaining([facilitator.accountId, colleague.accountId]),
    )
    const lines = await rows(
      db,
      sql`select subject_kind as kind from journal where action = 'proposal_assigned'`,
    )
    expect(lines).toEqual([{ kind: 'desk_proposal' }, { kind: 'desk_proposal' }])
  }))

test('a dismissed proposal leaves the desk with its reason, comes back on demand, and by itself once a side is revised', () =>
  inTransaction(async (db) => {
    const scene = await desk(db)
    const { toDistillery: proposalId, facilitator, matching, offerId, winery } = scene
    const state = async () => (await readDeskProposal(db, matching, facilitator, proposalId)).state
    await dismiss(db, facilitator, { proposalId, reason: 'quantity' }, fixedClock)
    expect(await readDeskProposal(db, matching, facilitator, proposalId)).toMatchObject({
      state: 'dismissed',
      dismissed: { reason: 'quantity', at: '2026-10-05T08:00:00Z' },
    })
    expect(await countReasons(db)).toEqual([
      { reason: 'quantity', answer: 'dismissed', side: 'facilitator', count: 1 },
    ])
    await dismiss(db, facilitator, { proposalId, reason: null }, fixedClock)
    expect(await state()).toBe('new')
    expect(await countReasons(db)).toEqual([])
    await dismiss(db, facilitator, { proposalId, reason: 'not_a_match' }, fixedClock)
    await listingOf(db, winery, { ...pomaceOffer, amount: 60 })
    await refreshProposals(db, await matchingOf(db), [offerId], fixedClock)
    expect(await state()).toBe('new')
    const lines = await rows(
      db,
      sql`select action, after from journal where subject_kind = 'desk_proposal' order by id`,
    )
    expect(lines).toEqual([
      { action: 'proposal_dismissed', after: { reason: 'quantity' } },
      { action: 'proposal_restored', after: { reason: null } },
      { action: 'proposal_dismissed', after: { reason: 'not_a_match' } },
    ])
  }))

test('an introduction opens the exchange in the facilitator’s hands, says its words in both languages and tells each side once', () =>
  inTransaction(async (db) => {
    const scene = await desk(db)
    const { toDistillery: proposalId, facilitator, matching, winery, distillery, supplier } = scene
    await dismiss(db, facilitator, { proposalId, reason: 'price' }, fixedClock)
    const before = await rows(db, sql`select from outbox_event`)
    const acting = { ...facilitator, onBehalfOf: winery }
    const exchange = await introduceProposal(db, acting, { proposalId, message }, fixedClock)
    expect(await readDeskProposal(db, matching, facilitator, proposalId)).toMatchObject({
      state: 'exchange',
      exchange: { id: exchange, stage: 'introduced' },
      dismissed: null,
    })
    const { entries } = await timelineOf(db, supplier, exchange, { limit: 9 })
    expect(entries.map((entry) => [entry.action, entry.onBehalf, entry.message?.body])).toEqual([
      ['exchange_message', false, message.en],
      ['exchange_message', false, message.ka],
      ['exchange_opened', false, undefined],
    ])
    const told = await rows(
      db,
      sql`select kind, organisations from outbox_event order by id offset ${before.length}`,
    )
    expect(told).toEqual([{ kind: 'exchange_opened', organisations: [winery, distillery] }])
    const [kept] = await rows(db, sql`select proposal_id, assigned_to from exchange where id = ${exchange}`)
    expect(kept).toEqual({ proposal_id: proposalId, assigned_to: facilitator.accountId })
    const again = introduceProposal(db, facilitator, { proposalId, message }, fixedClock)
    await expect(again).rejects.toEqual(refusal('exchange_open_already'))
    const late = dismiss(db, facilitator, { proposalId, reason: 'price' }, fixedClock)
    await expect(late).rejects.toEqual(refusal('exchange_open_already'))
  }))

test('nobody is introduced without words, or to what is off the market', () =>
  inTransaction(async (db) => {
    const { toDistillery: proposalId, facilitator, offerId } = await desk(db)
    const introduce = (words = message) =>
      introduceProposal(db, facilitator, { proposalId, message: words }, fixedClock)
    await expect(introduce({ ...message, ka: ' \n' })).rejects.toEqual(refusal('text_blank'))
    await rows(db, sql`update listing set hidden_at = now() where id = ${offerId}`)
    await expect(introduce()).rejects.toEqual(refusal('proposal_closed'))
  }))
