import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import type { Clock } from '../../server/journal/write.ts'
import { journalOf } from '../../server/accounts/journal/store.ts'
import { assign } from '../../server/desk/assign.ts'
import {
  countBoard,
  findBoard,
  readDeskExchange,
  type BoardChoice,
  type BoardQuery,
} from '../../server/desk/board/find.ts'
import { nextStepOf } from '../../server/desk/board/next-step.ts'
import { remindOfStale } from '../../server/desk/board/remind.ts'
import { findOrganisations, readActing } from '../../server/desk/acting/find.ts'
import { listNotes, takeBackNote, writeNote } from '../../server/desk/notes/notes.ts'
import { notesFollow } from '../../server/desk/notes/follow-organisation.ts'
import { exchangesFollow } from '../../server/exchanges/follow-organisation.ts'
import { listingsFollow } from '../../server/listings/follow-organisation.ts'
import { eraseOrganisation } from '../../server/organisations/care/erase.ts'
import { move } from '../../server/exchanges/move.ts'
import { timelineOf } from '../../server/exchanges/room/timeline.ts'
import { agree } from '../../server/exchanges/terms/agree.ts'
import { offerTerms } from '../../server/exchanges/terms/offer.ts'
import { anotherTaker, deal, partners, person, sealDeal } from '../exchanges/partners.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { giveConsent } from '../setup/people.ts'

const refusal = (code: string) => expect.objectContaining({ code })
const inDays =
  (days: number): Clock =>
  () =>
    new Date(fixedClock().getTime() + days * 86_400_000)

