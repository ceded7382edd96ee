import type { Db } from '../../db/open.ts'
import type { MembershipRole, Principal, Role } from '../../server/contract/people.ts'
import { agree } from '../../server/exchanges/terms/agree.ts'
import { offerTerms } from '../../server/exchanges/terms/offer.ts'
import type { Deal } from '../../server/exchanges/terms/schema.ts'
import { openExchange } from '../../server/exchanges/introduce.ts'
import { publish } from '../../server/listings/publish.ts'
import type { Publication } from '../../server/listings/schema.ts'
import { registerOrganisations } from '../../server/organisations/register.ts'
import { rows } from '../../db/open.ts'
import { sql } from 'drizzle-orm'
import { fixedClock } from '../setup/database.ts'
import { catalogueOf, distilleryNeed, pomaceOffer } from '../matching/market-of-kakheti.ts'

const actor = { id: 'test' }

/** An account of its own, as the person who asks. */
export async function person(
  db: Db,
  memberships: readonly { organisationId: number; role: MembershipRole }[] = [],
  role: Role = 'member',
): Promise<Principal> {
  const [made] = await rows<{ id: number }>(
    db,
    sql`insert into account (name, language, role, created_at) values ('Somebody', 'en', ${role}, now()) returning id`,
  )
  for (const { organisationId, role: as } of memberships)
    await rows(db, sql`insert into membership values (${organisationId}, ${made!.id}, ${as}, now())`)
  return { accountId: made!.id, role, memberships, onBehalfOf: null, scopes: null }
}

export async function organisation(db: Db, ref: string): Promise<number> {
  const ids = await registerOrganisations(
    db,
    actor,
    [{ ref, name: `Firm ${ref}`, kind: 'business' }],
    fixedClock,
  )
  return ids.get(ref)!
}

export async function listingOf(db: Db, organisationId: number, publication: Publication): Promise<number> {
  const catalogue = await catalogueOf(db)
  return (await publish(db, actor, { organisationId, publication }, fixedClock, catalogue)).id
}

/** A winery with 40 t of pomace a year, a distillery that takes 300, an owner of each, a facilitator, and an open exchange. */
export async function partners(db: Db, offer: Partial<Publication> = {}, need: Partial<Publication> = {}) {
  const winery = await organisation(db, 'winery')
  const distillery = await organisation(db, 'distillery')
  const offerId = await listingOf(db, winery, { ...pomaceOffer, ...offer })
  const needId = await listingOf(db, distillery, { ...distilleryNeed, ...need })
  const supplier = await person(db, [{ organisationId: winery, role: 'owner' }])
  const receiver = await person(db, [{ organisationId: distillery, role: 'editor' }])
  const facilitator = await person(db, [], 'facilitator')
  const open = (pair: Partial<{ offerId: number; needId: number; bundleId: number }> = {}) =>
    openExchange(db, actor, { accountId: null, assignedTo: null }, { offerId, needId, ...pair }, fixedClock)
  return {
    winery,
    distillery,
    offerId,
    needId,
    supplier,
    receiver,
    facilitator,
    open,
    exchangeId: await open(),
  }
}

/** Another taker of the same pomace, with an exchange of its own. */
export async function anotherTaker(db: Db, offerId: number, ref: string) {
  const organisationId = await organisation(db, ref)
  const needId = await listingOf(db, organisationId, { ...distilleryNeed, ref })
  const receiver = await person(db, [{ organisationId, role: 'owner' }])
  const exchangeId = await openExchange(
    db,
    actor,
    { accountId: null, assignedTo: null },
    { offerId, needId },
    fixedClock,
  )
  return { organisationId, needId, receiver, exchangeId }
}

export const deal: Deal = {
  tonnes: 30,
  period: 'year',
  startsOn: '2026-09-01',
  endsOn: '2026-12-31',
  pricePerTonne: 25.5,
  currency: 'GEL',
  vatIncluded: true,
  transportBy: 'receiver',
  quality: [{ property: 'moisture', maximum: 65 }],
  note: '',
}

/** One side offers, the other agrees; returns the version that is sealed. */
export async function sealDeal(
  db: Db,
  exchangeId: number,
  by: Principal,
  other: Principal,
  changes: Partial<Deal> = {},
  lastVersion = 0,
): Promise<number> {
  const offering = { exchangeId, deal: { ...deal, ...changes }, lastVersion }
  const version = await offerTerms(db, by, offering, fixedClock)
  await agree(db, other, { exchangeId, version }, fixedClock)
  return version
}
