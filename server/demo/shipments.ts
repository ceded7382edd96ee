import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { introducePair } from '../exchanges/introduce-pair.ts'
import { agree } from '../exchanges/terms/agree.ts'
import { offerTerms } from '../exchanges/terms/offer.ts'
import { dayIn, type Clock } from '../journal/write.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { confirmShipment } from '../shipments/answer.ts'
import { recordShipment } from '../shipments/record.ts'
import { DEMO_DEALS, type DemoDeal } from './deals.ts'
import { dealFrom, ownerOf } from './exchanges.ts'
import { DEMO_PEOPLE } from './people.ts'
import {
  accountIdsByEmail,
  agreedWithoutShipments,
  holdDemonstration,
  untouchedListingsByRef,
} from './store.ts'

const OAK = 'demo-kvareli-winery-oak'
const DAY_MS = 86_400_000

interface People {
  supplier: number
  buyer: number
  facilitator: number
}

/**
 * Tonnes that were moved in the demonstration: in the deal of its supplier and buyer one confirmed shipment and one that
 * waits for the buyer, and deals of other firms with shipments behind them. Does nothing where they are, or ever were.
 * Call it after `fillDemoExchanges`.
 * @returns how many shipments were recorded
 */
export async function fillDemoShipments(db: Db, clock: Clock, catalogue: Catalogue): Promise<number> {
  return db.transaction(async (tx) => {
    await holdDemonstration(tx)
    const emails = DEMO_PEOPLE.map(({ email }) => email)
    const accounts = await accountIdsByEmail(tx, emails)
    const [supplier, buyer, facilitator] = emails.map((email) => accounts.get(email))
    if (supplier === undefined || buyer === undefined || facilitator === undefined) return 0
    const people = { supplier, buyer, facilitator }
    return (
      (await fillOwnDeal(tx, people, clock, catalogue)) + (await fillOthers(tx, people, clock, catalogue))
    )
  })
}

async function fillOwnDeal(tx: Db, people: People, clock: Clock, catalogue: Catalogue): Promise<number> {
  const deal = await agreedWithoutShipments(tx, OAK)
  if (!deal) return 0
  const supplier = ownerOf(people.supplier, deal.supplierId)
  const buyer = ownerOf(people.buyer, deal.receiverId)
  const today = dayOf(clock, 0)
  const record = (tonnes: number, weighbridgeNote: string) => {
    const movement = { movedOn: today, tonnes, vehicle: 'DD-404-MO', weighbridgeNote }
    return recordShipment(tx, supplier, { exchangeId: deal.id, ...movement }, clock, today)
  }
  const { id } = await record(4.26, '2041')
  await confirmShipment(tx, buyer, { shipmentId: id }, clock, catalogue)
  await record(3.88, '2057')
  return 2
}

/** Firms without people of their own: the demonstration's people write for them. */
async function fillOthers(tx: Db, people: People, clock: Clock, catalogue: Catalogue): Promise<number> {
  const refs = DEMO_DEALS.flatMap(({ offer, need }) => [offer, need])
  const listings = await untouchedListingsByRef(tx, refs)
  const before = () => new Date(clock().getTime() - EARLIEST_DAYS * DAY_MS)
  let recorded = 0
  for (const deal of DEMO_DEALS) {
    const [offer, need] = [listings.get(deal.offer), listings.get(deal.need)]
    if (!offer || !need) continue
    const supplier = ownerOf(people.supplier, offer.organisationId)
    const receiver = ownerOf(people.buyer, need.organisationId)
    const facilitator: Principal = { ...ownerOf(people.facilitator, 0), role: 'facilitator', memberships: [] }
    const pair = { offerId: offer.id, needId: need.id }
    const exchangeId = await introducePair(tx, facilitator, pair, clock)
    const { tonnes, pricePerTonne, transportBy } = deal
    const terms = { ...dealFrom(before), tonnes, pricePerTonne, transportBy, endsOn: dealFrom(clock).endsOn }
    await offerTerms(tx, supplier, { exchangeId, deal: terms, lastVersion: 0 }, clock)
    await agree(tx, receiver, { exchangeId, version: 1 }, clock)
    recorded += await move(tx, { exchangeId, supplier, receiver }, deal, clock, catalogue)
  }
  return recorded
}

/** Days before the first start at which the terms of these deals begin. */
const EARLIEST_DAYS = 90

async function move(
  tx: Db,
  { exchangeId, supplier, receiver }: { exchangeId: number; supplier: Principal; receiver: Principal },
  { moved }: DemoDeal,
  clock: Clock,
  catalogue: Catalogue,
): Promise<number> {
  for (const [daysAgo, tonnes] of moved) {
    const recording = { exchangeId, movedOn: dayOf(clock, daysAgo), tonnes }
    const { id } = await recordShipment(tx, supplier, recording, clock, dayOf(clock, 0))
    await confirmShipment(tx, receiver, { shipmentId: id }, clock, catalogue)
  }
  return moved.length
}

const dayOf = (clock: Clock, daysAgo: number): string =>
  dayIn('UTC', () => new Date(clock().getTime() - daysAgo * DAY_MS))
