import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { EVENT_KINDS, type EventKind } from '../../server/contract/events.ts'
import { tell, type Telling } from '../../server/journal/tell.ts'
import { unsubscribeHeaders } from '../../server/mail/transport.ts'
import { dispatchOutbox } from '../../server/notifications/dispatch.ts'
import { mailDue } from '../../server/notifications/letters/mail-due.ts'
import { digestMoments } from '../../server/notifications/letters/store.ts'
import { pageOfNotice } from '../../server/contract/notices.ts'
import { wordingOf } from '../../server/notifications/letters/wording.ts'
import { keyFor } from '../../server/secret.ts'
import { TEST_SECRET, testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makeOrganisation, makePerson } from '../setup/people.ts'
import { agreedDealOf } from '../shipments/deal.ts'

const letters = {
  baseUrl: 'https://simbiozi.example',
  timeZone: 'Asia/Tbilisi',
  unsubscribeKey: keyFor(TEST_SECRET, 'unsubscribe'),
}
const HOUR_MS = 3_600_000
/** 12:00 of Monday 5 October in Tbilisi. */
const hoursOn = (hours: number) => () => new Date(fixedClock().getTime() + hours * HOUR_MS)

interface Sent {
  to: string
  subject: string
  body: string
  url: string
}
const written = (db: Db): Promise<Sent[]> =>
  rows(db, sql`select to_address as to, subject, body, unsubscribe_url as url from mail order by id`)

const about = (kind: EventKind, organisationId: number, params: Telling['params'] = {}): Telling => ({
  kind,
  subjectKind: 'organisation',
  subjectId: organisationId,
  organisations: [organisationId],
  params,
})

async function scene(db: Db, database: Parameters<typeof testApp>[0], language: 'ka' | 'en' = 'en') {
  const app = await testApp(database)
  const organisationId = await makeOrganisation(db, 'Marani & Co')
  const memberships = [{ organisationId, role: 'owner' as const }]
  const owner = await makePerson(app, db, { memberships, language, name: 'Nino' })
  const wish = (kind: EventKind, mail: string) =>
    app.inject({
      method: 'PUT',
      url: '/api/v1/me/notification-preferences',
      headers: owner.headers,
      payload: { preferences: [{ kind, mail }] },
    })
  const happen = async (tellings: Telling[], clock = fixedClock) => {
    await tell(db, { id: 'test' }, clock, tellings)
    await dispatchOutbox(db, clock)
  }
  return { app, organisationId, owner, wish, happen }
}

test('mornings and Monday mornings are those of the time zone', () =>
  inTransaction(async (db) => {
    const at = (now: string, zone = 'Asia/Tbilisi') => digestMoments(db, now, zone)
    expect(await at('2026-10-05T08:00:00Z')).toEqual({
      daily: '2026-10-05T04:00:00Z',
      weekly: '2026-10-05T04:00:00Z',
    })
    expect(await at('2026-10-05T03:59:59Z')).toEqual({
      daily: '2026-10-04T04:00:00Z',
      weekly: '2026-09-28T04:00:00Z',
    })
    // The clocks went back in the night before.
    expect((await at('2026-10-25T12:00:00Z', 'Europe/Berlin')).daily).toBe('2026-10-25T07:00:00Z')
    expect((await at('2026-10-24T12:00:00Z', 'Europe/Berlin')).daily).toBe('2026-10-24T06:00:00Z')
  }))