describe('the board', () => {
  test('shows each exchange with its age, its facilitator and who has to do what next', () =>
    inTransaction(async (db) => {
      const { exchangeId, facilitator, supplier, receiver, winery } = await partners(db)
      const card = (clock = fixedClock) => readDeskExchange(db, facilitator, exchangeId, clock)
      expect(await card()).toMatchObject({
        exchange: { id: exchangeId, stage: 'introduced', sides: [] },
        assignee: null,
        stageSince: '2026-10-05T08:00:00Z',
        stale: false,
        nextStep: { act: 'offer_terms', waitsFor: ['supplier', 'receiver'] },
        consents: { supplier: false, receiver: false },
      })
      expect((await card(inDays(7))).stale).toBe(true)
      await assign(
        db,
        facilitator,
        { kind: 'exchange', id: exchangeId, account: facilitator.accountId },
        fixedClock,
      )
      await offerTerms(db, supplier, { exchangeId, deal, lastVersion: 0 }, inDays(2))
      expect(await card(inDays(3))).toMatchObject({
        assignee: { id: facilitator.accountId },
        stageSince: '2026-10-07T08:00:00Z',
        stale: false,
        nextStep: { act: 'agree', waitsFor: ['receiver'] },
      })
      await agree(db, receiver, { exchangeId, version: 1 }, fixedClock)
      expect((await card()).nextStep).toEqual({ act: 'record_shipment', waitsFor: ['supplier', 'receiver'] })
      // What may be done on the board is what the life cycle allows to a facilitator, or to the side that he acts for.
      expect((await card()).exchange.allowed).toEqual(['send_message', 'suspend'])
      const acting = { ...facilitator, onBehalfOf: winery }
      expect((await readDeskExchange(db, acting, exchangeId, fixedClock)).exchange).toMatchObject({
        sides: ['supplier'],
        allowed: expect.arrayContaining(['start', 'suspend']),
      })
    }))

  test('has the stillest first, stage by stage, page by page, and can be narrowed', () =>
    inTransaction(async (db) => {
      const { exchangeId, facilitator, offerId, supplier, receiver } = await partners(db)
      const other = await anotherTaker(db, offerId, 'other')
      await rows(
        db,
        sql`update exchange set touched_at = '2026-09-01T00:00:00Z' where id = ${other.exchangeId}`,
      )
      const ids = async (query: Partial<BoardQuery> = {}) =>
        (await findBoard(db, facilitator, { limit: 20, ...query }, fixedClock)).exchanges.map(
          (one) => one.exchange.id,
        )
      expect(await ids()).toEqual([other.exchangeId, exchangeId])
      const first = await findBoard(db, facilitator, { limit: 1 }, fixedClock)
      expect(await ids({ cursor: first.nextCursor! })).toEqual([exchangeId])
      expect(await ids({ assigned: facilitator.accountId })).toEqual([])
      expect(await ids({ assigned: 'nobody' })).toHaveLength(2)
      expect(await ids({ organisation: other.organisationId })).toEqual([other.exchangeId])
      await sealDeal(db, exchangeId, supplier, receiver)
      expect(await ids({ stage: 'agreed' })).toEqual([exchangeId])
      const { stages } = await countBoard(db, facilitator)
      expect(stages.slice(0, 3)).toEqual([
        { stage: 'introduced', count: 1 },
        { stage: 'negotiating', count: 0 },
        { stage: 'agreed', count: 1 },
      ])
      const total = async (choice: BoardChoice) =>
        (await countBoard(db, facilitator, choice)).stages.reduce((sum, { count }) => sum + count, 0)
      expect(await total({ assigned: 'nobody' })).toBe(2)
      expect(await total({ organisation: other.organisationId })).toBe(1)
      await assign(
        db,
        facilitator,
        {
          kind: 'exchange',
          id: exchangeId,
          account: facilitator.accountId,
        },
        fixedClock,
      )
      expect(await total({ assigned: 'nobody' })).toBe(1)
      expect(await total({ assigned: facilitator.accountId })).toBe(1)
      await expect(findBoard(db, supplier, { limit: 1 }, fixedClock)).rejects.toEqual(
        refusal('not_permitted'),
      )
      const bad = findBoard(db, facilitator, { limit: 1, cursor: 'x' }, fixedClock)
      await expect(bad).rejects.toEqual(refusal('query_invalid'))
    }))

  test('is moved along the life cycle only: by a facilitator what he may, by the sides the rest', () =>
    inTransaction(async (db) => {
      const { exchangeId, facilitator, supplier, receiver } = await partners(db)
      const moved = (act: 'start' | 'suspend' | 'resume' | 'complete' | 'decline') =>
        move(db, facilitator, { exchangeId, act, reason: 'timing' }, fixedClock)
      await expect(moved('suspend')).rejects.toEqual(refusal('exchange_stage_wrong'))
      await expect(moved('decline')).rejects.toEqual(refusal('not_permitted'))
      await sealDeal(db, exchangeId, supplier, receiver)
      await expect(moved('start')).rejects.toEqual(refusal('not_permitted'))
      expect(await moved('suspend')).toBe('suspended')
      expect(await moved('resume')).toBe('active')
      await expect(moved('complete')).rejects.toEqual(refusal('not_permitted'))
    }))

  test('says the next step of every standing', () => {
    const step = (stage: Parameters<typeof nextStepOf>[0]['stage'], more = {}) =>
      nextStepOf({ stage, agreed: null, recordedBy: [], ...more })
    expect(step('negotiating')?.act).toBe('offer_terms')
    expect(step('active', { recordedBy: ['supplier'] })).toEqual({
      act: 'answer_shipment',
      waitsFor: ['receiver'],
    })
    expect(step('active', { recordedBy: ['supplier', 'receiver'] })?.waitsFor).toHaveLength(2)
    expect(step('active', { agreed: ['receiver'] })).toEqual({ act: 'agree', waitsFor: ['supplier'] })
    expect(step('suspended')?.act).toBe('resume')
    for (const closed of ['completed', 'declined', 'lapsed'] as const) expect(step(closed)).toBeNull()
  })
})

test('a stale exchange is spoken of to its facilitator, or to all of them, once in each span', () =>
  inTransaction(async (db) => {
    const { exchangeId, facilitator } = await partners(db)
    const told = () =>
      rows(
        db,
        sql`select accounts, facilitators, params from outbox_event where kind = 'exchange_stale' order by id`,
      )
    expect(await remindOfStale(db, inDays(6))).toBe(0)
    expect(await remindOfStale(db, inDays(7))).toBe(1)
    expect(await remindOfStale(db, inDays(8))).toBe(0)
    await assign(
      db,
      facilitator,
      { kind: 'exchange', id: exchangeId, account: facilitator.accountId },
      inDays(9),
    )
    expect(await remindOfStale(db, inDays(14))).toBe(1)
    expect(await told()).toEqual([
      { accounts: [], facilitators: true, params: { stage: 'introduced', days: 7 } },
      { accounts: [facilitator.accountId], facilitators: false, params: { stage: 'introduced', days: 14 } },
    ])
    await rows(db, sql`update exchange set stage = 'completed' where id = ${exchangeId}`)
    expect(await remindOfStale(db, inDays(90))).toBe(0)
  }))

