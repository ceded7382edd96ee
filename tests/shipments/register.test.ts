import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { confirmShipment } from '../../server/shipments/answer.ts'
import { recordShipment } from '../../server/shipments/record.ts'
import { registerCsv, registerXlsx, wasteRegister } from '../../server/shipments/register.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf } from '../matching/market-of-kakheti.ts'
import { agreedDeal, TODAY } from './deal.ts'
import type { Db } from '../../db/open.ts'

async function twoShipments(db: Db) {
  const deal = await agreedDeal(db)
  for (const [movedOn, tonnes] of [
    ['2026-09-28', 6.25],
    ['2026-10-02', 8.5],
  ] as const) {
    const movement = { exchangeId: deal.exchangeId, movedOn, tonnes, weighbridgeNote: '=2+2' }
    const line = await recordShipment(db, deal.supplier, movement, fixedClock, TODAY)
    await confirmShipment(db, deal.receiver, { shipmentId: line.id }, fixedClock, await catalogueOf(db))
  }
  await recordShipment(
    db,
    deal.supplier,
    { exchangeId: deal.exchangeId, movedOn: '2026-10-03', tonnes: 1 },
    fixedClock,
    TODAY,
  )
  const idOf = (side: 'supplier' | 'receiver') => deal[side].memberships[0]!.organisationId
  return { deal, supplier: idOf('supplier'), receiver: idOf('receiver') }
}

test('holds confirmed shipments only, each side its own view, added up by code and partner', () =>
  inTransaction(async (db) => {
    const { deal, supplier, receiver } = await twoShipments(db)
    const year = { year: 2026, lang: 'en' as const }
    const given = await wasteRegister(db, deal.supplier, { organisationId: supplier, ...year })
    expect(given.lines.map(({ direction, tonnes }) => [direction, tonnes])).toEqual([
      ['out', 6.25],
      ['out', 8.5],
    ])
    expect(given.sums).toEqual([
      { direction: 'out', wasteCode: '020701', partner: 'org-distillery', tonnes: 14.75, shipments: 2 },
    ])
    const taken = await wasteRegister(db, deal.receiver, { organisationId: receiver, ...year, month: 10 })
    expect(taken.sums).toMatchObject([{ direction: 'in', partner: 'org-pomace', tonnes: 8.5 }])
    await expect(
      wasteRegister(db, deal.stranger, { organisationId: supplier, ...year }),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  }))

test('reads back from CSV and XLSX, in Georgian too, and holds no formula', () =>
  inTransaction(async (db) => {
    const { deal, supplier } = await twoShipments(db)
    const register = await wasteRegister(db, deal.supplier, {
      organisationId: supplier,
      year: 2026,
      lang: 'ka',
    })
    const csv = Papa.parse<Record<string, string>>(registerCsv(register.lines, 'ka').slice(1).trim(), {
      header: true,
    })
    expect(csv.errors).toEqual([])
    expect(csv.data.map((row) => row['ტონა'])).toEqual(['6.25', '8.5'])
    expect(csv.data[0]!['სასწორის ქვითარი']).toBe("'=2+2")

    const xlsx = await registerXlsx(register, 'ka')
    const [heading, first] = await readSheet(xlsx, 1)
    expect(heading).toContain('ნარჩენის კოდი')
    expect(first).toContain(6.25)
    expect(await readSheet(xlsx, 2)).toContainEqual(['გაცემული', '020701', 'org-distillery', 2, 14.75])
  }))
