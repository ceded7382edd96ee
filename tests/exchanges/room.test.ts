import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { findExchanges, readRoom } from '../../server/exchanges/read.ts'
import { reveal } from '../../server/exchanges/reveal.ts'
import { sendMessage } from '../../server/exchanges/room/send.ts'
import { timelineOf } from '../../server/exchanges/room/timeline.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { anotherTaker, partners, person, sealDeal } from './partners.ts'

const refusal = (code: string) => expect.objectContaining({ code })

test('the timeline holds what happened and what was said, newest first, a page at a time', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver } = await partners(db)
    await sendMessage(db, supplier, { exchangeId, body: 'When can you fetch it?' }, fixedClock)
    await sendMessage(db, receiver, { exchangeId, body: 'ოქტომბერში.' }, fixedClock)
    await sealDeal(db, exchangeId, supplier, receiver)
    const all = await timelineOf(db, receiver, exchangeId, { limit: 50 })
    expect(all.entries.map(({ action, party }) => [action, party])).toEqual([
      ['exchange_agree', 'receiver'],
      ['exchange_agree_terms', 'receiver'],
      ['exchange_offer_terms', 'supplier'],
      ['exchange_message', 'receiver'],
      ['exchange_message', 'supplier'],
      ['exchange_opened', null],
    ])
    expect(all.entries[3]!.message).toMatchObject({ body: 'ოქტომბერში.', language: 'ka', files: [] })
    const first = await timelineOf(db, receiver, exchangeId, { limit: 4 })
    const rest = await timelineOf(db, receiver, exchangeId, { limit: 4, cursor: first.nextCursor! })
    expect([...first.entries, ...rest.entries]).toEqual(all.entries)
    expect(rest.nextCursor).toBeNull()
  }))

test('the journal holds no word of a message', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier } = await partners(db)
    await sendMessage(db, supplier, { exchangeId, body: 'Call Nino on 599 12 34 56' }, fixedClock)
    const lines = await rows(db, sql`select row_to_json(j)::text as line from journal j`)
    const told = await rows(db, sql`select row_to_json(o)::text as line from outbox_event o`)
    expect(JSON.stringify([lines, told])).not.toMatch(/Nino|599 12/)
  }))

test('nobody floods a room', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier } = await partners(db)
    for (let n = 0; n < 20; n++) await sendMessage(db, supplier, { exchangeId, body: `${n}` }, fixedClock)
    const more = sendMessage(db, supplier, { exchangeId, body: 'more' }, fixedClock)
    await expect(more).rejects.toEqual(refusal('too_many_requests'))
    await expect(sendMessage(db, supplier, { exchangeId, body: ' \n' }, fixedClock)).rejects.toEqual(
      refusal('text_blank'),
    )
  }))

test('only one’s own uploads hang on a message, each once', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, winery } = await partners(db)
    const id = '0b1e6a2c-2f5e-4f0a-9c55-6d1d6c9b2a01'
    await rows(
      db,
      sql`insert into file (id, organisation_id, uploaded_by, purpose, name, media_type, size_bytes, sha256, created_at)
          values (${id}, ${winery}, ${supplier.accountId}, 'analysis', 'analysis.pdf', 'application/pdf', 10, '', now())`,
    )
    const send = (who: typeof supplier) =>
      sendMessage(db, who, { exchangeId, body: 'see', files: [id] }, fixedClock)
    await expect(send(receiver)).rejects.toEqual(refusal('file_not_yours'))
    await send(supplier)
    const [entry] = (await timelineOf(db, receiver, exchangeId, { limit: 1 })).entries
    expect(entry!.message!.files).toEqual([
      { id, name: 'analysis.pdf', mediaType: 'application/pdf', sizeBytes: 10 },
    ])
    await expect(send(supplier)).rejects.toEqual(refusal('file_not_yours'))
  }))

test('a hidden name, the contact and the exact site are seen after consent, and by the own side before', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, winery, facilitator } = await partners(db)
    await rows(
      db,
      sql`update organisation set name_hidden = true, contact_email = 'w@example.org' where id = ${winery}`,
    )
    const seenBy = async (who: typeof supplier) => (await readRoom(db, who, exchangeId)).exchange.supplier
    const hidden = { name: null, contactEmail: null, site: null, revealed: false }
    expect(await seenBy(receiver)).toMatchObject(hidden)
    expect(await seenBy(supplier)).toMatchObject({ name: 'Firm winery', contactEmail: 'w@example.org' })
    expect(await seenBy(facilitator)).toMatchObject({ name: 'Firm winery' })
    await expect(reveal(db, receiver, { exchangeId, side: 'supplier' }, fixedClock)).rejects.toEqual(
      refusal('not_permitted'),
    )
    await expect(reveal(db, facilitator, { exchangeId }, fixedClock)).rejects.toEqual(
      refusal('not_permitted'),
    )
    await reveal(db, supplier, { exchangeId }, fixedClock)
    expect(await seenBy(receiver)).toMatchObject({
      name: 'Firm winery',
      contactEmail: 'w@example.org',
      site: { lon: expect.any(Number) },
    })
  }))

test('exchanges of others are neither listed nor read', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, facilitator, offerId, winery } = await partners(db)
    const other = await anotherTaker(db, offerId, 'other')
    const ids = async (who: typeof supplier, query = {}) =>
      (await findExchanges(db, who, { limit: 20, ...query })).exchanges.map(({ id }) => id)
    expect(await ids(receiver)).toEqual([exchangeId])
    expect(await ids(other.receiver)).toEqual([other.exchangeId])
    expect(await ids(supplier)).toEqual([other.exchangeId, exchangeId])
    expect(await ids(facilitator)).toEqual([other.exchangeId, exchangeId])
    expect(await ids(await person(db))).toEqual([])
    expect(await ids(receiver, { organisation: winery })).toEqual([])
    expect(await ids(supplier, { stage: ['agreed'] })).toEqual([])
    await expect(readRoom(db, other.receiver, exchangeId)).rejects.toEqual(refusal('not_found'))
    await expect(timelineOf(db, other.receiver, exchangeId, { limit: 1 })).rejects.toEqual(
      refusal('not_found'),
    )
    const first = await findExchanges(db, supplier, { limit: 1 })
    const second = await findExchanges(db, supplier, { limit: 1, cursor: first.nextCursor! })
    expect([first, second].flatMap(({ exchanges }) => exchanges.map(({ id }) => id))).toEqual([
      other.exchangeId,
      exchangeId,
    ])
    expect(second.nextCursor).toBeNull()
  }))