test('notes are for facilitators alone: no timeline, no journal of an organisation and no export holds them', () =>
  inTransaction(async (db) => {
    const { exchangeId, facilitator, supplier, winery } = await partners(db)
    const colleague = await person(db, [], 'facilitator')
    const about = { kind: 'exchange', id: exchangeId } as const
    const body = 'Their manager is about to leave'
    const first = await writeNote(db, facilitator, { ...about, body }, fixedClock)
    await writeNote(
      db,
      { ...facilitator, onBehalfOf: winery },
      { kind: 'organisation', id: winery, body },
      fixedClock,
    )
    await writeNote(db, colleague, { ...about, body: 'Called them' }, fixedClock)
    const page = await listNotes(db, facilitator, about, { limit: 1 })
    expect(page.notes).toMatchObject([{ body: 'Called them', own: false, author: 'Somebody' }])
    const older = await listNotes(db, facilitator, about, { limit: 9, cursor: page.nextCursor! })
    expect(older.notes).toMatchObject([{ id: first, body, own: true }])

    for (const asked of [
      () => listNotes(db, supplier, about, { limit: 1 }),
      () => writeNote(db, supplier, { ...about, body }, fixedClock),
      () => takeBackNote(db, supplier, first, fixedClock),
    ])
      await expect(asked()).rejects.toEqual(refusal('not_permitted'))
    const timeline = await timelineOf(db, supplier, exchangeId, { limit: 50 })
    const journal = await journalOf(db, winery, null, 50)
    expect(timeline.entries.map(({ action }) => action)).toEqual(['exchange_opened'])
    expect(journal.filter(({ action }) => action.startsWith('note_'))).toEqual([])
    const kept = await rows(
      db,
      sql`select row_to_json(j)::text as line from journal j
      union all select row_to_json(o)::text from outbox_event o`,
    )
    expect(JSON.stringify(kept)).not.toMatch(/manager/)

    await expect(takeBackNote(db, colleague, first, fixedClock)).rejects.toEqual(refusal('not_found'))
    await takeBackNote(db, facilitator, first, fixedClock)
    expect((await listNotes(db, facilitator, about, { limit: 9 })).notes).toHaveLength(1)
    const blank = writeNote(db, facilitator, { ...about, body: ' ' }, fixedClock)
    await expect(blank).rejects.toEqual(refusal('text_blank'))
    const nothing = writeNote(db, facilitator, { kind: 'proposal', id: 999_999, body }, fixedClock)
    await expect(nothing).rejects.toEqual(refusal('not_found'))
  }))

test('notes about an organisation go with it', () =>
  inTransaction(async (db) => {
    const { facilitator, supplier, winery } = await partners(db)
    const about = { kind: 'organisation', id: winery } as const
    await writeNote(db, facilitator, { ...about, body: 'Ask for Nino' }, fixedClock)
    await eraseOrganisation(db, supplier, winery, fixedClock, [
      exchangesFollow,
      listingsFollow(async () => {}),
      notesFollow,
    ])
    expect((await listNotes(db, facilitator, about, { limit: 9 })).notes).toEqual([])
  }))

test('facilitators find the organisations that let them act', () =>
  inTransaction(async (db: Db) => {
    const { facilitator, winery, distillery, supplier } = await partners(db)
    await giveConsent(db, winery)
    const find = async (query: { text?: string; consents?: boolean }) =>
      (await findOrganisations(db, facilitator, { limit: 50, ...query })).organisations
    expect(await find({ text: 'FIRM winery' })).toMatchObject([{ id: winery, consents: true, members: 1 }])
    expect((await find({ consents: true })).map(({ id }) => id)).toEqual([winery])
    expect((await find({ consents: false, text: 'Firm' })).map(({ id }) => id)).toEqual([distillery])
    expect(await find({ text: '%' })).toEqual([])
    expect(await readActing(db, facilitator)).toBeNull()
    expect(await readActing(db, { ...facilitator, onBehalfOf: winery })).toMatchObject({ id: winery })
    await expect(findOrganisations(db, supplier, { limit: 1 })).rejects.toEqual(refusal('not_permitted'))
  }))
