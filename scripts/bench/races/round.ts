import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import type { Period } from '../../../server/contract/words.ts'
import type { Publication } from '../../../server/listings/schema.ts'
import { randomFrom } from '../synthetic.ts'
import { clock, type Answer, type Racer, type Scene } from './scene.ts'

/** How many agree at once. */
export const CLIENTS = 50
/** In a round of the second kind, over so many offers and so many needs. */
const CROSSED = 10

const PERIODS: readonly Period[] = ['year', 'month', 'once']
/** What all of them together want is about this many times what there is. */
const CROWD = 4

/** Those who race: all of them in every round, so that a round costs no people. */
export interface Field {
  suppliers: readonly Racer[]
  receivers: readonly Racer[]
  /** One need of each receiver, of an amount that nobody has stated. */
  needs: readonly number[]
}

/** An exchange whose supplier has said yes to its terms, and whose receiver is about to. */
export interface Running {
  exchangeId: number
  offerId: number
  needId: number
  supplier: Racer
  receiver: Racer
  tonnes: number
  period: Period
  startsOn: string
  endsOn: string
}

export interface Round {
  running: Running[]
  /** Those listings among them that say how much there is. */
  limited: number[]
}

/** Makes those who race. */
export async function gather(scene: Scene): Promise<Field> {
  const suppliers = await scene.racers(CROSSED, 'supplier')
  const receivers = await scene.racers(CLIENTS, 'receiver')
  const needs = await scene.publish(receivers.map((racer) => ({ racer, publication: need() })))
  return { suppliers, receivers, needs }
}

/**
 * Sets up one round: in even ones fifty exchanges about one offer, in odd ones fifty that cross over ten offers and ten
 * needs, all short. Offers and terms count by the year, the month or once, in turn. What `openExchange` and
 * `offerTerms` would leave is written at once, so that a round costs little.
 */
export async function arrange(scene: Scene, field: Field, round: number): Promise<Round> {
  const random = randomFrom(round + 1)
  const period = PERIODS[round % PERIODS.length]!
  const months = random() < 0.5 ? [9, 10, 11, 12] : undefined
  const isCrossed = round % 2 === 1
  const amount = Math.round(40 + random() * 200)
  const subject = { period, amount, ...(months && { months }) }
  const offers = await scene.publish(
    field.suppliers
      .slice(0, isCrossed ? CROSSED : 1)
      .map((racer) => ({ racer, publication: offer(subject) })),
  )
  const needs = isCrossed
    ? await scene.publish(
        field.receivers.slice(0, CROSSED).map((racer) => ({ racer, publication: need(subject) })),
      )
    : field.needs
  const pairs = Array.from({ length: CLIENTS }, (_, n) =>
    isCrossed ? { offer: n % CROSSED, need: (n + Math.floor(n / CROSSED)) % CROSSED } : { offer: 0, need: n },
  )
  const share = (CROWD * amount * offers.length) / CLIENTS
  const wanted = pairs.map((pair) => ({
    ...pair,
    ...spanOf(random),
    tonnes: Math.round((0.5 + random()) * share * 1000) / 1000,
    period: random() < 0.5 ? period : PERIODS[Math.floor(random() * PERIODS.length)]!,
  }))
  const running = wanted.map(({ offer, need, ...terms }) => ({
    ...terms,
    offerId: offers[offer]!,
    needId: needs[need]!,
    supplier: field.suppliers[offer]!,
    receiver: field.receivers[need]!,
  }))
  const ids = await scene.db.transaction((tx) => openAll(tx, running))
  return {
    running: running.map((one, n) => ({ ...one, exchangeId: ids[n]! })),
    limited: isCrossed ? [...offers, ...needs] : offers,
  }
}

/** All say yes at once; the answers come in the order of the exchanges. */
export const agreeAtOnce = (scene: Scene, running: readonly Running[]): Promise<Answer[]> =>
  Promise.all(
    running.map(({ exchangeId, receiver }) =>
      scene.ask(receiver, 'POST', `/exchanges/${exchangeId}/terms/1/agreement`, {}),
    ),
  )

/** Whether an answer says either that it was done, or in a code why it was not. */
export const isClear = ({ status, code }: Answer): boolean =>
  (status >= 200 && status < 300) || (status >= 400 && status < 500 && code !== null)

/** Days of the terms: within the autumn of one year, or over the turn of it. */
function spanOf(random: () => number): { startsOn: string; endsOn: string } {
  const startsOn = random() < 0.5 ? '2026-10-01' : '2026-11-15'
  return { startsOn, endsOn: random() < 0.5 ? '2026-12-31' : '2027-10-31' }
}

export const offer = (more: Partial<Publication>): Publication => ({
  kind: 'offer',
  title: 'Grape pomace',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { municipality: 'telavi' },
  unit: 't',
  ...more,
})

export const need = (more: Partial<Publication> = {}): Publication => ({
  kind: 'need',
  title: 'Grape pomace for distillation',
  targets: [{ kind: 'use', id: 'distillation-feedstock' }],
  place: { municipality: 'kvareli' },
  ...(more.amount !== undefined && { unit: 't' as const }),
  ...more,
})

/** Opens the exchanges, puts the suppliers' terms on the table and notes their yes; returns the exchanges' ids. */
export async function openAll(db: Db, running: readonly Omit<Running, 'exchangeId'>[]): Promise<number[]> {
  const now = clock().toISOString()
  const records = running.map(({ supplier, receiver, ...one }) => ({
    ...one,
    supplier: supplier.organisationId,
    receiver: receiver.organisationId,
    by: supplier.accountId,
  }))
  const given = sql`jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as r("offerId" int, "needId" int,
    supplier int, receiver int, by int, tonnes numeric, period text, "startsOn" date, "endsOn" date)`
  await rows(
    db,
    sql`insert into exchange (offer_id, need_id, supplier_id, receiver_id, stage, created_at, touched_at)
        select "offerId", "needId", supplier, receiver, 'negotiating', ${now}, ${now} from ${given}`,
  )
  await rows(
    db,
    sql`insert into terms (exchange_id, version, proposed_by_side, proposed_by, tonnes, period, starts_on, ends_on,
          price_per_tonne, currency, vat_included, transport_by, quality, created_at)
        select e.id, 1, 'supplier', by, tonnes, period, "startsOn", "endsOn", 20, 'GEL', true, 'receiver', '[]', ${now}
        from ${given} join exchange e on e.offer_id = "offerId" and e.need_id = "needId"`,
  )
  await rows(
    db,
    sql`insert into terms_agreement (terms_id, side, agreed_by, agreed_at)
        select t.id, 'supplier', by, ${now} from ${given}
        join exchange e on e.offer_id = "offerId" and e.need_id = "needId" join terms t on t.exchange_id = e.id`,
  )
  const opened = await rows<{ id: number; offer: number; need: number }>(
    db,
    sql`select e.id, e.offer_id as offer, e.need_id as need from ${given}
        join exchange e on e.offer_id = "offerId" and e.need_id = "needId"`,
  )
  const idOf = new Map(opened.map(({ id, offer, need }) => [`${offer}/${need}`, id]))
  return running.map(({ offerId, needId }) => idOf.get(`${offerId}/${needId}`)!)
}
