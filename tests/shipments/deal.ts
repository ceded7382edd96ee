import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { account, exchange, listing, terms } from '../../db/schema/index.ts'
import type { Stage } from '../../server/contract/exchanges.ts'
import type { Principal } from '../../server/contract/people.ts'
import { publish } from '../../server/listings/publish.ts'
import { fixedClock } from '../setup/database.ts'
import { catalogueOf, distilleryNeed, pomaceOffer, publishFor } from '../matching/market-of-kakheti.ts'

export const NOW = '2026-10-05T08:00:00Z'
export const TODAY = '2026-10-05'

/** An agreed exchange of grape pomace with somebody at home on each side, a stranger and a facilitator. */
export interface AgreedDeal {
  exchangeId: number
  supplier: Principal
  receiver: Principal
  stranger: Principal
  facilitator: Principal
}

export type AgreedTerms = Partial<typeof terms.$inferInsert>

/** 40 t a year at 12 GEL a tonne, fetched by the receiver, unless `agreed` says otherwise. */
export async function agreedDeal(
  db: Db,
  agreed: AgreedTerms = {},
  stage: Stage = 'agreed',
): Promise<AgreedDeal> {
  const offerId = await publishFor(db, pomaceOffer, await catalogueOf(db))
  return dealAbout(db, offerId, agreed, stage)
}

/** The same for an offer of this organisation. */
export async function agreedDealOf(db: Db, organisationId: number): Promise<AgreedDeal> {
  const entry = { organisationId, publication: pomaceOffer }
  const offer = await publish(db, { id: 'test' }, entry, fixedClock, await catalogueOf(db))
  return dealAbout(db, offer.id, {}, 'agreed')
}

async function dealAbout(db: Db, offerId: number, agreed: AgreedTerms, stage: Stage): Promise<AgreedDeal> {
  const needId = await publishFor(db, distilleryNeed, await catalogueOf(db))
  const [offerer, needer] = [await ownerOf(db, offerId), await ownerOf(db, needId)]
  const [made] = await db
    .insert(exchange)
    .values({ offerId, needId, supplierId: offerer, receiverId: needer, stage, createdAt: NOW })
    .returning({ id: exchange.id })
  await db.insert(terms).values({
    exchangeId: made!.id,
    version: 1,
    proposedBySide: 'supplier',
    tonnes: '40',
    period: 'year',
    startsOn: '2026-09-01',
    endsOn: '2027-12-31',
    pricePerTonne: '12',
    currency: 'GEL',
    vatIncluded: false,
    transportBy: 'receiver',
    quality: [],
    createdAt: NOW,
    sealedAt: NOW,
    seal: 'test',
    ...agreed,
  })
  return {
    exchangeId: made!.id,
    supplier: await person(db, 'supplier', 'member', [offerer]),
    receiver: await person(db, 'receiver', 'member', [needer]),
    stranger: await person(db, 'stranger', 'member', []),
    facilitator: await person(db, 'facilitator', 'facilitator', []),
  }
}

async function ownerOf(db: Db, listingId: number): Promise<number> {
  const [found] = await db
    .select({ id: listing.organisationId })
    .from(listing)
    .where(eq(listing.id, listingId))
  return found!.id
}

export async function person(
  db: Db,
  name: string,
  role: Principal['role'],
  organisations: number[],
): Promise<Principal> {
  const [made] = await db
    .insert(account)
    .values({ name, email: `${name}@example.org`, language: 'en', role, createdAt: NOW })
    .returning({ id: account.id })
  const memberships = organisations.map((organisationId) => ({ organisationId, role: 'owner' as const }))
  return { accountId: made!.id, role, memberships, onBehalfOf: null, scopes: null }
}
