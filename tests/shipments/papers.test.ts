import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import type { Principal } from '../../server/contract/people.ts'
import { mayReadMessageFile } from '../../server/exchanges/room/file-access.ts'
import { sendMessage } from '../../server/exchanges/room/send.ts'
import { readFile } from '../../server/files/read.ts'
import { uploadFile } from '../../server/files/upload.ts'
import { correctShipment } from '../../server/shipments/correct.ts'
import { mayReadShipmentFile } from '../../server/shipments/file-access.ts'
import { shipmentsOf } from '../../server/shipments/read.ts'
import { recordShipment } from '../../server/shipments/record.ts'
import { transferNote } from '../../server/shipments/transfer-note.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf } from '../matching/market-of-kakheti.ts'
import { agreedDeal, TODAY, type AgreedDeal } from './deal.ts'

const PDF = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n')
const movement = { movedOn: '2026-10-02', tonnes: 10, vehicle: 'AB-123-CD', weighbridgeNote: 'W-7' }
const mayReadOf = { message: mayReadMessageFile, shipment: mayReadShipmentFile }

const organisationOf = (who: Principal) => who.memberships[0]!.organisationId

async function upload(db: Db, who: Principal): Promise<string> {
  const file = {
    organisationId: organisationOf(who),
    purpose: 'weighbridge_note' as const,
    name: 'note.pdf',
    bytes: PDF,
  }
  return (await uploadFile(db, who, file, fixedClock)).id
}

/** Who of the people of a deal may read a file. */
async function readersOf(db: Db, deal: AgreedDeal, id: string): Promise<string[]> {
  const people = { ...deal, exchangeId: null, anonymous: null }
  const readers: string[] = []
  for (const name of ['supplier', 'receiver', 'facilitator', 'stranger', 'anonymous'] as const) {
    const read = readFile(db, people[name], { id, known: null }, mayReadOf)
    if (
      await read.then(
        () => true,
        () => false,
      )
    )
      readers.push(name)
  }
  return readers
}

describe('what is attached', () => {
  test('to a shipment is for both sides and facilitators, and for its uploader alone before', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const id = await upload(db, deal.supplier)
      expect(await readersOf(db, deal, id)).toEqual(['supplier'])
      const recording = { exchangeId: deal.exchangeId, ...movement, files: [id] }
      const line = await recordShipment(db, deal.supplier, recording, fixedClock, TODAY)
      expect(line.files).toMatchObject([{ id, name: 'note.pdf', mediaType: 'application/pdf' }])
      expect(await readersOf(db, deal, id)).toEqual(['supplier', 'receiver', 'facilitator'])

      const other = await upload(db, deal.supplier)
      const correction = { shipmentId: line.id, ...movement, tonnes: 9, files: [other] }
      await correctShipment(db, deal.supplier, correction, fixedClock, TODAY)
      const { shipments } = await shipmentsOf(db, deal.receiver, deal.exchangeId, TODAY)
      expect(shipments.map(({ files }) => files.map((file) => file.id))).toEqual([[other], [id]])
      expect(await readersOf(db, deal, id)).toContain('receiver')
    }))

  test('to a message is for both sides and facilitators', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const id = await upload(db, deal.receiver)
      const message = { exchangeId: deal.exchangeId, body: 'The analysis', files: [id] }
      await sendMessage(db, deal.receiver, message, fixedClock)
      expect(await readersOf(db, deal, id)).toEqual(['supplier', 'receiver', 'facilitator'])
    }))

  test('cannot be what the other side uploaded, nor what hangs on another line', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const foreign = await upload(db, deal.receiver)
      const recordWith = (id: string) =>
        recordShipment(
          db,
          deal.supplier,
          { exchangeId: deal.exchangeId, ...movement, files: [id] },
          fixedClock,
          TODAY,
        )
      await expect(recordWith(foreign)).rejects.toMatchObject({ code: 'file_not_yours' })
      const own = await upload(db, deal.supplier)
      await recordWith(own)
      await expect(recordWith(own)).rejects.toMatchObject({ code: 'file_not_yours' })
    }))
})

describe('a transfer note', () => {
  const noteOf = async (db: Db, deal: AgreedDeal, who: Principal) => {
    const recording = { exchangeId: deal.exchangeId, ...movement }
    const { id } = await recordShipment(db, deal.supplier, recording, fixedClock, TODAY)
    return transferNote(db, who, id, await catalogueOf(db))
  }

  test('names the code, the operation of the way the catalogue knows, and the line', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const note = await noteOf(db, deal, deal.receiver)
      expect(note).toMatchObject({ shipment: movement, terms: { version: 1 }, waste: { code: '020701' } })
      expect(note.waste.names!.en).toMatch(/washing, cleaning and crushing/i)
      expect(note.operations.length).toBeGreaterThan(0)
      expect(note.operations.every(({ permitNumber }) => permitNumber === null)).toBe(true)
    }))

  test('names the operation of the receiver’s permit that holds on that day before any other', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      for (const [number, operation, until] of [
        ['P-1', 'R3', '2026-12-31'],
        ['P-2', 'R1', '2026-10-01'],
      ])
        await rows(
          db,
          sql`insert into permit (organisation_id, kind, number, waste_code, operation, valid_until)
              values (${organisationOf(deal.receiver)}, 'permit', ${number}, '020701', ${operation}, ${until}::date)`,
        )
      const { operations } = await noteOf(db, deal, deal.supplier)
      expect(operations.map(({ code, permitNumber }) => [code, permitNumber])).toEqual([['R3', 'P-1']])
    }))

  test('keeps a name that is hidden and was not revealed from the other side, and is nothing for strangers', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      await rows(
        db,
        sql`update organisation set name_hidden = true where id = ${organisationOf(deal.supplier)}`,
      )
      const { exchange, shipment } = await noteOf(db, deal, deal.receiver)
      expect(exchange.supplier).toMatchObject({ name: null, registryNumber: null })
      await expect(transferNote(db, deal.stranger, shipment.id, await catalogueOf(db))).rejects.toMatchObject(
        { code: 'not_found' },
      )
    }))
})
