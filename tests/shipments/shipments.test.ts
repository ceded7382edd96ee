import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { impactOfAll, impactOfExchange, impactOfOrganisation } from '../../server/impact/totals.ts'
import { confirmShipment, disputeShipment } from '../../server/shipments/answer.ts'
import { correctShipment } from '../../server/shipments/correct.ts'
import { shipmentsOf } from '../../server/shipments/read.ts'
import { recordShipment } from '../../server/shipments/record.ts'
import { wasteRegister } from '../../server/shipments/register.ts'
import { move } from '../../server/exchanges/move.ts'
import { timelineOf } from '../../server/exchanges/room/timeline.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf } from '../matching/market-of-kakheti.ts'
import { agreedDeal, person, TODAY, type AgreedDeal } from './deal.ts'

const tenTonnes = { movedOn: '2026-10-02', tonnes: 10, vehicle: 'AB-123-CD', weighbridgeNote: 'W-7' }

const record = (
  db: Db,
  who: AgreedDeal['supplier'],
  { exchangeId }: AgreedDeal,
  movement: { movedOn: string; tonnes: number } = tenTonnes,
) => recordShipment(db, who, { exchangeId, ...movement }, fixedClock, TODAY)
const confirm = async (db: Db, who: AgreedDeal['supplier'], shipmentId: number) =>
  confirmShipment(db, who, { shipmentId }, fixedClock, await catalogueOf(db))

describe('a shipment', () => {
  test('recorded by one side and confirmed by the other makes the exchange active and freezes its impact', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const line = await record(db, deal.supplier, deal)
      expect(line).toMatchObject({ state: 'recorded', recordedBySide: 'supplier', tonnes: 10 })
      const [exchange] = await rows<{ stage: string }>(
        db,
        sql`select stage from exchange where id = ${deal.exchangeId}`,
      )
      expect(exchange).toEqual({ stage: 'active' })

      const impact = await confirm(db, deal.receiver, line.id)
      const { shipments, totals } = await impactOfExchange(
        db,
        deal.receiver,
        deal.exchangeId,
        await catalogueOf(db),
      )
      expect(shipments).toHaveLength(1)
      expect(shipments[0]).toMatchObject({ shipmentId: line.id, isRecomputed: true, impact })
      expect(totals).toMatchObject({ shipments: 1, organisations: 2, tonnes: 10 })
      expect(totals!.supplierSaving).toBeCloseTo(10 * (20 + 12), 6)
      const shipment = { shipment: line.id, tonnes: 10 }
      expect((await timelineOf(db, deal.supplier, deal.exchangeId, { limit: 2 })).entries).toMatchObject([
        { action: 'shipment_confirmed', party: 'receiver', ...shipment },
        { action: 'shipment_recorded', party: 'supplier', ...shipment },
      ])
    }))

  test('leaves a journal line and an event for the other side with each step, and no personal text', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const line = await record(db, deal.supplier, deal)
      await confirm(db, deal.receiver, line.id)
      const left = await rows<{ action: string; actor: string; text: string }>(
        db,
        sql`select action, actor, concat(before, after) as text from journal where subject_kind = 'shipment' order by id`,
      )
      expect(left.map(({ action }) => action)).toEqual(['shipment_recorded', 'shipment_confirmed'])
      expect(left[1]!.actor).toBe(`account:${deal.receiver.accountId}`)
      expect(left.some(({ text }) => /AB-123|W-7/.test(text))).toBe(false)
      const told = await rows<{ kind: string; organisations: number[] }>(
        db,
        sql`select kind, organisations from outbox_event order by id`,
      )
      const [supplier, receiver] = [deal.supplier, deal.receiver].map(
        ({ memberships }) => memberships[0]!.organisationId,
      )
      expect(told.slice(-2)).toEqual([
        { kind: 'shipment_recorded', organisations: [receiver] },
        { kind: 'shipment_confirmed', organisations: [supplier] },
      ])
    }))
})

