import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { refreshProposals } from '../../server/matching/proposals/refresh.ts'
import { listingOf, organisation, person } from '../exchanges/partners.ts'
import { composterNeed, distilleryNeed, matchingOf, pomaceOffer } from '../matching/market-of-kakheti.ts'
import { fixedClock } from '../setup/database.ts'

/** A winery whose pomace a distillery and a composter could take, proposed to both, and two facilitators. */
export async function desk(db: Db) {
  const winery = await organisation(db, 'winery')
  const distillery = await organisation(db, 'distillery')
  const composter = await organisation(db, 'composter')
  const distilleryNeedId = await listingOf(db, distillery, distilleryNeed)
  const composterNeedId = await listingOf(db, composter, composterNeed)
  const matching = await matchingOf(db)
  const offerId = await listingOf(db, winery, pomaceOffer)
  await refreshProposals(db, matching, [offerId], fixedClock)
  const proposalOf = async (need: number) => {
    const [found] = await rows<{ id: number }>(
      db,
      sql`select id from proposal where offer_id = ${offerId} and need_id = ${need}`,
    )
    return found!.id
  }
  return {
    matching,
    offerId,
    winery,
    distillery,
    composter,
    toDistillery: await proposalOf(distilleryNeedId),
    toComposter: await proposalOf(composterNeedId),
    supplier: await person(db, [{ organisationId: winery, role: 'owner' }]),
    receiver: await person(db, [{ organisationId: distillery, role: 'owner' }]),
    facilitator: await person(db, [], 'facilitator'),
    colleague: await person(db, [], 'administrator'),
  }
}
