import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import type { EventKind } from '../../server/contract/events.ts'
import { tell, type Telling } from '../../server/journal/tell.ts'
import { dispatchOutbox } from '../../server/notifications/dispatch.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePeople, makePerson } from '../setup/people.ts'
import { agreedDealOf } from '../shipments/deal.ts'

const SOMEBODY = { id: 'test' }

async function heardOf(db: Db, telling: Telling, actor = SOMEBODY): Promise<number[]> {
  await tell(db, actor, fixedClock, [telling])
  await rows(db, sql`delete from notification`)
  await dispatchOutbox(db, fixedClock)
  const told = await rows<{ id: number }>(
    db,
    sql`select account_id as id from notification order by account_id`,
  )
  return told.map(({ id }) => id)
}

test('the people of an organisation hear by their role, whoever did it does not, and strangers never do', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const people = await makePeople(app, db)
    const {
      editor,
      facilitator,
      administrator,
      organisationId,
      otherOrganisationId,
      owner,
      stranger,
      viewer,
    } = people
    const { exchangeId } = await agreedDealOf(db, organisationId)
    await rows(db, sql`delete from outbox_event`)
    const about = (kind: EventKind, more: Partial<Telling> = {}): Telling => ({
      kind,
      subjectKind: 'exchange',
      subjectId: exchangeId,
      organisations: [organisationId],
      ...more,
    })
    const { accountId: ownerId } = owner
    expect(await heardOf(db, about('terms_offered'))).toEqual([ownerId, editor.accountId])
    expect(await heardOf(db, about('terms_agreed'))).toEqual([ownerId, editor.accountId, viewer.accountId])
    expect(await heardOf(db, about('terms_offered'), { id: `account:${ownerId}` })).toEqual([
      editor.accountId,
    ])
    // Told to the wrong organisation by mistake: nobody who may not read it hears.
    expect(await heardOf(db, about('terms_offered', { organisations: [otherOrganisationId] }))).toEqual([])
    expect(
      await heardOf(db, about('exchange_moved', { organisations: [], accounts: [stranger.accountId] })),
    ).toEqual([])
    expect(await heardOf(db, about('exchange_opened', { organisations: [], facilitators: true }))).toEqual([
      facilitator.accountId,
      administrator.accountId,
    ])
    const membership = {
      kind: 'membership_changed',
      subjectKind: 'organisation',
      subjectId: organisationId,
    } as const
    const params = { account: stranger.accountId, role: null }
    const left = { ...membership, organisations: [organisationId], accounts: [stranger.accountId], params }
    expect(await heardOf(db, left)).toEqual([ownerId, stranger.accountId])
    await rows(db, sql`update account set disabled_at = now() where id = ${editor.accountId}`)
    expect(await heardOf(db, about('terms_offered'))).toEqual([ownerId])
    await app.close()
  }))

test('each event is told once, and a full room gives one unread notification', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { organisationId, owner } = await makePeople(app, db)
    const { exchangeId } = await agreedDealOf(db, organisationId)
    const message: Telling = {
      kind: 'message_sent',
      subjectKind: 'exchange',
      subjectId: exchangeId,
      organisations: [organisationId],
      params: { party: 'receiver' },
    }
    const ask = async (url: string) => (await app.inject({ url, headers: owner.headers })).json()
    const send = async (url: string, payload: object) =>
      (await app.inject({ method: 'POST', url, headers: owner.headers, payload })).json()
    await dispatchOutbox(db, fixedClock)
    const { unread: before } = await ask('/api/v1/notifications/unread')
    await tell(db, SOMEBODY, fixedClock, [message, message])
    expect(await dispatchOutbox(db, fixedClock)).toBe(2)
    expect(await dispatchOutbox(db, fixedClock)).toBe(0)
    const [first] = (await ask('/api/v1/notifications')).notifications
    await tell(db, SOMEBODY, fixedClock, [message])
    await dispatchOutbox(db, fixedClock)
    const page = await ask('/api/v1/notifications?limit=1')
    expect(page.unread).toBe(before + 1)
    expect(page.notifications[0]).toMatchObject({
      kind: 'message_sent',
      subject: { kind: 'exchange', id: exchangeId, title: expect.any(String) },
      params: { party: 'receiver' },
      readAt: null,
    })
    const { id } = page.notifications[0]
    // A newer one, so that whoever listens hears of it.
    expect(id).toBeGreaterThan(first.id)
    expect(await send('/api/v1/notifications/read', { ids: [id], read: true })).toEqual({ unread: before })
    await tell(db, SOMEBODY, fixedClock, [message])
    await dispatchOutbox(db, fixedClock)
    expect(await ask('/api/v1/notifications/unread')).toMatchObject({ unread: before + 1 })
    expect(await send('/api/v1/notifications/read', { ids: [id], read: false })).toEqual({
      unread: before + 2,
    })
    const looked = { kind: 'exchange', id: exchangeId }
    expect((await send('/api/v1/notifications/read-subject', { ...looked, id: exchangeId + 1 })).unread).toBe(
      before + 2,
    )
    const others = (await ask('/api/v1/notifications?unread=true')).notifications.filter(
      ({ subject }: { subject: { kind: string } }) => subject.kind !== 'exchange',
    )
    expect(await send('/api/v1/notifications/read-subject', looked)).toEqual({ unread: others.length })
    const newest = (await ask('/api/v1/notifications')).notifications[0].id
    // Whoever knows up to where his page was made can ask for the rest.
    expect(await ask('/api/v1/notifications/unread')).toEqual({ unread: others.length, upTo: newest })
    const since = async (after: number) =>
      (await ask(`/api/v1/notifications?after=${after}`)).notifications.map((one: { id: number }) => one.id)
    expect(await since(newest)).toEqual([])
    expect(await since(newest - 1)).toEqual([newest])
    expect((await since(0)).at(-1)).toBeLessThan(newest)
    expect(await send('/api/v1/notifications/read-all', { upTo: newest })).toEqual({ unread: 0 })
    expect((await ask('/api/v1/notifications?unread=true')).notifications).toEqual([])
    await app.close()
  }))

