import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { erasePerson } from '../../server/accounts/privacy/store.ts'
import { introducePair } from '../../server/exchanges/introduce-pair.ts'
import { dispatchOutbox } from '../../server/notifications/dispatch.ts'
import { mailDue } from '../../server/notifications/letters/mail-due.ts'
import { keyFor } from '../../server/secret.ts'
import { listingOf, organisation } from '../exchanges/partners.ts'
import { distilleryNeed, pomaceOffer } from '../matching/market-of-kakheti.ts'
import { TEST_SECRET, testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePerson } from '../setup/people.ts'

const letters = {
  baseUrl: 'https://simbiozi.example',
  timeZone: 'Asia/Tbilisi',
  unsubscribeKey: keyFor(TEST_SECRET, 'unsubscribe'),
}
const message = { ka: 'გაიცანით: ჭაჭა და სპირტი.', en: 'Please meet: marc and spirit.' }

/** A Georgian reader who supplies, an English one who receives, and a facilitator who introduces them. */
async function introduced(db: Db, database: Parameters<typeof testApp>[0], words: typeof message | null) {
  const app = await testApp(database)
  const [winery, distillery] = [await organisation(db, 'winery'), await organisation(db, 'distillery')]
  const owner = (organisationId: number, language: 'ka' | 'en') =>
    makePerson(app, db, { language, memberships: [{ organisationId, role: 'owner' }] })
  const supplier = await owner(winery, 'ka')
  const receiver = await owner(distillery, 'en')
  const facilitator = await makePerson(app, db, { role: 'facilitator' })
  const offerId = await listingOf(db, winery, pomaceOffer)
  const needId = await listingOf(db, distillery, distilleryNeed)
  await dispatchOutbox(db, fixedClock)
  await rows(db, sql`delete from notification`)
  const pair = { offerId, needId, ...(words && { message: words }) }
  const exchange = await introducePair(db, facilitator.principal, pair, fixedClock)
  await dispatchOutbox(db, fixedClock)
  const noticesOf = async ({ headers }: typeof supplier) =>
    (await app.inject({ url: '/api/v1/notifications', headers })).json().notifications
  return { app, supplier, receiver, facilitator, exchange, noticesOf }
}

const mailTo = async (db: Db, { email }: { email: string }): Promise<string[]> => {
  const found = await rows<{ text: string }>(
    db,
    sql`select subject || e'\n' || body as text from mail where to_address = ${email}`,
  )
  return found.map(({ text }) => text)
}

test('an introduction brings its words to both sides, in the app and by one letter in both languages', () =>
  inTransaction(async (db, database) => {
    const { app, supplier, receiver, exchange, noticesOf } = await introduced(db, database, message)
    for (const side of [supplier, receiver])
      expect(await noticesOf(side)).toMatchObject([
        { kind: 'exchange_opened', subject: { kind: 'exchange', id: exchange }, words: message },
      ])
    await mailDue(db, letters, fixedClock)
    const [georgian, ...noMore] = await mailTo(db, supplier)
    expect(noMore).toEqual([])
    expect(georgian).toMatch(/^ფასილიტატორი მხარეებს ერთმანეთს აცნობს/)
    expect(georgian!.indexOf(message.ka)).toBeLessThan(georgian!.indexOf(message.en))
    expect(georgian).toContain(`https://simbiozi.example/exchanges/${exchange}`)
    const [english] = await mailTo(db, receiver)
    expect(english).toMatch(/^A facilitator introduces the two sides/)
    expect(english!.indexOf(message.en)).toBeLessThan(english!.indexOf(message.ka))
    expect(english).toContain(`https://simbiozi.example/en/exchanges/${exchange}`)
    await app.close()
  }))

test('events hold no words, and with an erased facilitator his words are gone from what was told', () =>
  inTransaction(async (db, database) => {
    const { app, supplier, facilitator, noticesOf } = await introduced(db, database, message)
    const told = await rows(
      db,
      sql`select row_to_json(o)::text as t from outbox_event o union all select row_to_json(n)::text from notification n`,
    )
    expect(JSON.stringify(told)).not.toMatch(/Please meet|გაიცანით/)
    await erasePerson(db, facilitator.accountId, null, fixedClock().toISOString())
    expect(await noticesOf(supplier)).toMatchObject([{ kind: 'exchange_opened', words: null }])
    await mailDue(db, letters, fixedClock)
    const [letter] = await mailTo(db, supplier)
    expect(letter).toContain('ფასილიტატორი')
    expect(letter).not.toMatch(/გაიცანით|\* \* \*/)
    await app.close()
  }))

test('who wants no letters of exchanges hears of it in the app; without words it is an exchange as any', () =>
  inTransaction(async (db, database) => {
    const { app, supplier, receiver, noticesOf } = await introduced(db, database, null)
    await rows(db, sql`update notification set mail_due = 'never' where account_id = ${supplier.accountId}`)
    await mailDue(db, letters, fixedClock)
    expect(await mailTo(db, supplier)).toEqual([])
    expect(await noticesOf(supplier)).toMatchObject([{ kind: 'exchange_opened', words: null, params: {} }])
    const [letter] = await mailTo(db, receiver)
    expect(letter).toMatch(/^An exchange about “.*” was opened/)
    await app.close()
  }))
