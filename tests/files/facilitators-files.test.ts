import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { erasePerson, personalData } from '../../server/accounts/privacy/store.ts'
import type { Principal } from '../../server/contract/people.ts'
import { sendMessage } from '../../server/exchanges/room/send.ts'
import { timelineOf } from '../../server/exchanges/room/timeline.ts'
import { sweepLooseFiles } from '../../server/files/discard.ts'
import { uploadFile } from '../../server/files/upload.ts'
import { partners } from '../exchanges/partners.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'

const CSV = Buffer.from('month,tonnes\n10,4\n')
const TOMORROW = () => new Date(fixedClock().getTime() + 25 * 3_600_000)

const upload = async (db: Db, who: Principal, organisationId: number | null, name = 'plan.csv') =>
  (await uploadFile(db, who, { organisationId, purpose: 'other', name, bytes: CSV }, fixedClock)).id

const filesIn = async (db: Db, reader: Principal, exchangeId: number) =>
  (await timelineOf(db, reader, exchangeId, { limit: 9 })).entries.flatMap(
    ({ message }) => message?.files.map(({ name }) => name) ?? [],
  )

test('a facilitator sends a file of his own; nobody else may take one in without an organisation', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, facilitator, winery } = await partners(db)
    const acting = { ...facilitator, onBehalfOf: winery }
    const id = await upload(db, acting, null)
    const message = { exchangeId, body: 'A plan', files: [id] }
    await expect(upload(db, supplier, null)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(sendMessage(db, supplier, message, fixedClock)).rejects.toMatchObject({
      code: 'file_not_yours',
    })
    await expect(sendMessage(db, acting, message, fixedClock)).rejects.toMatchObject({
      code: 'file_not_yours',
    })
    await sendMessage(db, facilitator, message, fixedClock)
    expect(await filesIn(db, receiver, exchangeId)).toEqual(['plan.csv'])
    const lines = await rows<{ action: string; onBehalf: boolean }>(
      db,
      sql`select action, on_behalf_of is not null as "onBehalf" from journal
          where actor = ${`account:${facilitator.accountId}`} order by id`,
    )
    expect(lines).toEqual([
      { action: 'file_uploaded', onBehalf: false },
      { action: 'exchange_message', onBehalf: false },
    ])
  }))

test('a file of a side is not sent by a facilitator, who looks on, nor by the other side', () =>
  inTransaction(async (db) => {
    const { exchangeId, facilitator, winery } = await partners(db)
    const id = await upload(db, { ...facilitator, onBehalfOf: winery }, winery)
    const message = { exchangeId, body: 'A plan', files: [id] }
    await expect(sendMessage(db, facilitator, message, fixedClock)).rejects.toMatchObject({
      code: 'file_not_yours',
    })
    await sendMessage(db, { ...facilitator, onBehalfOf: winery }, message, fixedClock)
  }))

test('of a facilitator’s own files too few may lie about, and what nobody sent is swept', () =>
  inTransaction(async (db) => {
    const { facilitator } = await partners(db)
    for (let n = 0; n < 40; n++) await upload(db, facilitator, null, `${n}.csv`)
    await expect(upload(db, facilitator, null)).rejects.toMatchObject({ code: 'files_too_many' })
    expect(await sweepLooseFiles(db, TOMORROW)).toBe(40)
  }))

test('what is his own goes with an erased facilitator, what he uploaded for an organisation stays', () =>
  inTransaction(async (db) => {
    const { exchangeId, facilitator, receiver, winery } = await partners(db)
    const acting = { ...facilitator, onBehalfOf: winery }
    const own = { exchangeId, body: 'Mine', files: [await upload(db, facilitator, null, 'mine.csv')] }
    await sendMessage(db, facilitator, own, fixedClock)
    const theirs = { exchangeId, body: 'Theirs', files: [await upload(db, acting, winery, 'theirs.csv')] }
    await sendMessage(db, acting, theirs, fixedClock)
    await upload(db, acting, winery, 'unsent.csv')
    const { files } = await personalData(db, facilitator.accountId)
    expect(files).toMatchObject([{ name: 'mine.csv' }])
    await erasePerson(db, facilitator.accountId, null, fixedClock().toISOString())
    expect(await filesIn(db, receiver, exchangeId)).toEqual(['theirs.csv'])
    expect(await rows(db, sql`select name from file`)).toEqual([{ name: 'theirs.csv' }])
  }))