test('pages follow each other without gaps, and nobody marks what is not his', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { organisationId, owner, viewer } = await makePeople(app, db)
    const telling: Telling = {
      kind: 'organisation_verified',
      subjectKind: 'organisation',
      subjectId: organisationId,
      organisations: [organisationId],
    }
    await tell(
      db,
      SOMEBODY,
      fixedClock,
      Array.from({ length: 5 }, () => telling),
    )
    await dispatchOutbox(db, fixedClock)
    const page = async (query: string) =>
      (await app.inject({ url: `/api/v1/notifications?limit=2${query}`, headers: owner.headers })).json()
    const seen: number[] = []
    for (let cursor: number | null = null, first = true; first || cursor !== null; first = false) {
      const found = await page(cursor === null ? '' : `&cursor=${cursor}`)
      seen.push(...found.notifications.map(({ id }: { id: number }) => id))
      cursor = found.nextCursor
    }
    expect(seen).toHaveLength(5)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
    const payload = { ids: seen, read: true }
    await app.inject({ method: 'POST', url: '/api/v1/notifications/read', headers: viewer.headers, payload })
    expect((await page('')).unread).toBe(5)
    await app.close()
  }))

test('what somebody may no longer read disappears from his notifications', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const organisationId = await makeOrganisationOf(db)
    const leaver = await makePerson(app, db, { memberships: [{ organisationId, role: 'editor' }] })
    const { exchangeId } = await agreedDealOf(db, organisationId)
    await tell(db, SOMEBODY, fixedClock, [
      {
        kind: 'terms_offered',
        subjectKind: 'exchange',
        subjectId: exchangeId,
        organisations: [organisationId],
      },
    ])
    await dispatchOutbox(db, fixedClock)
    const read = async () =>
      (await app.inject({ url: '/api/v1/notifications', headers: leaver.headers })).json()
    expect((await read()).unread).toBe(1)
    await rows(db, sql`delete from membership where account_id = ${leaver.accountId}`)
    expect(await read()).toMatchObject({ notifications: [], unread: 0 })
    await app.close()
  }))

async function makeOrganisationOf(db: Db): Promise<number> {
  const [made] = await rows<{ id: number }>(
    db,
    sql`insert into organisation (name, kind, created_at) values ('Leavers', 'business', now()) returning id`,
  )
  return made!.id
}

test('opening an exchange is told to both sides and to facilitators, in one go with the exchange', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { facilitator, organisationId, owner } = await makePeople(app, db)
    const { exchangeId } = await agreedDealOf(db, organisationId)
    const [pair] = await rows<{ offer: number; need: number }>(
      db,
      sql`update exchange set stage = 'declined' where id = ${exchangeId} returning offer_id as offer, need_id as need`,
    )
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/exchanges',
      headers: facilitator.headers,
      payload: { offerId: pair!.offer, needId: pair!.need },
    })
    expect(answer.statusCode, answer.body).toBe(201)
    await dispatchOutbox(db, fixedClock)
    const found = (await app.inject({ url: '/api/v1/notifications', headers: owner.headers })).json()
    expect(found.notifications.map(({ kind }: { kind: string }) => kind)).toContain('exchange_opened')
    await app.close()
  }))