describe('refused is', () => {
  test.each([
    ['before agreement', 'negotiating', { sealedAt: null }, tenTonnes, 'exchange_stage_wrong'],
    ['while suspended', 'suspended', {}, tenTonnes, 'exchange_stage_wrong'],
    ['after completion', 'completed', {}, tenTonnes, 'exchange_stage_wrong'],
    ['tomorrow', 'active', {}, { movedOn: '2026-10-06', tonnes: 1 }, 'shipment_in_future'],
    ['before the terms begin', 'active', {}, { movedOn: '2026-08-31', tonnes: 1 }, 'shipment_outside_terms'],
    ['more than agreed', 'active', {}, { movedOn: '2026-10-02', tonnes: 40.001 }, 'shipment_exceeds_terms'],
  ] as const)('a shipment %s', (_what, stage, agreed, movement, code) =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db, agreed, stage)
      await expect(record(db, deal.supplier, deal, movement)).rejects.toMatchObject({ code })
      expect((await shipmentsOf(db, deal.supplier, deal.exchangeId, TODAY)).shipments).toEqual([])
    }),
  )

  test('hazardous waste on a day that no recorded permit of the receiver covers, until it is prolonged', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db, {}, 'active')
      const receiver = deal.receiver.memberships[0]!.organisationId
      await rows(db, sql`update listing set hazardous = true where kind = 'offer'`)
      await rows(
        db,
        sql`insert into permit (organisation_id, kind, number, waste_code, valid_from, valid_until)
            values (${receiver}, 'permit', 'P-1', '020701', '2026-09-03', '2026-10-02'),
              (${receiver}, 'permit', 'P-2', '020702', '2026-01-01', '2027-01-01')`,
      )
      const onDay = (movedOn: string) => record(db, deal.supplier, deal, { movedOn, tonnes: 1 })
      const refusal = { code: 'shipment_without_permit', params: { wasteCode: '020701' } }
      await expect(onDay('2026-09-02')).rejects.toMatchObject(refusal)
      await expect(onDay('2026-10-03')).rejects.toMatchObject({
        ...refusal,
        params: { wasteCode: '020701', movedOn: '2026-10-03' },
      })
      const { id: shipmentId } = await onDay('2026-10-02')
      const correct = (movedOn: string, tonnes: number) =>
        correctShipment(db, deal.supplier, { shipmentId, movedOn, tonnes }, fixedClock, TODAY)
      await expect(correct('2026-10-04', 1)).rejects.toMatchObject(refusal)
      await rows(db, sql`update permit set valid_until = null where number = 'P-1'`)
      await onDay('2026-10-03')
      await rows(db, sql`delete from permit where number = 'P-1'`)
      expect(await correct('2026-10-02', 0)).toMatchObject({ tonnes: 0, replaces: shipmentId })
    }))

  test('what goes beyond the terms of its own period together with what was moved in it before', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db, { tonnes: '15', period: 'month' })
      await record(db, deal.supplier, deal, { movedOn: '2026-09-30', tonnes: 12 })
      await record(db, deal.supplier, deal, { movedOn: '2026-10-01', tonnes: 12 })
      await expect(
        record(db, deal.supplier, deal, { movedOn: '2026-10-05', tonnes: 4 }),
      ).rejects.toMatchObject({
        code: 'shipment_exceeds_terms',
        params: { leftTonnes: 3 },
      })
      await record(db, deal.supplier, deal, { movedOn: '2026-10-05', tonnes: 3 })
      const remaining = async (today: string) =>
        (await shipmentsOf(db, deal.receiver, deal.exchangeId, today)).remaining
      expect(await remaining(TODAY)).toMatchObject({ from: '2026-10-01', movedTonnes: 15, leftTonnes: 0 })
      expect(await remaining('2026-08-01')).toMatchObject({
        from: '2026-09-01',
        until: '2026-09-30',
        leftTonnes: 3,
      })
      expect(await remaining('2028-08-01')).toMatchObject({ until: '2027-12-31', leftTonnes: 15 })
    }))

  test('who is a stranger, who only facilitates, and who confirms what he recorded himself', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      await expect(record(db, deal.stranger, deal)).rejects.toMatchObject({ code: 'not_found' })
      await expect(record(db, deal.facilitator, deal)).rejects.toMatchObject({ code: 'not_permitted' })
      const line = await record(db, deal.supplier, deal)
      await expect(confirm(db, deal.supplier, line.id)).rejects.toMatchObject({ code: 'not_permitted' })
      await expect(confirm(db, deal.stranger, line.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(
        impactOfExchange(db, deal.stranger, deal.exchangeId, await catalogueOf(db)),
      ).rejects.toMatchObject({ code: 'not_found' })

      const both = [deal.supplier, deal.receiver].map(({ memberships }) => memberships[0]!.organisationId)
      const twoFaced = await person(db, 'two-faced', 'member', both)
      const own = await recordShipment(
        db,
        twoFaced,
        { exchangeId: deal.exchangeId, side: 'supplier', movedOn: '2026-10-01', tonnes: 1 },
        fixedClock,
        TODAY,
      )
      await expect(confirm(db, twoFaced, own.id)).rejects.toMatchObject({ code: 'shipment_own' })
    }))

  test('a second answer to the same line', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const line = await record(db, deal.supplier, deal)
      await confirm(db, deal.receiver, line.id)
      await expect(confirm(db, deal.receiver, line.id)).rejects.toMatchObject({
        code: 'shipment_state_wrong',
      })
    }))
})

