import { describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { sql } from 'drizzle-orm'
import {
  ACTS,
  CLOSED_STAGES,
  EXCHANGE_LIFE,
  PARTIES,
  SIDES,
  STAGES,
  type Party,
  type Stage,
} from '../../server/contract/exchanges.ts'
import { allowedActs, permitStep, stepFor } from '../../server/exchanges/lifecycle.ts'
import { lapseUntouched } from '../../server/exchanges/lapse.ts'
import { MOVES, move } from '../../server/exchanges/move.ts'
import { readRoom } from '../../server/exchanges/read.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { partners, person, sealDeal } from './partners.ts'

const refusal = (code: string) => expect.objectContaining({ code })

describe('the table', () => {
  test('knows for every act and stage one row at most, and leads nowhere that does not exist', () => {
    for (const act of ACTS)
      for (const stage of STAGES)
        expect(
          EXCHANGE_LIFE.filter((step) => step.act === act && step.from.includes(stage)).length,
          `${act} in ${stage}`,
        ).toBeLessThanOrEqual(1)
    expect(EXCHANGE_LIFE.map(({ act }) => act)).toEqual(expect.arrayContaining([...ACTS]))
  })

  test('reaches every stage, and leaves a closed one never', () => {
    const reached = new Set<Stage>(['introduced'])
    for (let before = -1; before < reached.size;) {
      before = reached.size
      for (const { from, to } of EXCHANGE_LIFE)
        if (to && from.some((stage) => reached.has(stage))) reached.add(to)
    }
    expect([...reached].toSorted()).toEqual([...STAGES].toSorted())
    for (const closed of CLOSED_STAGES)
      expect(EXCHANGE_LIFE.filter(({ from, to }) => to && from.includes(closed))).toEqual([])
  })

  test('lets a facilitator settle nothing in the name of others', () => {
    for (const act of ['agree', 'offer_terms', 'reveal', 'record_shipment', 'complete', 'decline'] as const)
      for (const stage of STAGES) expect(allowedActs(stage, 'facilitator')).not.toContain(act)
  })

  test('is what permits', () => {
    expect(() => permitStep('agree', 'introduced', 'supplier')).toThrow(refusal('exchange_stage_wrong'))
    expect(() => permitStep('agree', 'negotiating', 'facilitator')).toThrow(refusal('not_permitted'))
    expect(permitStep('agree', 'negotiating', 'receiver').to).toBe('agreed')
  })
})

const combinations = MOVES.flatMap((act) =>
  STAGES.flatMap((stage) =>
    [...PARTIES.filter((party) => party !== 'system'), 'viewer', 'stranger'].map((who) => ({
      act,
      stage,
      who,
    })),
  ),
)

test('every move is made by those whom the table lets, from the stages it names, and by nobody else', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, facilitator, winery } = await partners(db)
    const viewer = await person(db, [{ organisationId: winery, role: 'viewer' }])
    const stranger = await person(db)
    const people = { supplier, receiver, facilitator, viewer, stranger }
    for (const { act, stage, who } of combinations) {
      await rows(db, sql`update exchange set stage = ${stage} where id = ${exchangeId}`)
      const made = await move(
        db,
        people[who as keyof typeof people],
        { exchangeId, act, reason: 'quality' },
        fixedClock,
      ).catch((error: { code: string }) => error.code)
      const step = stepFor(act, stage)
      const expected =
        who === 'stranger'
          ? 'not_found'
          : who === 'viewer'
            ? 'not_permitted'
            : !step
              ? 'exchange_stage_wrong'
              : step.by.includes(who as Party)
                ? step.to
                : 'not_permitted'
      expect(made, `${who} does ${act} in ${stage}`).toBe(expected)
    }
  }))

test('what the room says is allowed is what the table allows', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, facilitator } = await partners(db)
    for (const stage of STAGES) {
      await rows(db, sql`update exchange set stage = ${stage} where id = ${exchangeId}`)
      const asFacilitator = (await readRoom(db, facilitator, exchangeId)).exchange.allowed
      expect(asFacilitator, stage).toEqual(allowedActs(stage, 'facilitator'))
      const asSupplier = (await readRoom(db, supplier, exchangeId)).exchange.allowed
      // There are no terms yet to agree to.
      expect(asSupplier, stage).toEqual(allowedActs(stage, 'supplier').filter((act) => act !== 'agree'))
    }
  }))

test('suspending and declining need a reason', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier } = await partners(db)
    await expect(move(db, supplier, { exchangeId, act: 'decline' }, fixedClock)).rejects.toEqual(
      refusal('exchange_reason_missing'),
    )
  }))

test('an exchange with an unanswered shipment is not completed; completing keeps what was moved and gives back the rest', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, offerId, winery, distillery } = await partners(db)
    await sealDeal(db, exchangeId, supplier, receiver)
    await move(db, supplier, { exchangeId, act: 'start' }, fixedClock)
    await rows(
      db,
      sql`insert into shipment (exchange_id, moved_on, tonnes, recorded_by_side, state, created_at)
          values (${exchangeId}, '2026-10-01', 12, 'supplier', 'recorded', now())`,
    )
    const complete = () => move(db, receiver, { exchangeId, act: 'complete' }, fixedClock)
    await expect(complete()).rejects.toEqual(refusal('exchange_shipment_open'))
    await rows(db, sql`update shipment set state = 'confirmed' where exchange_id = ${exchangeId}`)
    expect(await complete()).toBe('completed')
    expect(
      await rows(db, sql`select tonnes::float8 as tonnes from allocation where listing_id = ${offerId}`),
    ).toEqual([{ tonnes: 12 }])
    expect(
      await rows(
        db,
        sql`select completed_exchanges as n from organisation where id in (${winery}, ${distillery})`,
      ),
    ).toEqual([{ n: 1 }, { n: 1 }])
  }))

test('what nobody touches lapses, by itself and once', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier } = await partners(db)
    expect(await lapseUntouched(db, fixedClock)).toBe(0)
    const later = () => new Date(fixedClock().getTime() + 91 * 86_400_000)
    expect(await lapseUntouched(db, later)).toBe(1)
    expect(await lapseUntouched(db, later)).toBe(0)
    expect((await readRoom(db, supplier, exchangeId)).exchange.stage).toBe('lapsed')
  }))

test('both sides stand in the table alike', () => {
  for (const { by } of EXCHANGE_LIFE)
    if (SIDES.some((side) => by.includes(side))) expect(by).toEqual(expect.arrayContaining([...SIDES]))
})