test('a letter goes out at once, in the reader’s language, with a way to end such letters', () =>
  inTransaction(async (db, database) => {
    const { app, organisationId, owner, wish, happen } = await scene(db, database, 'ka')
    await wish('organisation_verified', 'at_once')
    await happen([about('organisation_verified', organisationId)])
    expect(await mailDue(db, letters, fixedClock)).toBe(1)
    expect(await mailDue(db, letters, fixedClock)).toBe(0)
    const [letter] = await written(db)
    expect(letter).toMatchObject({
      to: owner.email,
      subject: 'დადასტურებულია ორგანიზაცია „Marani & Co“ – სიმბიოზი',
    })
    expect(letter!.body).toContain(`https://simbiozi.example/organisation/${organisationId}`)
    expect(letter!.body).toContain('https://simbiozi.example/unsubscribe#')
    const { pathname, search } = new URL(letter!.url)
    expect(unsubscribeHeaders(letter!.url)).toEqual({
      'list-unsubscribe': `<${letter!.url}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    })
    // As a mail program posts it: a form, without cookies.
    const oneClick = () =>
      app.inject({
        method: 'POST',
        url: pathname + search,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'List-Unsubscribe=One-Click',
      })
    expect((await oneClick()).json()).toEqual({ kinds: ['organisation_verified'] })
    expect((await oneClick()).statusCode).toBe(200)
    await happen([about('organisation_verified', organisationId)])
    expect(await mailDue(db, letters, hoursOn(24 * 8))).toBe(0)
    await app.close()
  }))

test('daily and weekly news are collected until the morning, without what was read meanwhile', () =>
  inTransaction(async (db, database) => {
    const { app, organisationId, owner, wish, happen } = await scene(db, database)
    await wish('organisation_verified', 'daily')
    await wish('membership_changed', 'weekly')
    const params = { account: 1, role: 'editor' }
    await happen([
      about('organisation_verified', organisationId),
      about('organisation_verified', organisationId),
      about('membership_changed', organisationId, params),
    ])
    expect(await mailDue(db, letters, hoursOn(19))).toBe(0)
    // 08:00 of Tuesday.
    expect(await mailDue(db, letters, hoursOn(20))).toBe(1)
    const [daily] = await written(db)
    expect(daily!.subject).toBe('2 pieces of news – Simbiozi')
    expect(daily!.body).toContain('/en/organisation/')
    expect(daily!.body).not.toContain('Who belongs')
    expect(await mailDue(db, letters, hoursOn(24 * 6))).toBe(0)
    expect(await mailDue(db, letters, hoursOn(20 + 24 * 6))).toBe(1)
    expect((await written(db))[1]!.body).toContain('Who belongs to Marani & Co has changed')

    await happen([about('organisation_verified', organisationId)], hoursOn(24 * 7))
    await app.inject({
      method: 'POST',
      url: '/api/v1/notifications/read-all',
      headers: owner.headers,
      payload: { upTo: Number.MAX_SAFE_INTEGER },
    })
    expect(await mailDue(db, letters, hoursOn(24 * 9))).toBe(0)
    await app.close()
  }))

test('a changed preference holds for what waits already; the demonstration gets no letters', () =>
  inTransaction(async (db, database) => {
    const { app, organisationId, owner, wish, happen } = await scene(db, database)
    await wish('organisation_verified', 'weekly')
    await happen([about('organisation_verified', organisationId)])
    await wish('organisation_verified', 'never')
    expect(await mailDue(db, letters, hoursOn(24 * 8))).toBe(0)
    await rows(db, sql`update account set demonstration = true where id = ${owner.accountId}`)
    await wish('organisation_verified', 'at_once')
    await happen([about('organisation_verified', organisationId)])
    expect(await mailDue(db, letters, fixedClock)).toBe(0)
    await app.close()
  }))

test('a room that fills gives one letter until it was looked at', () =>
  inTransaction(async (db, database) => {
    const { app, organisationId, owner, happen } = await scene(db, database)
    const { exchangeId } = await agreedDealOf(db, organisationId)
    const message: Telling = {
      kind: 'message_sent',
      subjectKind: 'exchange',
      subjectId: exchangeId,
      organisations: [organisationId],
    }
    await rows(db, sql`delete from outbox_event`)
    await happen([message, message])
    expect(await mailDue(db, letters, fixedClock)).toBe(1)
    await happen([message])
    expect(await mailDue(db, letters, fixedClock)).toBe(0)
    const looked = await app.inject({
      method: 'POST',
      url: '/api/v1/notifications/read-subject',
      headers: owner.headers,
      payload: { kind: 'exchange', id: exchangeId },
    })
    expect(looked.json()).toEqual({ unread: 0 })
    await happen([message])
    expect(await mailDue(db, letters, fixedClock)).toBe(1)
    await app.close()
  }))

test('a forged or foreign link ends nothing', () =>
  inTransaction(async (db, database) => {
    const { app, owner } = await scene(db, database)
    const forged = `${owner.accountId}.all.${'A'.repeat(43)}`
    for (const token of [forged, 'nonsense', `0.all.${'A'.repeat(43)}`, '%00']) {
      const url = `/api/v1/unsubscribe?token=${token}`
      const answer = await app.inject({ method: 'POST', url })
      expect([400, 422], token).toContain(answer.statusCode)
    }
    const [kept] = await rows<{ n: number }>(db, sql`select count(*)::int as n from notification_preference`)
    expect(kept!.n).toBe(0)
    await app.close()
  }))

test.each(EVENT_KINDS)('%s has a sentence in both languages and a page to go on to', (kind) => {
  const params = {
    count: 3,
    version: 2,
    tonnes: 12.5,
    validUntil: '2026-11-30',
    stage: 'agreed',
    organisation: 7,
  }
  const subject = { kind: 'exchange', id: 5, title: 'Grape marc' }
  const notification = { id: 1, kind, subject, params, words: null, createdAt: '', readAt: null }
  const [en, ka] = (['en', 'ka'] as const).map((language) =>
    wordingOf(notification, language, 'https://x.example'),
  )
  expect(en!.subject).toContain('Grape marc')
  expect(en!.subject).not.toMatch(/[ა-ჰ{}]/)
  expect(ka!.subject).toMatch(/[ა-ჰ]/)
  expect(ka!.subject).not.toMatch(/[{}]/)
  expect(pageOfNotice(notification)).toMatch(/^\/[\w/-]+$/)
})