describe('a dispute over tonnes', () => {
  test('is settled by a new line; the old one stays readable and counts no more', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const line = await record(db, deal.supplier, deal)
      const dispute = { shipmentId: line.id, reason: 'quantity', tonnes: 9.2 } as const
      await disputeShipment(db, deal.receiver, dispute, fixedClock)
      const corrected = await correctShipment(
        db,
        deal.supplier,
        { shipmentId: line.id, movedOn: line.movedOn, tonnes: 9.2 },
        fixedClock,
        TODAY,
      )
      await confirm(db, deal.receiver, corrected.id)
      const { shipments } = await shipmentsOf(db, deal.facilitator, deal.exchangeId, TODAY)
      expect(shipments.map(({ state, tonnes, disputeTonnes }) => ({ state, tonnes, disputeTonnes }))).toEqual(
        [
          { state: 'confirmed', tonnes: 9.2, disputeTonnes: null },
          { state: 'replaced', tonnes: 10, disputeTonnes: 9.2 },
        ],
      )
      expect(
        await impactOfOrganisation(db, deal.supplier, deal.supplier.memberships[0]!.organisationId, {}),
      ).toMatchObject({
        tonnes: 9.2,
        shipments: 1,
      })
    }))

  test('over something that never arrived is settled by a line without tonnes, which counts nowhere', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db)
      const line = await record(db, deal.supplier, deal)
      await disputeShipment(db, deal.receiver, { shipmentId: line.id, reason: 'not_received' }, fixedClock)
      const nothing = { shipmentId: line.id, movedOn: line.movedOn, tonnes: 0 }
      const corrected = await correctShipment(db, deal.supplier, nothing, fixedClock, TODAY)
      await confirm(db, deal.receiver, corrected.id)
      const impact = await impactOfExchange(db, deal.receiver, deal.exchangeId, await catalogueOf(db))
      expect(impact).toMatchObject({ totals: null, shipments: [] })
      const { organisationId } = deal.supplier.memberships[0]!
      const register = await wasteRegister(db, deal.supplier, { organisationId, year: 2026, lang: 'en' })
      expect(register.lines).toEqual([])
      expect(
        await move(db, deal.supplier, { exchangeId: deal.exchangeId, act: 'complete' }, fixedClock),
      ).toBe('completed')
    }))

  test('cannot be ended by confirming once others have taken what the terms leave', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db, { tonnes: '12' })
      const line = await record(db, deal.supplier, deal)
      await disputeShipment(db, deal.receiver, { shipmentId: line.id, reason: 'quality' }, fixedClock)
      await record(db, deal.supplier, deal, { movedOn: '2026-10-03', tonnes: 11 })
      await expect(confirm(db, deal.receiver, line.id)).rejects.toMatchObject({
        code: 'shipment_exceeds_terms',
        params: { leftTonnes: 1 },
      })
    }))

  test('a confirmed line that turns out wrong counts until its correction is confirmed, and is never counted twice', () =>
    inTransaction(async (db) => {
      const deal = await agreedDeal(db, { tonnes: '12' })
      const line = await record(db, deal.supplier, deal)
      await confirm(db, deal.receiver, line.id)
      const corrected = await correctShipment(
        db,
        deal.supplier,
        { shipmentId: line.id, movedOn: line.movedOn, tonnes: 11.5 },
        fixedClock,
        TODAY,
      )
      const catalogue = await catalogueOf(db)
      const tonnes = async () =>
        (await impactOfExchange(db, deal.supplier, deal.exchangeId, catalogue)).totals!.tonnes
      expect(await tonnes()).toBe(10)
      await confirm(db, deal.receiver, corrected.id)
      expect(await tonnes()).toBe(11.5)
    }))
})

test('the impact of everybody hides what fewer than three organisations did, except from facilitators', () =>
  inTransaction(async (db) => {
    const deal = await agreedDeal(db)
    const line = await record(db, deal.supplier, deal)
    await confirm(db, deal.receiver, line.id)
    expect(await impactOfAll(db, null, 'region', {})).toEqual([{ key: 'kakheti', suppressed: true }])
    expect(await impactOfAll(db, deal.facilitator, 'stream', { year: 2026 })).toMatchObject([
      { key: 'biodegradable', tonnes: 10, organisations: 2 },
    ])
    expect(await impactOfAll(db, deal.facilitator, 'all', { year: 2025 })).toEqual([])
  }))
